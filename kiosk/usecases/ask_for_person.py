"""Asking for a person at the front door: somebody comes, and the client may begin meanwhile."""

from __future__ import annotations

from ..intake.aside import aside
from ..intake.draft import Draft, as_json
from ..intake.walk import start
from ..store import Store
from ..store.access import tablets
from ..store.access.tablets import Tablet
from ..store.intakes import intakes
from .keep_step import call_staff
from .start_intake import Taken


def ask_for_person(store: Store, tablet: Tablet, language: str) -> Taken:
    """An intake that waits beside its first step, with Today told. On disk when it returns."""
    begun = start(Draft(answers={"language": language, "visit_kind": "new"}))
    draft = aside(begun.draft, begun.step)
    with store.writing() as tx:
        tablets.seen(tx, tablet)
        taken = intakes.start(tx, tablet, as_json(draft), "person")
        call_staff(tx, taken[0], draft, ("person",))
        return taken
