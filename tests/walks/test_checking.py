"""Check your answers: what matters most at a glance, and everything else in place."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.demo.personas import personas
from tests.walks.tablet import Tablet

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers


def glance(tablet: Tablet) -> dict[str, str]:
    """The step each line leads to, and its words."""
    lines = tablet.page.tree.xpath("//*[@class='glance']//button")
    return {
        line.get("value").removeprefix("change:"): " ".join(line.text_content().split())
        for line in lines
    }


def reviews(tablet: Tablet, **said: Any) -> dict[str, str]:
    tablet.is_at("review", **{**MAYA, **said})
    return glance(tablet)


def test_boundaries_stand_first_then_health_then_the_plan(tablet: Tablet):
    lines = reviews(tablet)
    before, after = ["draping", "body_map", "touch", "sensitive"], ["today_check", "health"]
    assert [key for key in lines if key in (*before, *after, "feelings")] == [
        *before,
        *after,
        "feelings",
    ]
    assert "Please stay away: Belly" in lines["body_map"]
    assert "No, leave these out" in lines["sensitive"]
    assert lines["today_check"].endswith("None of these")


def test_health_is_said_in_the_clients_own_words_and_what_is_nothing_is_not(tablet: Tablet):
    lines = reviews(
        tablet,
        heart_blood=["past_clot"],
        cancer="past",
        old_injuries=["scar"],
        old_injuries_note="Left hip, 2019",
        pregnancy="maybe",
    )
    for words in ("Blood clot, long ago", "Cancer: In the past", "“Left hip, 2019”"):
        assert words in lines["health"]
    assert "Maybe" in lines["today_check"]
    assert "None" not in lines["health"]


def test_each_private_area_is_named_with_its_answer(tablet: Tablet):
    line = reviews(tablet, any_sensitive="choose", sensitive_abdomen="ask")["sensitive"]
    assert "Belly: Ask me in the room" in line


def test_an_agreement_that_waits_for_a_talk_is_named(tablet: Tablet):
    assert "agree" not in reviews(tablet)
    lines = reviews(tablet, consent_stop="talk_first")
    assert "I want to talk first: You can stop at any time" in lines["agree"]


@pytest.mark.parametrize(
    "step", ["draping", "body_map", "touch", "sensitive", "health", "feelings"]
)
def test_every_line_leads_to_its_step_and_back(step: str, tablet: Tablet):
    assert step in reviews(tablet)
    assert tablet.changes(step).step == step
    assert tablet.presses("next").step == "review"


def test_everything_that_was_said_is_on_the_page(tablet: Tablet):
    reviews(tablet)
    prompts = [dt.text for dt in tablet.page.tree.xpath("//details//dt")]
    assert CATALOGUE.question("sleep_quality").prompt in prompts
    assert CATALOGUE.question("undress_level").prompt in prompts


def test_yes_is_a_button_that_goes_on_by_itself(tablet: Tablet):
    reviews(tablet)
    sent = {**tablet.page.form, "review_ok": ["yes"]}
    assert tablet.sends(sent).status_code == 303
    assert tablet.opens().step == "sign"
    assert tablet.draft.answers["review_ok"] == "yes"
