"""The drawing of covering is the client's own: what they accept, what they leave out, no more."""

from __future__ import annotations

import re

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.covering import CLOTHED, LEFT_OUT
from kiosk.catalogue.questions import PickMany
from kiosk.catalogue.regions import REGIONS
from kiosk.demo.personas import personas
from kiosk.exports.paper.body_map import outlines
from kiosk.exports.paper.covering import Covering, covering
from kiosk.exports.paper.html import paper_html
from kiosk.exports.paper.told import Told
from kiosk.intake.record import Record
from tests.builders.records import a_record, a_return
from tests.exports.papers import NEW, RETURNING, record_of

PEOPLE = {person.key: {**person.carried, **person.answers} for person in personas()}
BOTH = ["face_down", "face_up"]


def record(person: str) -> Record:
    return record_of(person) if person in {each.key for each in NEW} else a_return(RETURNING)


def shown(**said: object) -> Covering:
    return covering(Told(a_record(**{"positions_ok": BOTH, **said})))


def filled(drawn: Covering, position: str) -> dict[str, set[str]]:
    """Pattern by pattern, the places that have it."""
    cover = next(each for each in drawn.drawings if each.key == position)
    paths = {path: place for place, path in cover.outline.regions.items()}
    found = {key: re.findall("M[^M]*", path) for key, path in cover.filled}
    return {key: {paths[path] for path in each} for key, each in found.items()}


def words(drawn: Covering) -> str:
    lines = ("".join(run.text for run in said) for said in (drawn.otherwise, drawn.legend))
    return " ".join(filter(None, lines))


@pytest.mark.parametrize("person", PEOPLE)
def test_each_position_that_is_accepted_is_drawn_and_no_other(person: str):
    of = record(person)
    accepts = PEOPLE[person]["positions_ok"]
    drawn = covering(Told(of)).drawings
    assert [cover.key for cover in drawn] == [key for key in BOTH if key in accepts]
    page = paper_html(of)
    assert page.count('class="cover"') == len(drawn)
    assert "<img" not in page


def test_face_down_is_a_back_and_face_up_a_front():
    down, up = shown().drawings
    assert (down.title, down.outline) == ("Face down", outlines()["back"])
    assert (up.title, up.outline) == ("Face up", outlines()["front"])


def test_a_position_on_the_side_is_said_in_words():
    assert words(shown(positions_ok=["side", "seated"])) == "Positions: On my side; Sitting."


def test_nothing_is_drawn_of_a_position_that_was_not_said():
    for said, told in (([], "not answered"), (["unsure"], "Not sure")):
        drawn = shown(positions_ok=said)
        assert drawn.drawings == ()
        assert words(drawn) == f"Positions: {told}."


def test_what_is_left_out_is_crossed_wherever_it_was_said():
    marks = [{"region": "calf_left", "mark": "avoid"}, {"region": "knee_left", "mark": "work"}]
    drawn = shown(touch_avoid=["face", "hands"], body_marks=marks)
    private = {"buttock_left", "buttock_right"}
    hands = {"hand_back_left", "hand_back_right"}
    assert filled(drawn, "face_down")["no"] == {"calf_left", *private, *hands}
    assert {"face_jaw", "hand_left", "abdomen", "chest_left"} <= filled(drawn, "face_up")["no"]
    assert "knee_left" not in set().union(*filled(drawn, "face_up").values())


def test_a_private_area_is_filled_as_it_was_answered():
    said = {"sensitive_glutes": "over_cover", "sensitive_abdomen": "ask"}
    drawn = shown(any_sensitive="choose", sensitive_inner_thigh="yes", **said)
    assert filled(drawn, "face_down")["kept"] == {"buttock_left", "buttock_right"}
    front = filled(drawn, "face_up")
    assert front["ask"] == {"abdomen"}
    assert front["no"] == {"chest_left", "chest_right"}
    assert "inner_thigh_left" not in set().union(*front.values())


def test_where_two_answers_meet_the_stricter_one_is_drawn():
    front = filled(shown(touch_avoid=["feet"], keep_covered=["feet", "legs"]), "face_up")
    feet = {"foot_top_left", "foot_top_right"}
    assert feet <= front["no"]
    assert not feet & front["kept"]
    assert "shin_left" in front["kept"]


def test_clothes_are_grey_as_far_as_the_answer_says_where_they_are():
    dressed = filled(shown(undress_level="dressed"), "face_down")["clothed"]
    assert {"upper_back_left", "thigh_back_left"} <= dressed
    assert not {"scalp", "foot_sole_left", "hand_back_left"} & dressed
    pants = {"any_sensitive": "choose", "sensitive_glutes": "yes", "undress_level": "underwear"}
    assert filled(shown(**pants), "face_down")["clothed"] == {"buttock_left", "buttock_right"}
    for unknown in ("partly", "all", "talk_first"):
        assert "clothed" not in filled(shown(undress_level=unknown), "face_up")


def test_the_legend_names_each_pattern_that_is_there_and_no_other():
    assert words(shown()).endswith("Drawing: crossed: do not touch; grey: stays covered.")
    assert "striped: keep covered" in words(shown(keep_covered=["feet"]))
    assert "dotted: ask first" in words(shown(body_marks=[{"region": "scalp", "mark": "ask"}]))
    assert words(shown(positions_ok=["side"])) == "Positions: On my side."


def test_the_drawing_is_told_in_words():
    down, up = shown(undress_level="all", touch_avoid=["hands"], keep_covered=["feet"]).drawings
    assert down.says == (
        "Face down. Clothes: I take it all off, under the sheet. Do not touch: Buttock and outer "
        "hip (both); Back of hand (both). Keep covered: Sole of foot (both)."
    )
    assert "Do not touch: Chest muscles (both); Belly; Palm and wrist (both)" in up.says


def test_every_choice_has_its_places():
    for key, places in LEFT_OUT.items():
        question = CATALOGUE.question(key)
        assert isinstance(question, PickMany)
        assert {choice.key for choice in question.choices if not choice.clears} == set(places)
    known = {place.key for place in REGIONS} | {place.group for place in REGIONS}
    named = [names for places in LEFT_OUT.values() for names in places.values()]
    assert {name for names in (*named, *CLOTHED.values()) for name in names} <= known
