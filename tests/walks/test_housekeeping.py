"""Housekeeping: what lies open is put aside, once, and never lost before its time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from kiosk.serve import look_round
from kiosk.settings import Settings
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet

CANARY = "Marisol-Kestrel-7741"
TOO_LATE = 195
"""Seconds without a touch."""


def housekeeping(clinic: Clinic) -> None:
    look_round(clinic.store, Settings())


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


def test_set_back_two_hours_an_idle_intake_is_not_shown_to_the_next_person(
    either_clinic: Clinic, clock: Clock
):
    tablet = Tablet(either_clinic)
    tablet.is_at("life", good_visit=CANARY)
    clock.jumps(hours=-2)
    clock.goes_on(seconds=TOO_LATE)
    page = tablet.opens()
    assert page.heading == "Welcome"
    assert CANARY not in page.source
    assert tablet.clinic.intake(tablet.intake_id).state == "parked"


def test_set_forward_five_hours_for_22_seconds_an_open_intake_goes_on(
    either_clinic: Clinic, clock: Clock
):
    tablet = Tablet(either_clinic)
    tablet.is_at("life", good_visit=CANARY)
    clock.jumps(hours=5)
    for _ in range(2):
        clock.goes_on(seconds=11)
        housekeeping(tablet.clinic)
    clock.jumps(hours=-5)
    housekeeping(tablet.clinic)
    assert tablet.opens().step == "life"
    tablet.answers("life", activity_level="some")
    assert tablet.draft.answers["good_visit"] == CANARY


def test_set_forward_400_days_every_pairing_and_sign_in_stays(either_clinic: Clinic, clock: Clock):
    tablet, dana = Tablet(either_clinic), Staff(either_clinic).signs_in("Dana Desk")
    clock.jumps(days=400)
    housekeeping(either_clinic)
    assert tablet.opens("/").heading == "Welcome"
    assert dana.opens("/staff/").heading == "Today"
    clock.goes_on(minutes=11)
    housekeeping(either_clinic)
    assert dana.gets("/staff/").location == "/staff/sign-in"
    assert tablet.opens("/").heading == "Welcome"


def test_stop_and_erase_erases_at_once_whatever_the_clock_did(either_clinic: Clinic, clock: Clock):
    tablet = Tablet(either_clinic)
    tablet.is_at("life", good_visit=CANARY)
    clock.jumps(hours=5)
    housekeeping(tablet.clinic)
    tablet.presses("stop")
    tablet.sends(tablet.fills("erase"))
    assert either_clinic.waiting() == []
