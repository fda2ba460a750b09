"""The history of one person: numbers from visit to visit, and the areas that return."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.intake.history import History, better_by, history_of, pain_since


def visit(day: str, **said: Any) -> dict[str, Any]:
    return {"id": day, "visit_day": day, "answers": said, "carried": {}}


def marks(**places: str) -> list[dict[str, Any]]:
    return [{"region": region, "mark": mark} for region, mark in places.items()]


def pains(*numbers: int | None) -> History:
    return history_of(visit(f"2026-01-{i + 1:02}", today_pain=n) for i, n in enumerate(numbers))


def test_a_first_visit_and_a_return_ask_for_pain_and_stress_in_their_own_way():
    history = history_of(
        [
            visit("2026-01-20", pain_now=5, stress_level=3),
            visit("2026-03-10", today_pain=4, today_stress=None, sleep_quality="ok"),
        ]
    )
    assert [(p.pain, p.stress, p.sleep) for p in history.points] == [(5, 3, ""), (4, None, "ok")]


def test_what_was_carried_is_no_new_finding():
    kept = {"body_marks": {"said": marks(calf_right="work"), "on": "2026-01-20"}}
    first = visit("2026-01-20", body_marks=marks(calf_right="work"))
    assert history_of([first, {**visit("2026-03-10"), "carried": kept}]).areas == ()


def test_no_pain_is_told_and_is_not_the_same_as_no_answer():
    assert [point.pain for point in pains(0, None).points] == [0, None]


def test_one_visit_is_no_history_yet():
    assert not pains(4)
    assert pains(4, 4)


@pytest.mark.parametrize(
    ("before", "now", "better"), [(6, 4, 2), (4, 6, -2), (5, 4, 0), (4, 5, 0), (3, 3, 0)]
)
def test_less_than_two_points_is_about_the_same(before: int, now: int, better: int):
    assert better_by(before, now) == better


def test_pain_is_held_against_the_last_visit_that_tells_and_the_first():
    assert pain_since(pains(8, None, 6, None, 5)) == (0, 3)
    assert pain_since(pains(8, 6)) == (2, None), "with two visits the last is the first"
    assert pain_since(pains(8, 6, None)) == (None, None)
    assert pain_since(pains()) == (None, None)


def test_an_area_returns_when_it_is_marked_for_work_again():
    history = history_of(
        [
            visit("2026-01-01", body_marks=marks(calf_right="work", neck_back="work")),
            visit("2026-01-08", body_marks=marks(calf_right="gentle", scalp="work")),
            visit("2026-01-22", body_marks=marks(calf_right="work", scalp="work")),
            visit("2026-02-21", body_marks=marks(calf_right="work")),
        ]
    )
    calf, scalp = history.areas
    assert (calf.region, calf.days) == ("calf_right", ("2026-01-01", "2026-01-22", "2026-02-21"))
    assert calf.between == (21, 30)
    assert (scalp.region, scalp.between) == ("scalp", (14,))


def test_release_is_known_only_from_a_session_note():
    visits = [visit("2026-01-01"), visit("2026-01-08"), visit("2026-01-15")]
    assert [p.release for p in history_of(visits).points] == [None, None, None]
    notes = {
        "2026-01-01": {"note_response": ["softened", "feelings"]},
        "2026-01-08": {"note_response": ["usual"]},
    }
    assert [p.release for p in history_of(visits, notes).points] == [True, False, None]


def test_range_softness_and_the_next_day_are_known_from_the_note_alone():
    notes = {
        "2026-01-01": {"note_response": ["softened"], "note_next": "w2"},
        "2026-01-08": {"note_response": ["range_better"], "note_next_on": "2026-02-20"},
    }
    found = history_of([visit(day) for day in (*notes, "2026-01-15")], notes).points
    assert [p.softer for p in found] == [True, False, None]
    assert [p.freer for p in found] == [False, True, None]
    assert [p.next_day for p in found] == ["2026-01-15", "2026-02-20", ""]


def test_relief_what_brought_it_back_and_what_got_in_the_way_are_told_on_return():
    said = {"since_last": "better_short", "brought_back": ["sitting"], "home_why": ["forgot"]}
    (first, back) = history_of([visit("2026-01-01"), visit("2026-01-08", **said)]).points
    assert (first.relief, first.brought_back, first.home_why) == ("", (), ())
    assert (back.relief, back.brought_back, back.home_why) == (
        "better_short",
        ("sitting",),
        ("forgot",),
    )


@pytest.mark.parametrize(
    ("wished", "after", "as_wished"),
    [("calm", ["calm", "tired"], True), ("calm", ["sore"], False), ("calm", [], None)],
)
def test_how_they_felt_is_held_against_how_they_wished_to(
    wished: str, after: list[str], as_wished: bool | None
):
    said = visit("2026-01-01", feel_before=["tense"], feel_goal=wished)
    (point,) = history_of([said], afterwards={"2026-01-01": {"feel_now": after}}).points
    assert point.felt
    assert point.felt.as_wished is as_wished
    assert history_of([said]).points[0].felt is None, "it is not for whoever asks"


def test_the_last_three_answers_to_a_number_are_told_the_newest_first():
    days = [visit(f"2026-01-0{n}", pain_week=n) for n in range(1, 7)]
    told = history_of([*days, visit("2026-01-07", pain_week=9)]).before("pain_week")
    assert told == ((6, "2026-01-06"), (5, "2026-01-05"), (4, "2026-01-04"))
