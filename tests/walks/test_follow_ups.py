"""Follow-ups without script: Next comes back to the new question, and to no other place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kiosk.intake.draft import as_json
from tests.walks.clinic import Clinic
from tests.walks.page import Page
from tests.walks.tablet import HTMX, Tablet, typed

NOTE = "There is a little more to ask about what you chose."
ROW = "//*[self::fieldset or self::input or self::textarea]/@id"
TOUCHED = {"scent": "no_scent", "pressure": "p2_light"}
PAIN = {"goals": ["pain"], "complaint_onset": "weeks", "pain_now": 3}
FOCUSED = "//main//*[@autofocus]"


def rows(page: Page) -> list[str]:
    """The questions, as they stand on the page."""
    return [str(key) for key in page.tree.xpath(f"//main{ROW}")]


@pytest.mark.parametrize(
    ("step", "before", "said", "opened"),
    [
        ("experience", {}, {"massage_before": "few"}, "after_effects"),
        ("medicines", {"allergies": ["none"]}, {"medicine_kinds": ["other"]}, "medicine_names"),
        ("touch", TOUCHED, {"positions_ok": ["face_down"]}, "face_rest"),
        ("story", PAIN, {"hard_activity": "Stairs"}, "hard_activity_now"),
    ],
)
def test_next_comes_back_with_a_note_right_above_the_question_it_opened(
    tablet: Tablet, step: str, before: dict[str, Any], said: dict[str, Any], opened: str
):
    tablet.is_at(step, **before)
    page, (opener,) = tablet.answers(step, **said), said
    assert tablet.step == step
    assert rows(page)[rows(page).index(opener) + 1] == opened
    (note,) = page.tree.xpath("//*[@id=$id]", id=f"{opened}-n")
    assert note.text_content() == NOTE
    (focused,) = page.tree.xpath(FOCUSED)
    assert focused.get("name") == opened
    described = page.tree.xpath("//@aria-describedby")
    assert f"{opened}-n" in described, "the focus says why it is there"
    assert not focused.xpath("ancestor::details[not(@open)]"), "never in a closed fold"
    assert page.words.count(NOTE) == 1
    assert tablet.presses("next").heading, "what is not needed is not asked for twice"
    assert tablet.step != step


def test_what_was_seen_on_the_screen_and_left_empty_does_not_hold_next_back(tablet: Tablet):
    tablet.is_at("experience")
    tablet.answers("experience", massage_before="few", shown="after_effects liked_disliked")
    assert tablet.step == "draping"


def test_what_is_needed_is_asked_for_although_it_opened_without_a_post(tablet: Tablet):
    tablet.is_at("medicines")
    said = {"medicine_kinds": ["none"], "allergies": ["latex"], "shown": "allergy_reaction"}
    page = tablet.answers("medicines", **said)
    assert page.summary == [("#allergy_reaction", "Please answer this, or skip")]
    assert page.form["shown"] == ["allergy_reaction"], "it is still on the screen"


TORN = {"massage_before": "few", "after_effects": "flying"}


def test_something_wrong_in_a_question_that_this_very_post_opened_is_said_at_it(tablet: Tablet):
    tablet.is_at("experience")
    page = tablet.answers("experience", **TORN)
    assert page.error_at("after_effects")
    data = {**tablet.fills("next"), **typed(TORN)}
    answer = tablet.sends(data, headers=HTMX)
    assert answer.status_code == 422
    assert Page(answer).error_at("after_effects")


def test_a_step_that_closes_under_a_client_leads_on(tablet: Tablet, clinic: Clinic):
    tablet.is_at("guardian", birth_date="2015-03-10")
    of_age = {**tablet.draft.answers, "birth_date": "1990-03-10"}
    clinic.moves(tablet.intake_id, "guardian", as_json(replace(tablet.draft, answers=of_age)))
    assert tablet.opens().status == 200
    assert tablet.step == "reason", "nobody is asked for a grown-up any more"


def test_the_file_of_follow_ups_is_everybodys_and_kept_by_its_content(tablet: Tablet):
    page = tablet.is_at("medicines", full_name="Hal Brook", allergies=["latex"])
    (url,) = page.tree.xpath("//@data-follow-ups")
    answer = tablet.clinic.app.test_client().get(url)
    assert answer.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in answer.headers
    assert "Hal" not in answer.text
    assert "checked" not in answer.text
    assert "allergy_reaction" in answer.text
    _, _, build, rest = url.split("/", 3)
    for wrong in (url.replace(build, "0" * 12), url.replace("/en", "/xx"), url + "x"):
        assert tablet.gets(wrong).status_code == 404, rest
