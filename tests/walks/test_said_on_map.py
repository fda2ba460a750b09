"""The belly is asked once: what the map has said is shown as said, and only ever towards no."""

from __future__ import annotations

from kiosk.catalogue.regions import REGION
from kiosk.demo.personas import personas
from tests.walks.tablet import Tablet

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers
AWAY = [{"region": "abdomen", "mark": "avoid"}, {"region": "face_jaw", "mark": "avoid"}]
WORK = [{"region": "abdomen", "mark": "work"}, {"region": "face_jaw", "mark": "gentle"}]


def at(step: str, tablet: Tablet, **said: object) -> Tablet:
    kept = {key: answer for key, answer in MAYA.items() if key not in ("touch_avoid", "body_marks")}
    kept["keep_covered"] = ["none"]
    tablet.is_at(step, **{**kept, **said})
    return tablet


def test_what_the_map_says_to_stay_away_from_is_ticked_and_shown_as_from_the_map(tablet: Tablet):
    at("touch", tablet, body_marks=AWAY)
    assert tablet.page.picked("touch_avoid") == ["face", "belly"]
    assert "From your map: Face; Belly" in tablet.page.words
    tablet.presses("next", **{key: MAYA[key] for key in ("pressure", "positions_ok", "scent")})
    assert tablet.draft.answers["touch_avoid"] == ["face", "belly"]


def test_that_it_is_from_the_map_is_read_with_the_question_not_only_seen(tablet: Tablet):
    at("touch", tablet, body_marks=AWAY)
    (group,) = tablet.page.tree.xpath("//fieldset[@id='touch_avoid']")
    (hint,) = group.xpath("./p[@class='hint']")
    assert group.get("aria-describedby").split() == [hint.get("id")]


def test_work_and_care_on_the_map_say_nothing_for_anybody(tablet: Tablet):
    at("touch", tablet, body_marks=WORK)
    assert tablet.page.picked("touch_avoid") == []
    assert "From your map" not in tablet.page.words


def test_a_client_takes_it_out_again_and_it_stays_out(tablet: Tablet):
    at("touch", tablet, body_marks=AWAY)
    said = {key: MAYA[key] for key in ("pressure", "positions_ok", "scent")}
    tablet.presses("next", touch_avoid=[], **said)
    assert "touch_avoid" not in tablet.draft.answers
    tablet.goes_back()
    assert tablet.step == "touch"
    assert tablet.page.picked("touch_avoid") == []


def test_the_page_of_private_areas_confirms_and_the_card_starts_on_no(tablet: Tablet):
    at("sensitive", tablet, body_marks=AWAY, any_sensitive="choose")
    assert "You asked us to leave alone: Belly." in tablet.page.words
    assert tablet.page.picked("sensitive_abdomen") == ["no"]
    assert "It stays No unless you change it." in tablet.page.words


def test_it_is_also_left_alone_where_it_was_said_in_words_only(tablet: Tablet):
    at("sensitive", tablet, keep_covered=["belly"], any_sensitive="no")
    assert "You asked us to leave alone: Belly." in tablet.page.words


def test_the_map_and_the_private_areas_may_still_contradict_each_other(tablet: Tablet):
    buttock = [{"region": "buttock_left", "mark": "work"}]
    at("sensitive", tablet, body_marks=buttock, any_sensitive="choose")
    assert REGION["buttock_left"].sensitive == "sensitive_glutes"
    assert tablet.page.picked("sensitive_glutes") == ["no"]
    assert "leave alone" not in tablet.page.words
