"""The pages of the clinic's own settings: a group, and one setting of each kind."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.store.access import staff
from kiosk.usecases.change_setting import change_setting
from kiosk.usecases.keep_mark import keep_mark
from tests.browser.clinic import Clinic

LEAF = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    b'<path d="M1 9C1 3 4 1 9 1c0 6-3 8-8 8z" fill="#17513d"/></svg>'
)

OF_EACH_KIND = (
    "questions_off",
    "severities",
    "name",
    "languages",
    "majority_age",
    "breast_work",
    "guardian_room_rule",
)


def settings_sights(clinic: Clinic) -> Iterator[tuple[str, str]]:
    """A group with what was changed, and a page of each kind of setting."""
    change_setting(clinic.store, "majority_age", 19, "setup")
    change_setting(clinic.store, "majority_age", 18, "setup")
    yield "agreements and ages", "/admin/clinic/agreements"
    raised = '{"r_feelings_likely": ["stop_and_ask", ""]}'
    change_setting(clinic.store, "severities", raised, "setup")
    for key in OF_EACH_KIND:
        yield f"setting: {key}", f"/admin/clinic/setting/{key}"
    yield "rules by severity", "/admin/clinic/rules?severity=caution"
    yield "how urgent a rule is", "/admin/clinic/rules/r_night"
    yield from _look_sights(clinic)
    with clinic.store.reading() as tx:
        mei = next(each for each in staff.everyone(tx) if "therapist" in each.roles).id
    change_setting(clinic.store, "release_since", "2025-01-10", "setup", mei)
    yield "setting: who is trained", "/admin/clinic/setting/gentle_release"
    yield "what a therapist offers", f"/admin/staff/{mei}/offers"
    for key in ("pressures", "release_until"):
        yield f"offer: {key}", f"/admin/staff/{mei}/offers/{key}"


def _look_sights(clinic: Clinic) -> Iterator[tuple[str, str]]:
    """A colour and a mark, worn by every page that comes after."""
    change_setting(clinic.store, "accent", "#254a95", "setup")
    yield "setting: accent", "/admin/clinic/setting/accent"
    keep_mark(clinic.store, LEAF, lambda file: ("svg", file), "setup")
    yield "setting: mark", "/admin/clinic/setting/mark"
