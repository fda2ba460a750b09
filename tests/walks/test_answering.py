"""Answering a step: what is kept, what is asked further, and what is said when it cannot be."""

from __future__ import annotations

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import Card
from kiosk.demo.personas import personas
from kiosk.store import clinics
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.page import Page
from tests.walks.tablet import Tablet

PERSONAS = {each.key: each for each in personas()}


def test_a_post_that_opens_questions_shows_the_step_again_without_an_error(tablet: Tablet):
    tablet.is_at("reason")
    assert "main_goal" not in tablet.page.questions
    tablet.answers("reason", goals=["pain", "sleep"], session_focus="together")
    assert tablet.step == "reason"
    assert not tablet.page.summary
    assert tablet.page.choices("main_goal") == ["pain", "sleep"]
    assert tablet.page.picked("goals") == ["pain", "sleep"]
    tablet.answers("reason", main_goal="sleep")
    assert tablet.step == "body_map"


def test_a_post_that_answers_what_it_opens_goes_on_at_once(tablet: Tablet):
    tablet.is_at("today_check")
    none = ("today_signs", "warning_signs", "recent_events", "pregnancy_signs")
    tablet.answers(
        "today_check",
        **{key: ["none"] for key in none},
        pregnancy="yes",
        pregnancy_weeks="w14_27",
    )
    assert tablet.step == "health"
    assert tablet.draft.answers["pregnancy_weeks"] == "w14_27"


@pytest.mark.parametrize(
    ("step", "opening", "opened"),
    [
        ("today_check", {"recent_events": ["surgery"]}, {"recent_details"}),
        ("today_check", {"pregnancy": "yes"}, {"pregnancy_weeks", "pregnancy_signs"}),
        ("health", {"cancer": "past"}, {"cancer_care"}),
        ("medicines", {"allergies": ["nuts"]}, {"allergy_reaction"}),
        ("story", {"night_waking": "most"}, {"night_position"}),
        ("sensitive", {"any_sensitive": "choose"}, {"sensitive_glutes", "sensitive_abdomen"}),
    ],
)
def test_what_an_answer_opens_can_then_be_answered(
    tablet: Tablet, step: str, opening: dict[str, object], opened: set[str]
):
    tablet.is_at(step, goals=["pain"])
    assert not opened & tablet.page.questions
    tablet.presses("back", **opening)
    tablet.opens()
    tablet.is_at(step, goals=["pain"], **opening)
    assert opened <= tablet.page.questions


def test_a_field_of_a_closed_question_is_dropped_in_silence(tablet: Tablet):
    tablet.is_at("today_check")
    data = tablet.fills(
        "next",
        **{key: ["none"] for key in ("today_signs", "warning_signs", "recent_events")},
        pregnancy="no",
        pregnancy_weeks="w28_plus",
        recent_details="left over",
    )
    assert tablet.sends(data).status_code == 303
    assert tablet.opens().step == "health"
    assert not {"pregnancy_weeks", "recent_details"} & set(tablet.draft.answers)


def test_an_answer_whose_question_closes_is_kept_aside_until_signing(tablet: Tablet):
    said = PERSONAS["p3_pregnant"].answers
    tablet.starts()
    tablet.walks(said, until="health")
    tablet.goes_back()
    tablet.answers("today_check", pregnancy="no")
    tablet.goes_back()
    assert "pregnancy_weeks" not in tablet.page.questions
    tablet.answers("today_check", pregnancy="yes")
    assert tablet.step == "today_check", "what it opens is shown again, with what was said"
    assert tablet.page.picked("pregnancy_weeks") == [said["pregnancy_weeks"]]
    tablet.answers("today_check", pregnancy="no")
    tablet.walks({**said, "pregnancy": "no"})
    assert "pregnancy_weeks" not in tablet.clinic.record(tablet.intake_id).answers


def test_a_field_of_no_question_of_the_step_is_refused_and_changes_nothing(tablet: Tablet):
    tablet.is_at("reason")
    before = tablet.draft
    for strange in ({"undress_level": "all"}, {"goals[]": "pain"}, {"admin": "yes"}):
        data = {**tablet.fills("next", goals=["pain"]), **strange}
        assert tablet.sends(data).status_code == 400
    assert tablet.draft == before


def test_going_back_keeps_what_is_valid_and_leaves_the_rest_as_it_was_typed(tablet: Tablet):
    tablet.is_at("about_you")
    tablet.goes_back(
        full_name="Hal Brook", birth_date="1990-13-40", email="no address", pronouns="he_him"
    )
    assert tablet.step == "welcome"
    tablet.presses("next")
    assert tablet.step == "about_you"
    assert [where for where, _ in tablet.page.summary] == ["#birth_date-day", "#email"]
    assert tablet.page.form["full_name"] == ["Hal Brook"]
    assert tablet.page.picked("pronouns") == ["he_him"]
    assert tablet.page.form["email"] == ["no address"]
    assert tablet.page.form["birth_date-month"] == ["13"]


@pytest.mark.parametrize("go", ["stop", "person", "language:es", "text:200", "theme:dark"])
def test_every_other_button_keeps_what_is_valid_and_leaves_the_rest_as_typed(
    tablet: Tablet, go: str
):
    tablet.is_at("about_you")
    tablet.presses(go, full_name="Hal Brook", birth_date="1990-13-40")
    assert tablet.draft.answers["full_name"] == "Hal Brook"
    assert "birth_date" not in tablet.draft.answers
    assert tablet.draft.typed["about_you"]["birth_date-month"] == ["13"]


def test_an_open_required_question_is_asked_for_kindly_and_may_be_skipped(tablet: Tablet):
    tablet.is_at("reason")
    tablet.answers("reason", goals=["pain"])
    assert tablet.page.summary == [("#session_focus", "Please answer this, or skip")]
    assert "Please answer this, or skip" in tablet.page.error_at("session_focus")
    assert tablet.page.picked("goals") == ["pain"], "what was answered is still there"
    tablet.skips()
    assert tablet.step == "body_map"
    assert tablet.draft.answers["goals"] == ["pain"]
    assert "session_focus" not in tablet.draft.answers


def test_skipping_keeps_what_was_answered_on_the_way(tablet: Tablet):
    tablet.is_at("reason")
    tablet.presses("skip", goals=["sleep"])
    assert tablet.draft.answers["goals"] == ["sleep"]


FORCED = {
    "about_you": ["filling_for", "full_name", "birth_date"],
    "sensitive": ["any_sensitive"],
    "agree": [
        "consent_treatment",
        "consent_draping",
        "consent_stop",
        "consent_health_truth",
        "consent_feelings",
        "consent_privacy",
    ],
    "review": ["review_ok"],
    "sign": ["signature"],
}
"""What cannot be skipped on a new path of a grown-up, by step (content, 1)."""


@pytest.mark.parametrize("step", FORCED)
@pytest.mark.parametrize("go", ["next", "skip"])
def test_what_is_forced_cannot_be_skipped(tablet: Tablet, step: str, go: str):
    tablet.is_at(step)
    assert ("skip" in tablet.page.buttons) == (step == "about_you")  # where the phone may be
    tablet.presses(go)
    assert tablet.step == step
    asked_for = {anchor for anchor, _ in tablet.page.summary}
    assert {_anchor(key) for key in FORCED[step]} <= asked_for
    assert "or skip" not in tablet.page.error_at(FORCED[step][0])


def _anchor(key: str) -> str:
    return {"birth_date": "#birth_date-day", "signature": "#signature-typed"}.get(key, f"#{key}")


def test_a_guardian_cannot_leave_out_who_signs(tablet: Tablet):
    tablet.is_at("sign", birth_date="2012-01-01", consent_guardian="agree")
    tablet.signs("Carla Reyes")
    assert tablet.step == "sign"
    assert ("#signer", "Tell us who is signing.") in tablet.page.summary


def test_welcome_cannot_be_left_without_a_language_and_a_first_visit_needs_no_word(tablet: Tablet):
    tablet.opens("/")
    response = tablet.sends({**tablet.page.form, "go": "start"}, "/")
    tablet.here = response.location
    page = tablet.opens()
    assert [anchor for anchor, _ in page.summary] == ["#language"]
    tablet.answers("welcome", language="en", visit_kind="new")
    assert tablet.step == "about_you"


@pytest.mark.parametrize(
    ("before", "ticked", "kept"),
    [
        (None, ["low_bp", "none"], ["low_bp"]),
        (["none"], ["none", "low_bp"], ["low_bp"]),
        (["low_bp"], ["low_bp", "none"], ["none"]),
        (["low_bp"], ["low_bp", "varicose"], ["low_bp", "varicose"]),
    ],
    ids=["both at once", "one after none", "none after one", "two"],
)
def test_none_and_the_others_clear_each_other(
    tablet: Tablet, before: list[str] | None, ticked: list[str], kept: list[str]
):
    tablet.is_at("health", **({"heart_blood": before} if before else {}))
    tablet.presses("skip", heart_blood=ticked)
    assert tablet.draft.answers["heart_blood"] == kept


def test_nothing_is_chosen_beforehand_but_the_cards_that_start_on_no(tablet: Tablet):
    start_on_no = {
        q.key for q in CATALOGUE.questions if isinstance(q, Card) and q.starts_on == "no"
    }
    said = PERSONAS["p6_caregiver"].answers
    tablet.starts()
    tablet.walks(said)
    shown: set[str] = {"welcome"}
    for step, page in tablet.seen:
        ticked = {box.get("name") for box in page.tree.xpath("//input[@checked]")}
        if step not in shown:
            assert ticked <= start_on_no, step
        shown.add(step)
    agree = next(page for step, page in tablet.seen if step == "agree")
    assert agree.picked("consent_story") == ["no"]
    assert not agree.picked("consent_treatment")


@pytest.mark.parametrize(
    ("zone", "hours", "today", "tomorrow"),
    [
        ("America/Los_Angeles", -4, "2026-03-09", "2026-03-10"),
        ("Pacific/Auckland", 13, "2026-03-11", "2026-03-12"),
    ],
)
def test_nobody_is_born_tomorrow_by_the_clinics_own_day(
    clinic: Clinic, clock: Clock, zone: str, hours: int, today: str, tomorrow: str
):
    clock.jumps(hours=hours)
    with clinic.store.writing() as tx:
        mine = clinics.the_clinic(tx)
        assert mine
        clinics.change(tx, mine.id, "setup", time_zone=zone)
    tablet = Tablet(clinic)
    tablet.is_at("about_you")
    for born, wrong in ((tomorrow, True), (today, False)):
        page = Page(tablet.sends(tablet.fills("next", birth_date=born), follow_redirects=True))
        assert ("still to come" in page.error_at("birth_date")) == wrong
