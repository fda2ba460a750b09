"""Steps of a first visit that open by themselves on a return visit, and what they ask."""

from __future__ import annotations

from typing import Any

from kiosk.catalogue import CATALOGUE
from kiosk.intake.carry import as_json, carried
from kiosk.intake.changing import change
from kiosk.intake.draft import Draft
from kiosk.intake.past import Past, past_of
from kiosk.intake.visit import Visit
from tests.intake.test_carry import (
    AGAIN,
    CLINIC,
    DAY,
    EVERY_CARD,
    LAST,
    NOTHING_ASKED,
    a_visit,
    back,
    steps,
    worded,
)


def test_answers_older_than_a_year_open_their_step_again_and_nothing_else():
    before = [a_visit("2025-02-01", inside=["lungs"], pressure="p4_firm")]
    newer = Past(LAST, dict.fromkeys(CATALOGUE.step("touch").keys) | {"pressure": "p4_firm"})
    walked = back(*before, newer, changed=["nothing"])
    assert "health" in steps(walked)
    assert "touch" not in steps(walked)


def test_a_question_added_since_opens_its_step():
    asked = {key: None for key in NOTHING_ASKED if key != "light"}
    past = Past(LAST, asked, worded(*EVERY_CARD))
    assert "comfort" in steps(back(past, changed=["nothing"]))


def of_an_earlier_catalogue(*unasked: str, **said: Any) -> Past:
    """A visit at which some questions were not asked yet."""
    asked = {key: None for key in NOTHING_ASKED if key not in unasked}
    return Past(LAST, {**asked, **said}, worded(*EVERY_CARD))


def asked_at(walked: Any, step: str) -> list[str]:
    return [question.key for question in walked.asked.step(step).questions]


def test_of_a_step_that_opens_by_itself_no_more_is_asked_than_it_opened_for():
    past = of_an_earlier_catalogue("old_injuries", "old_injuries_note", inside=["lungs"])
    walked = back(past, changed=["nothing"])
    assert asked_at(walked, "health") == ["old_injuries"]
    assert walked.known["inside"] == ["lungs"], "the rest stands"
    said = back(past, changed=["nothing"], old_injuries=["scar"])
    assert asked_at(said, "health") == ["old_injuries", "old_injuries_note"]
    whole = back(past, changed=["health"])
    assert {"inside", "old_injuries"} <= set(asked_at(whole, "health"))


def test_only_what_is_too_old_is_asked_again():
    first = a_visit("2025-02-01", inside=["lungs"], cancer="past")
    asked = {"cancer": "never"}
    newer = Past(LAST, asked, kept=CATALOGUE.step("health").keys - asked.keys())
    walked = back(first, newer, changed=["nothing"])
    assert asked_at(walked, "health") == ["inside"]
    assert walked.known["cancer"] == "never"


def test_what_stood_while_some_of_its_step_was_asked_stands_at_the_next_visit():
    first = of_an_earlier_catalogue("old_injuries", "old_injuries_note", inside=["lungs"])
    record = {
        "visit_day": "2026-02-10",
        "answers": {"old_injuries": ["scar"], "old_injuries_note": None},
        "carried": {"inside": {"said": ["lungs"], "on": LAST}},
    }
    before = carried([first, past_of(record, {})], DAY, CLINIC)
    assert before.answers["inside"] == ["lungs"]
    assert before.given_on["inside"] == LAST
    assert before.answers["old_injuries"] == ["scar"]
    assert before.old == ()


def test_a_change_asks_the_whole_of_a_step_that_had_opened_for_a_part():
    past = of_an_earlier_catalogue("old_injuries", "old_injuries_note", inside=["lungs"])
    known = carried([past], DAY, CLINIC)
    visit = Visit(CLINIC, DAY, known)
    answers = {**AGAIN, "changed": ["nothing"], "old_injuries": ["none"]}
    moved = change(visit, Draft(answers=answers, carried=as_json(known)), "still_true", "health")
    again = Visit(CLINIC, DAY, known, opened=moved.draft.opened)
    assert "inside" in asked_at(again.walked(moved.draft.answers), "health")
    assert moved.draft.answers["inside"] == ["lungs"], "as it was"
