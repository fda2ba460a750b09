"""Stopping, asking for a person, telling the desk: a client is never alone and never stuck."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.catalogue.flags import RULES
from kiosk.catalogue.words import TEXTS
from kiosk.demo.personas import personas
from kiosk.languages import translate
from tests.spoken import QUICK
from tests.walks.clinic import Clinic
from tests.walks.tablet import HTMX, Tablet

PERSONAS = {each.key: each.answers for each in personas()}
NONE = ["none"]

FIRES: dict[str, dict[str, Any]] = {
    "r_chest_breath": {"warning_signs": ["chest_breath"]},
    "r_limb_swelling": {"warning_signs": ["limb_swelling"]},
    "r_face_arm_weak": {"warning_signs": ["face_arm_weak"]},
    "r_worst_head_neck": {"warning_signs": ["worst_head_neck"]},
    "r_dizzy_vision": {"warning_signs": ["dizzy_vision"]},
    "r_saddle_bladder": {"warning_signs": ["bladder_bowel"]},
    "r_pregnancy_urgent": {
        "pregnancy": "yes",
        "pregnancy_weeks": "w28_plus",
        "pregnancy_signs": ["less_movement"],
    },
}
"""For each rule that calls the desk, an answer that fires it."""


def desk_calls(clinic: Clinic) -> list[tuple[str, str]]:
    from kiosk.store.intakes import calls

    with clinic.store.reading() as tx:
        return [(call.kind, call.first_name) for call in calls.open_calls(tx)]


def test_there_is_an_answer_for_every_rule_that_calls_the_desk():
    assert set(FIRES) == {rule.key for rule in RULES if rule.desk}


def in_turn() -> Iterator[Any]:
    """Each rule in one language, and the languages in turn; `make torture` has every pair."""
    for number, rule in enumerate(FIRES):
        for place, language in enumerate(QUICK):
            here = number % len(QUICK) == place
            yield pytest.param(rule, language, marks=() if here else pytest.mark.torture)


@pytest.mark.parametrize(("rule", "language"), [*in_turn()])
def test_the_client_is_asked_to_tell_the_desk_and_can_then_finish(
    tablet: Tablet, rule: str, language: str
):
    said = {**PERSONAS["p1_anxious_new"], "language": language, **FIRES[rule]}
    tablet.starts(language=language)
    tablet.walks(said, until="tell_desk")
    words = translate(TEXTS["tell_desk"], language, "text.tell_desk")
    assert words in tablet.page.words
    assert tablet.page.buttons["next"] == translate(TEXTS["told_desk"], language, "text.told_desk")
    assert desk_calls(tablet.clinic) == [("desk", "Maya L.")]
    tablet.has_told_the_desk()
    assert tablet.step == "health"
    tablet.walks(said)
    assert rule in tablet.clinic.fired(tablet.intake_id)
    assert sum(step == "tell_desk" for step, _ in tablet.seen) == 1, "asked once, not again"


def test_the_desk_is_called_though_the_client_goes_back_instead(tablet: Tablet):
    tablet.is_at("today_check", full_name="Hal Brook")
    tablet.goes_back(warning_signs=["chest_breath"])
    assert desk_calls(tablet.clinic) == [("desk", "Hal B.")]


def test_from_tell_the_desk_one_can_go_back_and_look(tablet: Tablet):
    tablet.is_at("today_check")
    tablet.presses("skip", warning_signs=["chest_breath"])
    assert tablet.step == "tell_desk"
    tablet.goes_back()
    assert (tablet.step, tablet.page.picked("warning_signs")) == ("today_check", ["chest_breath"])


def test_a_second_sign_asks_to_tell_the_desk_again(tablet: Tablet):
    tablet.is_at("today_check")
    tablet.presses("skip", warning_signs=["chest_breath"])
    tablet.goes_back()
    tablet.presses("skip", warning_signs=["chest_breath", "limb_swelling"])
    assert tablet.step == "tell_desk"


def test_a_client_asks_for_a_person_and_goes_on(tablet: Tablet):
    tablet.is_at("life", full_name="Hal Brook")
    tablet.presses("person", activity_level="some")
    assert (tablet.step, tablet.page.heading) == ("person", "Someone will come to you")
    assert desk_calls(tablet.clinic) == [("person", "Hal B.")]
    tablet.presses("next")
    assert (tablet.step, tablet.page.picked("activity_level")) == ("life", ["some"])


def test_a_person_can_be_asked_for_on_the_stop_page(tablet: Tablet):
    tablet.is_at("life")
    tablet.presses("stop")
    tablet.presses("person")
    assert tablet.step == "person"
    tablet.presses("next")
    assert tablet.step == "life"


def test_the_stop_page_offers_four_ways_and_one_leads_back(tablet: Tablet):
    tablet.is_at("life")
    tablet.presses("stop", activity_level="hard")
    ways = {go for go in tablet.page.buttons if ":" not in go} - {"next"}
    assert ways == {"back", "person", "stop", "erase"}
    tablet.goes_back()
    assert (tablet.step, tablet.page.picked("activity_level")) == ("life", ["hard"])


def test_enter_on_the_stop_page_only_leads_back(tablet: Tablet):
    tablet.is_at("life")
    tablet.presses("stop")
    tablet.presses("next")
    assert tablet.step == "life"


def test_stop_and_keep_parks_the_intake_for_the_staff(tablet: Tablet):
    tablet.is_at("life")
    tablet.presses("stop", activity_level="hard")
    response = tablet.sends(tablet.fills("stop"))
    assert (response.status_code, response.location) == (303, "/")
    (kept,) = tablet.clinic.waiting()
    assert (kept.id, kept.state) == (tablet.intake_id, "parked")
    assert tablet.clinic.draft(kept.id).answers["activity_level"] == "hard"
    assert tablet.opens().heading == "Welcome", "the old address only leads to Welcome"


def test_stop_and_erase_leaves_nothing(tablet: Tablet):
    tablet.is_at("life")
    tablet.presses("stop", activity_level="hard")
    assert TEXTS["erase_sure"] in tablet.page.words
    assert tablet.page.tree.xpath("//details[not(@open)]//button[@value='erase']"), "asked first"
    response = tablet.sends(tablet.fills("erase"))
    assert (response.status_code, response.location) == (303, "/?kept=erased")
    assert tablet.clinic.waiting() == []
    assert tablet.clinic.signed() == []
    assert len(tablet.clinic.audit("erase")) == 1
    assert tablet.opens(response.location).notes == [TEXTS["erased"]]
    assert tablet.opens().heading == "Welcome"


@pytest.mark.parametrize(("go", "where"), [("stop", "/"), ("erase", "/?kept=erased")])
def test_htmx_is_led_away_with_the_cookie_change_on_that_very_reply(
    tablet: Tablet, go: str, where: str
):
    tablet.is_at("life")
    tablet.presses("stop")
    response = tablet.sends(tablet.fills(go), headers=HTMX)
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, where)
    assert "kiosk_intake=;" in response.headers["Set-Cookie"]


def test_a_young_person_alone_goes_on_and_the_staff_are_told(tablet: Tablet):
    said = {**PERSONAS["p4_minor"], "own_say": "yes"}
    tablet.starts()
    tablet.walks(said, until="guardian")
    assert tablet.page.buttons["skip"] == "My grown-up is not here"
    tablet.presses("skip", own_say="yes")
    assert tablet.step == "reason"
    assert desk_calls(tablet.clinic) == [("grown_up", "Jordan R.")]
    tablet.walks(said)
    assert "r_guardian_gap" in tablet.clinic.fired(tablet.intake_id)
    record = tablet.clinic.record(tablet.intake_id)
    assert record.answers["guardian_name"] is None
    assert record.answers["own_say"] == "yes"


def test_a_grown_up_who_comes_after_all_closes_the_gap(tablet: Tablet):
    said = PERSONAS["p4_minor"]
    tablet.starts()
    tablet.walks(said, until="guardian")
    tablet.skips()
    tablet.walks(said, until="review")
    tablet.changes("guardian")
    tablet.walks(said)
    assert "r_guardian_gap" not in tablet.clinic.fired(tablet.intake_id)


def test_who_has_been_here_before_waits_for_the_desk_or_goes_on_as_new(tablet: Tablet):
    tablet.comes_back()
    tablet.answers_for_today()
    assert (tablet.step, tablet.page.heading) == ("returning", "Welcome back")
    assert desk_calls(tablet.clinic) == [("returning", "")]
    tablet.presses("skip")
    assert tablet.step == "about_you"
    tablet.walks(PERSONAS["p1_anxious_new"])
    record = tablet.clinic.record(tablet.intake_id)
    assert record.visit_kind == "new"
    assert record.facts["been_before"] == "yes", "staff join the records later"


def test_who_has_been_here_before_can_change_their_mind_at_welcome(tablet: Tablet):
    tablet.starts(visit_kind="returning")
    tablet.goes_back()
    assert tablet.step == "welcome"
    tablet.answers("welcome", visit_kind="new")
    assert tablet.step == "about_you"
