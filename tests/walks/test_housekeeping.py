"""Housekeeping: what lies open is put aside, once, and never lost before its time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from kiosk.serve import look_round
from kiosk.settings import Settings
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.tablet import Tablet

CANARY = "Marisol-Kestrel-7741"
TOO_LATE = 195
"""Seconds without a touch."""


def housekeeping(clinic: Clinic) -> None:
    look_round(clinic.store, Settings().idle.ends)


def test_two_housekeepers_put_an_intake_aside_once(either_clinic: Clinic, clock: Clock):
    tablet = Tablet(either_clinic)
    tablet.is_at("life")
    clock.goes_on(seconds=TOO_LATE)
    with ThreadPoolExecutor(4) as hands:
        list(hands.map(housekeeping, [either_clinic] * 8))
    assert tablet.clinic.intake(tablet.intake_id).state == "parked"
    assert len(either_clinic.audit("park")) == 1


def test_after_a_long_power_cut_what_was_open_is_put_aside_not_lost(tablet: Tablet, clock: Clock):
    tablet.is_at("life", good_visit=CANARY)
    clock.goes_on(hours=3)
    housekeeping(tablet.clinic)
    assert tablet.clinic.intake(tablet.intake_id).state == "parked"
    clock.goes_on(minutes=29)
    housekeeping(tablet.clinic)
    assert tablet.draft.answers["good_visit"] == CANARY
