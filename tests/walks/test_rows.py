"""Health in rows: none of these, or a yes whose choices open; kept as it always was."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import PickMany
from kiosk.intake.wording import choice_label
from kiosk.web.questions.step_form import TICK
from tests.faults.test_faults import breaks
from tests.spoken import EACH_LANGUAGE
from tests.walks.tablet import Tablet

ROWS = [q for q in CATALOGUE.questions if isinstance(q, PickMany) and q.yes_first]
NONE: dict[str, Any] = {**{row.key: ["none"] for row in ROWS}, "cancer": "never"}


def is_open(tablet: Tablet, key: str) -> bool:
    (group,) = tablet.page.tree.xpath("//fieldset[@id=$key]", key=key)
    return "yes" in group.get("class").split()


def test_the_seven_groups_that_are_asked_for_stand_in_rows_but_for_cancer():
    asked = [q.key for q in CATALOGUE.step("health").questions if q.required and not q.when]
    assert [q.key for q in ROWS] == [key for key in asked if key != "cancer"]
    assert len(asked) == 7


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_a_closed_row_names_every_one_of_its_choices(tablet: Tablet, language: str):
    page = tablet.is_at("health", language=language)
    for row in ROWS:
        (words,) = page.tree.xpath("//*[@id=$key]//p[@class='hint']", key=row.key)
        labels = [choice_label(row, c, language) for c in row.choices if not c.clears]
        assert words.text == " · ".join(labels)
        assert not is_open(tablet, row.key)
        assert page.picked(row.key) == []


def test_none_of_these_is_kept_as_it_always_was(tablet: Tablet):
    tablet.is_at("health")
    assert tablet.presses("next", **NONE).step == "medicines"
    assert NONE.items() <= tablet.draft.answers.items()
    tablet.goes_back()
    assert [tablet.page.picked(row.key) for row in ROWS] == [["none"]] * len(ROWS)


def test_a_yes_comes_back_with_its_choices_open_and_without_a_reproach(tablet: Tablet):
    tablet.is_at("health")
    page = tablet.presses("next", **{**NONE, "nerves_head": "some", "devices": "some"})
    assert (tablet.step, page.summary) == ("health", [])
    assert [row.key for row in ROWS if is_open(tablet, row.key)] == ["nerves_head", "devices"]
    assert page.notes == ["There is a little more to ask about what you chose."]
    assert page.tree.xpath("//*[@autofocus]/@name") == ["nerves_head"]
    assert tablet.draft.answers["heart_blood"] == ["none"], "what was said is kept already"
    page = tablet.presses("next", nerves_head=["seen", "migraine"], devices=["seen", "contacts"])
    assert page.step == "medicines"
    said = tablet.draft.answers
    assert (said["nerves_head"], said["devices"]) == (["migraine"], ["contacts"])


def test_a_yes_that_says_no_more_is_told_what_to_do(tablet: Tablet):
    tablet.is_at("health")
    page = tablet.presses("next", **{**NONE, "inside": "seen"})
    assert page.summary == [("#inside", TICK)]
    assert is_open(tablet, "inside")
    assert page.picked("heart_blood") == ["none"], "nothing is lost"


def test_a_fault_while_a_yes_opens_loses_nothing(tablet: Tablet, monkeypatch: pytest.MonkeyPatch):
    tablet.is_at("health")
    sent = tablet.fills("next", **{**NONE, "inside": "some"})
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.usecases.answer_step.keep_step", breaks)
        assert tablet.sends(sent).status_code == 500
    assert "heart_blood" not in tablet.draft.answers
    assert tablet.sends(sent).status_code == 303, "trying again is enough"
    assert tablet.draft.answers["heart_blood"] == ["none"]


@pytest.mark.parametrize("yes", ["some", "seen"])
def test_skipping_past_a_yes_leaves_it_not_answered(tablet: Tablet, yes: str):
    tablet.is_at("health")
    tablet.presses("skip", **{**NONE, "inside": yes})
    assert tablet.step == "medicines"
    assert "inside" not in tablet.draft.answers
    assert tablet.draft.answers["devices"] == ["none"]


def test_a_yes_before_a_required_group_was_answered_stays_open(tablet: Tablet):
    tablet.is_at("health")
    page = tablet.presses("next", **{**NONE, "inside": "some", "devices": None})
    assert page.summary == [("#devices", "Please answer this, or skip")]
    assert is_open(tablet, "inside")


def test_choices_that_were_made_before_stand_open(tablet: Tablet):
    tablet.is_at("health", heart_blood=["varicose"])
    assert is_open(tablet, "heart_blood")
    assert tablet.page.picked("heart_blood") == ["seen", "varicose"]
    tablet.presses("skip")
    assert tablet.draft.answers["heart_blood"] == ["varicose"]


def test_no_other_question_takes_a_yes(tablet: Tablet):
    tablet.is_at("medicines")
    page = tablet.presses("next", allergies="some", medicine_kinds=["none"])
    assert page.summary == [("#allergies", "Choose from these, please.")]
