"""Pages of other programs: those that read, and those that are told, one of them away."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.store.access import webhooks
from tests.browser.clinic import TOLD, Clinic
from tests.browser.personas import persona


def programs_sights(clinic: Clinic) -> Iterator[tuple[str, str]]:
    """One address has the first of two messages, and does not answer to the second."""
    with clinic.store.writing() as tx:
        webhooks.take_up(tx, [TOLD])
    clinic.signs(clinic.paired(), persona("p1"))
    clinic.signs(clinic.paired(), persona("p3"))
    with clinic.store.writing() as tx:
        webhooks.arrived(tx, TOLD, webhooks.waiting(tx, TOLD)[0])
        told = webhooks.claim(tx, TOLD)
        assert told
        webhooks.failed(tx, TOLD, told, "lost")
    yield "programs", "/admin/programs"
