"""Who may know how it was, and what is said back to the client (intake-content, 8.1)."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from kiosk.intake.days_after import days_after
from kiosk.intake.handout import OfClinic, handout_of
from kiosk.intake.reflection import Reader, asks_to_speak, pain_better_by, reach_of, wants_support
from kiosk.intake.signals import signals
from tests.spoken import EACH_LANGUAGE

GRAVE = ({"safe_to_speak": "no"}, {"listened": "no"})
THERAPIST = Reader(treated=True, manages=False)
MANAGER = Reader(treated=False, manages=True)


def reaches(said: dict[str, Any], share: str | None = None) -> tuple[str, str]:
    """For the therapist, and for the manager."""
    answers = said if share is None else {**said, "reflect_share": share}
    return reach_of(answers, THERAPIST), reach_of(answers, MANAGER)


@pytest.mark.parametrize(
    ("share", "reach"),
    [
        (None, ("nothing", "whole")),
        ("both", ("whole", "whole")),
        ("therapist", ("whole", "nothing")),
        ("manager", ("nothing", "whole")),
    ],
)
def test_the_client_says_who_may_read(share: str | None, reach: tuple[str, str]):
    assert reaches({"listened": "yes", "safe_to_speak": "partly"}, share) == reach


@pytest.mark.parametrize("said", GRAVE)
@pytest.mark.parametrize(
    ("share", "reach"),
    [
        (None, ("nothing", "whole")),
        ("both", ("nothing", "whole")),
        ("manager", ("nothing", "whole")),
        ("therapist", ("whole", "exists")),
    ],
)
def test_what_is_grave_never_reaches_the_therapist_first_unless_they_alone_were_chosen(
    said: dict[str, Any], share: str | None, reach: tuple[str, str]
):
    assert reaches(said, share) == reach


@pytest.mark.parametrize("said", GRAVE)
def test_shared_with_both_the_therapist_reads_it_once_a_manager_has(said: dict[str, Any]):
    later = Reader(treated=True, manages=False, manager_knows=True)
    assert reach_of({**said, "reflect_share": "both"}, later) == "whole"
    assert reach_of({**said, "reflect_share": "manager"}, later) == "nothing"
    assert reach_of(said, later) == "nothing"


def test_whoever_is_neither_learns_nothing_and_the_manager_learns_of_all_that_is_grave():
    for share, safe, heard in product(
        (None, "both", "therapist", "manager"), (None, "yes", "no"), (None, "yes", "no")
    ):
        said = {"reflect_share": share, "safe_to_speak": safe, "listened": heard}
        assert reach_of(said, Reader(False, False, manager_knows=True)) == "nothing"
        if "no" in (safe, heard):
            assert reach_of(said, MANAGER) != "nothing"


@pytest.mark.parametrize(
    ("before", "after", "better", "speak"),
    [
        (5, 3, 2, False),
        (5, 4, 0, False),
        (5, 6, 0, False),
        (5, 7, -2, True),
        (None, 9, None, False),
    ],
)
def test_a_change_of_two_points_is_a_real_one(
    before: int | None, after: int, better: int | None, speak: bool
):
    says = {} if before is None else {"pain_now": before}
    said = {"pain_after": after}
    assert (pain_better_by(said, says), asks_to_speak(said, says)) == (better, speak)


def test_todays_pain_counts_before_that_of_the_first_visit():
    assert pain_better_by({"pain_after": 3}, {"pain_now": 9, "today_pain": 3}) == 0


@pytest.mark.parametrize(
    ("says", "after", "better", "speak"),
    [
        ({"today_pain": None, "pain_now": 2}, 9, -7, True),
        ({"today_pain": 6, "pain_now": 2}, 5, 0, True),
        ({"today_pain": 2, "pain_now": 6}, 5, -3, True),
        ({"today_pain": 6, "pain_now": 4}, 5, 0, False),
        ({"today_pain": None, "pain_now": None}, 9, None, False),
    ],
)
def test_whoever_has_more_pain_than_they_said_anywhere_is_asked_to_speak(
    says: dict[str, Any], after: int, better: int | None, speak: bool
):
    said = {"pain_after": after}
    assert (pain_better_by(said, says), asks_to_speak(said, says)) == (better, speak)


def test_whoever_is_dizzy_is_asked_to_speak_and_whoever_asks_for_support_is_offered_it():
    assert asks_to_speak({"feel_now": ["dizzy", "calm"]}, {})
    assert not asks_to_speak({"feel_now": ["calm"]}, {})
    assert wants_support({"feelings_came": "yes_more"})
    assert not wants_support({"feelings_came": "yes_ok"})


def test_counts_tell_of_no_group_under_five():
    unsafe = {"safe_to_speak": "no"}
    few = [("2026-02-01", unsafe)] * 4
    assert [each.answers for each in signals(few)] == [None]
    assert set(signals(few)[0].counts.values()) == {None}
    many = [*few, *[("2026-03-31", {"safe_to_speak": "yes"})] * 6]
    (quarter,) = signals(many)
    assert (quarter.year, quarter.quarter, quarter.answers) == (2026, 1, 10)
    assert quarter.counts["unsafe"] is None, "four are fewer than five"
    assert quarter.counts["unheard"] == 0
    (more,) = signals([*many, ("2026-03-01", unsafe)])
    assert more.counts["unsafe"] == 5


def test_quarters_stand_newest_first():
    days = ("2025-12-31", "2026-01-01", "2026-04-01")
    said = signals((day, {}) for day in days)
    assert [(each.year, each.quarter) for each in said] == [(2026, 2), (2026, 1), (2025, 4)]


@pytest.mark.parametrize(
    ("said", "days", "calls"),
    [
        ({"feel_now": ["sore"]}, 2, False),
        ({"feel_now": ["sore"]}, 3, True),
        ({"feel_now": ["lighter"]}, 3, False),
        ({"feel_now": ["dizzy"]}, 0, True),
        ({"pain_after": 6}, 1, True),
        ({"pain_after": 5}, 1, False),
    ],
)
def test_soreness_is_ordinary_for_two_days_and_told_after(
    said: dict[str, Any], days: int, *, calls: bool
):
    assert days_after(said, {"pain_now": 4}, days, "en").calls_now is calls


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_the_days_after_are_told_in_the_handouts_own_words(language: str):
    told = days_after({"feel_now": ["tender"]}, {}, 1, language)
    home = handout_of(language, {}, OfClinic("Quiet Hands", language), visit_day="2026-03-10").lines
    assert (*told.ordinary, told.tell, told.at_once) == (home[2], home[3], home[6], home[7])


def test_a_pressure_that_was_not_right_is_counted_like_the_other_signals():
    said = [("2026-02-10", {"pressure_was": "too_firm"})] * 5 + [("2026-02-11", {})]
    (period,) = signals(said)
    assert (period.answers, period.counts["pressure"], period.counts["unsafe"]) == (6, 5, 0)
