"""What is said by mistake and put right leaves nothing behind: not on the paper, not on Today."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.demo.personas import personas
from kiosk.store.intakes import calls
from tests.builders.records import last_visit_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import plans
from tests.walks.returning import ATHLETE, TOMAS, was_here
from tests.walks.tablet import ASIDE, SHORTEST, Tablet

PERSONAS = {each.key: each.answers for each in personas()}
MAYA = PERSONAS["p1_anxious_new"]
SIGN = "warning_signs"
ALONE = "A young person is alone"
SIGNED = {"method": "typed", "name": "Maya Lindqvist"}


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Dana Desk")


def ringing(clinic: Clinic) -> list[tuple[str, str]]:
    """The calls that Today shows: what for, and whose."""
    with clinic.store.reading() as tx:
        return [(call.kind, call.first_name) for call in calls.open_calls(tx)]


def rings(clinic: Clinic, tablet: Tablet) -> set[str]:
    """What this tablet's client calls for."""
    with clinic.store.reading() as tx:
        ringing = calls.open_calls(tx)
    return {call.kind for call in ringing if call.intake_id == tablet.intake_id}


def walks_straight(tablet: Tablet, said: dict[str, Any], until: str = "") -> None:
    """Answer every page with this and nothing else, to the thank-you."""
    for _ in range(60):
        if tablet.step in ("", until):
            return
        keys = {field.partition("-")[0] for field in tablet.page.questions}
        told = {key: said.get(key) for key in keys if key not in ("body_marks", "signature")}
        told |= {key: said[key] for key in keys & said.keys() & {"body_marks", "signature"}}
        # What was marked on the way is taken off the map again.
        tablet.page.form = {
            name: values for name, values in tablet.page.form.items() if "body_marks" not in name
        }
        go = "next" if any(told.values()) or "skip" not in tablet.page.buttons else "skip"
        before = tablet.page
        tablet.presses(go, **told)
        if tablet.page.summary and tablet.step == before.step:
            tablet.skips()
    raise AssertionError(tablet.step)


def test_a_birth_year_put_right_takes_the_missing_grown_up_with_it(
    clinic: Clinic, tablet: Tablet, dana: Staff
):
    tablet.starts()
    said = {key: MAYA[key] for key in ("filling_for", "full_name", "phone")}
    tablet.answers("about_you", **said, birth_date="2015-05-14")
    tablet.skips()
    assert ALONE in dana.opens().words
    tablet.goes_back()
    tablet.goes_back()
    tablet.answers("about_you", birth_date="1980-05-14")
    assert tablet.step == "reason"
    assert ALONE not in dana.opens().words
    tablet.walks(MAYA | {"birth_date": "1980-05-14"})
    assert "r_guardian_gap" not in clinic.fired(tablet.intake_id)


def test_a_young_person_whose_grown_up_comes_after_all_is_alone_no_more(
    clinic: Clinic, tablet: Tablet, dana: Staff
):
    tablet.starts()
    child = PERSONAS["p4_minor"]
    tablet.walks(child, until="guardian")
    tablet.skips()
    assert ALONE in dana.opens().words
    tablet.goes_back()
    tablet.walks(child)
    assert ALONE not in dana.opens().words
    assert "r_guardian_gap" not in clinic.fired(tablet.intake_id)


def test_a_warning_sign_taken_back_takes_its_call_back_and_is_told_again_when_it_returns(
    clinic: Clinic, tablet: Tablet
):
    tablet.is_at("today_check", full_name="Hal Brook")
    none = {"today_signs": ["none"], "recent_events": ["none"], "pregnancy": "no"}
    tablet.answers("today_check", **none, warning_signs=["chest_breath"])
    assert ringing(clinic) == [("desk", "Hal B.")]
    tablet.presses("back")
    tablet.answers("today_check", warning_signs=["none"])
    assert tablet.step == "health"
    assert ringing(clinic) == []
    tablet.goes_back()
    tablet.answers("today_check", warning_signs=["chest_breath"])
    assert tablet.step == "tell_desk", "they are asked to tell it once more"
    assert ringing(clinic) == [("desk", "Hal B.")]


def test_one_of_two_warning_signs_taken_back_leaves_the_call(clinic: Clinic, tablet: Tablet):
    tablet.is_at("today_check")
    none = {"today_signs": ["none"], "recent_events": ["none"], "pregnancy": "no"}
    tablet.answers("today_check", **none, warning_signs=["chest_breath", "limb_swelling"])
    tablet.presses("back")
    tablet.answers("today_check", warning_signs=["limb_swelling"])
    assert [kind for kind, _ in ringing(clinic)] == ["desk"]


def test_a_call_goes_by_the_name_as_it_was_put_right(clinic: Clinic, tablet: Tablet):
    tablet.is_at("about_you", full_name="Hla Brok")
    tablet.presses("person")
    tablet.presses("back")
    said = {"filling_for": "myself", "birth_date": "1990-02-03"}
    tablet.presses("skip", full_name="Hal Brook", **said)
    assert ringing(clinic) == [("person", "Hal B.")]


@pytest.mark.parametrize("way", ["as new", "at Welcome"])
def test_whoever_has_not_been_here_after_all_is_not_looked_for(
    clinic: Clinic, tablet: Tablet, dana: Staff, way: str
):
    tablet.comes_back()
    tablet.answers_for_today()
    assert [kind for kind, _ in ringing(clinic)] == ["returning"]
    if way == "as new":
        tablet.skips()
    else:
        for _ in range(9):
            if tablet.step != "welcome":
                tablet.goes_back()
        tablet.answers("welcome", visit_kind="new")
    assert tablet.step == "about_you"
    assert ringing(clinic) == []
    assert "Says: been here before" not in dana.opens().words


def test_having_been_here_ends_with_the_answer_that_said_so(clinic: Clinic, tablet: Tablet):
    tablet.comes_back()
    tablet.answers_for_today()
    tablet.skips()
    tablet.goes_back()
    tablet.answers("welcome", visit_kind="new")
    tablet.walks(MAYA)
    assert "been_before" not in clinic.record(tablet.intake_id).facts


def test_a_display_that_is_not_asked_for_any_more_is_as_it_was(tablet: Tablet):
    tablet.starts(access_needs=["big_text", "high_contrast"])
    assert tablet.page.display == ("contrast", "l")
    tablet.goes_back()
    tablet.answers("welcome", access_needs=["none"])
    assert tablet.page.display == ("", "")


def test_what_was_typed_on_a_step_that_closed_again_counts_for_nothing(
    clinic: Clinic, tablet: Tablet, dana: Staff
):
    was_here(clinic, last_visit_of(ATHLETE))
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    tablet.walks(ATHLETE.answers, until="changes")
    tablet.answers("changes", changed=["contact"])
    tablet.answers("about_you", birth_date="2015-09-02")
    assert tablet.step == "guardian"
    while tablet.step != "changes":
        tablet.goes_back()
    tablet.answers("changes", changed=["nothing"])
    assert tablet.step == "today", "no grown-up is asked for"
    tablet.walks({**ATHLETE.answers, "changed": ["nothing"]})
    record = clinic.record(tablet.intake_id)
    assert (record.age, record.is_minor) == (34, False)


def test_a_tap_on_change_that_changes_nothing_leaves_what_was_said_and_when(
    clinic: Clinic, tablet: Tablet, dana: Staff
):
    was_here(clinic, last_visit_of(ATHLETE))
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    said = {**ATHLETE.answers, "changed": ["nothing"]}
    tablet.walks(said, until="still_true")
    tablet.changes("health")
    assert tablet.presses("next").step == "still_true"
    tablet.changes("medicines")
    tablet.goes_back()
    tablet.walks(said)
    record = clinic.record(tablet.intake_id)
    assert not {"cancer", "medicine_kinds"} & record.answers.keys()
    assert record.carried["cancer"]["on"] == "2026-01-20"


def test_what_was_taken_out_of_an_opened_step_is_not_filled_in_again(
    clinic: Clinic, tablet: Tablet, dana: Staff
):
    was_here(clinic, {**last_visit_of(ATHLETE), "email": "tomas@example.org"})
    tablet.starts(language=None, visit_kind=None, code=plans(dana, **TOMAS))
    tablet.walks(ATHLETE.answers, until="changes")
    tablet.answers("changes", changed=["contact"])
    assert tablet.page.form["email"] == ["tomas@example.org"]
    tablet.goes_back(email=None)
    tablet.answers("changes")
    assert (tablet.step, tablet.page.form["email"]) == ("about_you", [""])


def test_a_signature_is_asked_for_again_once_an_answer_has_changed(tablet: Tablet):
    tablet.is_at("sign")
    draft = {key: said for key, said in tablet.draft.answers.items() if key != "consent_privacy"}
    tablet.clinic.moves(
        tablet.intake_id,
        "sign",
        {"answers": draft, "passed": [s.key for s in CATALOGUE.steps[:-2]]},
    )
    tablet.opens()
    tablet.signs()
    assert tablet.step == "agree"
    tablet.answers("agree", consent_privacy="talk_first")
    assert tablet.step in ("review", "sign")
    assert not tablet.page.picked("review_ok")


@pytest.mark.parametrize("at", ["review", "sign"])
def test_what_was_agreed_to_in_another_language_is_read_in_this_one_before_it_is_signed(
    clinic: Clinic, tablet: Tablet, at: str
):
    tablet.starts()
    tablet.walks(MAYA, until=at)
    tablet.presses("language:es")
    assert (tablet.step, tablet.page.language) == (at, "es")
    tablet.presses("next", **({"review_ok": "yes"} if at == "review" else {"signature": SIGNED}))
    seen = []
    while tablet.step not in ("", "review"):
        seen.append(tablet.step)
        assert tablet.page.picked("consent_treatment"), "what was picked still stands"
        tablet.presses("next")
    assert seen == ["agree"], tablet.draft
    assert not tablet.page.picked("review_ok"), "and is confirmed anew"
    tablet.walks({**MAYA, "language": "es"})
    assert {card.language for card in clinic.record(tablet.intake_id).agreements} == {"es"}


def test_another_language_and_back_again_asks_nothing_twice(tablet: Tablet):
    tablet.starts()
    tablet.walks(MAYA, until="review")
    tablet.presses("language:es")
    tablet.presses("language:en")
    tablet.answers("review", review_ok="yes")
    assert tablet.step == "sign"


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.torture) for seed in (1, 2))]
)
def test_wandering_about_on_a_tablet_ends_as_a_straight_walk_does(clinic: Clinic, seed: int):
    chance = Random(seed)
    people = [said for said in PERSONAS.values() if said["visit_kind"] == "new"]
    last = {**SHORTEST, **chance.choice(people)}
    wanderer, straight = Tablet(clinic), Tablet(clinic)
    wanderer.starts()
    for _ in range(14):
        wanders(wanderer, chance, {**SHORTEST, **chance.choice(people)})
    while wanderer.step != "welcome":
        wanderer.presses("back")
    straight.starts(**{key: last.get(key) for key in ("language", "access_needs")})
    kept = []
    for tablet in (wanderer, straight):
        walks_straight(tablet, last)
        record = clinic.record(tablet.intake_id)
        cards = [(card.key, card.answer, card.text) for card in record.agreements]
        kept.append(
            (record.answers, record.facts, [f.key for f in record.flags], cards, record.age)
        )
    assert kept[0] == kept[1]
    assert rings(clinic, wanderer) - {"person"} == rings(clinic, straight)


def wanders(tablet: Tablet, chance: Random, said: dict[str, Any]) -> None:
    """Press anything, with or without an answer."""
    if tablet.step in ASIDE:
        tablet.presses(chance.choice(["next", "back"]))
        return
    keys = {field.partition("-")[0] for field in tablet.page.questions}
    answers = {key: said[key] for key in keys if key in said and chance.random() < 0.7}
    ways = ["next", "next", "next", "back", "skip", "person", "stop", "language:es", "language:en"]
    go = chance.choice([each for each in ways if each in tablet.page.buttons] or ["next"])
    tablet.presses(go, **answers)
