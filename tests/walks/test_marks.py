"""Marks on the body map: since when, and both sides with one choice."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.catalogue.regions import OTHER_SIDE, REGIONS
from tests.walks.clinic import Clinic
from tests.walks.page import Form
from tests.walks.tablet import HTMX, SHORTEST, Tablet


def fields(region: str, mark: str, **parts: str) -> Form:
    name = f"body_marks-{region}"
    return {name: [mark], **{f"{name}-{part}": [said] for part, said in parts.items()}}


def marked(tablet: Tablet, *posted: Form) -> list[dict[str, Any]]:
    """What is kept of a map on which these fields were filled in."""
    tablet.is_at("body_map")
    sent = tablet.fills("next") | {name: said for one in posted for name, said in one.items()}
    assert tablet.sends(sent).status_code == 303
    return tablet.draft.answers["body_marks"]


def test_both_sides_is_one_choice_and_two_marks(tablet: Tablet):
    left = fields("calf_left", "work", feel="ache", level="4", since="long", both="yes")
    said = {"mark": "work", "feel": "ache", "level": 4, "since": "long"}
    assert marked(tablet, left) == [
        {"region": "calf_left", **said},
        {"region": "calf_right", **said},
    ]


@pytest.mark.parametrize(
    ("here", "there", "stands"),
    [("work", "avoid", "avoid"), ("avoid", "work", "avoid"), ("gentle", "ask", "ask")],
)
def test_whoever_asks_for_more_care_on_the_other_side_keeps_it(
    tablet: Tablet, here: str, there: str, stands: str
):
    posted = fields("calf_left", here, both="yes"), fields("calf_right", there)
    assert [mark["mark"] for mark in marked(tablet, *posted)] == [here, stands]


def test_both_sides_without_a_mark_or_without_another_side_says_nothing(tablet: Tablet):
    posted = fields("calf_left", "", both="yes"), fields("abdomen", "avoid", both="yes")
    assert marked(tablet, *posted) == [{"region": "abdomen", "mark": "avoid"}]


@pytest.mark.parametrize(("part", "strange"), [("since", "monday"), ("both", "three")])
def test_what_is_not_offered_is_said_kindly_and_stays_typed(
    tablet: Tablet, part: str, strange: str
):
    tablet.is_at("body_map")
    sent = (
        tablet.fills("next")
        | fields("calf_left", "work", both="yes")
        | {f"body_marks-calf_left-{part}": [strange]}
    )
    response = tablet.sends(sent, headers=HTMX)
    assert response.status_code == 422
    assert "Choose from these" in response.text


def test_every_place_filled_in_full_is_taken_in_a_form_of_parts(tablet: Tablet):
    tablet.is_at("body_map")
    sent = tablet.fills("next")
    for region in REGIONS:
        both = {"both": "yes"} if region.key in OTHER_SIDE else {}
        sent |= fields(region.key, "gentle", feel="ache", level="3", since="weeks", **both)
    response = tablet.sends(sent, content_type="multipart/form-data")
    assert response.status_code == 303
    assert len(tablet.draft.answers["body_marks"]) == len(REGIONS)


def test_since_when_reaches_the_review_the_record_and_the_therapist(clinic: Clinic, tablet: Tablet):
    mark = {"region": "calf_left", "mark": "work", "feel": "ache", "level": 4, "since": "weeks"}
    tablet.is_at("review", body_marks=[mark])
    assert "Calf (left) (Ache, 4, Some weeks)" in tablet.page.words
    tablet.walks(SHORTEST)
    record = clinic.record(tablet.intake_id)
    assert record.answers["body_marks"] == [mark]
    assert record.told.marks[0].since_label == "Some weeks"


CALF = {"region": "calf_left", "mark": "work"}
BELLY = {"region": "abdomen", "mark": "avoid"}


def test_the_marks_so_far_are_listed_and_each_can_be_taken_off(tablet: Tablet):
    page = tablet.is_at("body_map", body_marks=[BELLY, CALF])
    lines = page.tree.xpath("//*[@class='so-far']//li/a")
    assert [line.get("href") for line in lines] == ["#row-abdomen", "#row-calf_left"]
    tablet.presses("unmark:abdomen")
    assert tablet.step == "body_map"
    assert tablet.draft.answers["body_marks"] == [CALF]
    tablet.presses("unmark:calf_left")
    assert "body_marks" not in tablet.draft.answers
    assert not tablet.page.tree.xpath("//*[@class='so-far']//li")


def test_without_script_a_marked_place_says_more_on_the_next_look(tablet: Tablet):
    page = tablet.is_at("body_map")
    assert "body_marks-calf_left-feel" not in page.questions
    tablet.presses("marks", body_marks=[CALF])
    assert tablet.step == "body_map"
    assert "body_marks-calf_left-feel" in tablet.page.questions
    tablet.answers("body_map", body_marks=[{**CALF, "feel": "tight", "level": 4}])
    assert tablet.draft.answers["body_marks"] == [{**CALF, "feel": "tight", "level": 4}]


def test_a_mark_is_taken_off_on_the_map_alone(tablet: Tablet):
    tablet.is_at("reason", body_marks=[CALF])
    assert tablet.sends(tablet.fills("unmark:calf_left")).status_code == 400
    assert tablet.draft.answers["body_marks"] == [CALF]
