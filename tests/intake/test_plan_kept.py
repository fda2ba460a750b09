"""What was done otherwise than it was asked for is said in words, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.covering import LEFT_OUT
from kiosk.catalogue.regions import REGION
from kiosk.intake.plan_kept import differences
from kiosk.intake.treatment import Noted, treatment_of

SAYS: dict[str, Any] = {
    "feelings_first": "still_hands",
    "pressure": "p2_light",
    "touch_avoid": ["feet"],
    "any_sensitive": "choose",
    "sensitive_abdomen": "yes",
    "body_marks": [
        {"region": "neck_back", "mark": "work"},
        {"region": "calf_left", "mark": "avoid"},
        {"region": "scalp", "mark": "gentle"},
    ],
}
AS_ASKED: dict[str, Any] = {
    "note_pressure": "p2",
    "note_response": ["feelings"],
    "note_feelings_done": ["still_hands", "asked_on"],
    "note_regions": [{"region": "neck_back", "mark": "work"}],
}


def said(what: Any, **said: Any) -> Noted:
    return Noted(what, said, "2026-03-10T10:00:00+00:00", "mei")


def asked(answer: str) -> Noted:
    return said("second_yes", area="sensitive_abdomen", answer=answer, whose="client")


def told(note: dict[str, Any], *noted: Noted, language: str = "en") -> tuple[str, ...]:
    treatment = treatment_of(noted, is_read=True)
    return differences(SAYS, treatment, {**AS_ASKED, **note}, language, is_minor=False)


def worked(*places: str) -> dict[str, Any]:
    marks = [{"region": place, "mark": "work"} for place in ("neck_back", *places)]
    return {"note_regions": marks}


def test_what_was_done_as_asked_is_no_difference():
    assert told({}) == ()


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (
            {"note_feelings_done": ["hands_off"]},
            "When feelings came: asked for “Slow down, hands still”",
        ),
        ({"note_pressure": "p4"}, "most used “4 Firm”."),
        (worked("calf_left"), "To be left alone, and worked: Calf (left)."),
        (worked("foot_sole_left"), "To be left alone, and worked: Sole of foot (left)."),
        (worked("abdomen"), "Worked, and no yes in the room was noted: Belly."),
        (
            {"note_regions": [{"region": "scalp", "mark": "work"}]},
            "Asked for, and not worked: Back of neck.",
        ),
    ],
)
def test_each_difference_is_said_in_words(note: dict[str, Any], words: str):
    (found,) = told(note)
    assert words in found


def test_a_private_area_with_both_yeses_is_no_difference_though_a_no_came_later():
    both = (asked("yes"), said("start", mark=0), asked("no"), said("end", mark=9))
    assert told(worked("abdomen"), *both) == ()
    refused = (asked("yes"), asked("no"), said("start", mark=0), said("end", mark=9))
    assert len(told(worked("abdomen"), *refused)) == 1


def test_every_choice_of_what_not_to_touch_is_known_by_its_places():
    offered = CATALOGUE.question("touch_avoid").offered  # type: ignore[attr-defined]
    spared = LEFT_OUT["touch_avoid"]
    assert set(spared) == offered - {"none"}
    groups = {key for region in REGION.values() for key in (region.key, region.group)}
    assert {place for places in spared.values() for place in places} <= groups


def test_they_are_said_in_the_readers_language():
    (found,) = told(worked("calf_left"), language="es")
    assert "Pantorrilla" in found
    assert "worked" not in found


def test_a_note_that_says_nothing_is_held_against_nothing():
    assert differences(SAYS, treatment_of((), is_read=True), {}, "en", is_minor=False) == ()
