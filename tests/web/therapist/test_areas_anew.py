"""Private areas that are chosen anew before the session: every reader says what holds by then."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kiosk.exports.client_copy import copy_html
from kiosk.exports.paper.html import paper_html
from kiosk.store import Refused
from kiosk.store.access import staff
from kiosk.store.records import owed, papers, standing
from kiosk.store.records.standing import Standing
from kiosk.usecases import treat_client as room
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.therapist.test_treatment import session
from tests.web.visits import comes, draws, posts, signs

pytestmark = pytest.mark.long

TYPED = {"method": "typed", "name": "Hal Brook"}
GLUTES, BELLY, THIGH = "sensitive_glutes", "sensitive_abdomen", "sensitive_inner_thigh"
CHOSE = {"any_sensitive": "choose", GLUTES: "yes", BELLY: "yes", THIGH: "no"}
MINOR = {
    "birth_date": "2011-01-01",
    "guardian_name": "Ana Brook",
    "guardian_relation": "parent",
    "guardian_phone": "555 0101",
    "guardian_presence": "in_room",
    "own_say": "yes",
    "consent_guardian": "agree",
    "signer": "guardian",
}


def mei_of(clinic: Clinic) -> Any:
    with clinic.store.reading() as tx:
        return next(each for each in staff.everyone(tx) if each.name == "Mei Tanaka")


def chooses(clinic: Clinic, kept: str, **areas: str) -> None:
    room.sign_areas_again(clinic.store, mei_of(clinic), kept, areas, TYPED)


def talks_and_starts(clinic: Clinic, kept: str) -> None:
    """Each stop-and-ask line is talked about, and the session begins."""
    mei = mei_of(clinic)
    with clinic.store.reading() as tx:
        stop = room.look_at(tx, mei, kept).stop
    for flag in stop:
        room.talk_about(clinic.store, mei, kept, flag, "talked")
    room.start(clinic.store, mei, kept)


def stands(clinic: Clinic, kept: str) -> Standing:
    with clinic.store.reading() as tx:
        return standing.find(tx, kept)


@pytest.fixture
def kept(clinic: Clinic) -> str:
    return signs(clinic, **CHOSE)


def test_a_young_person_whose_areas_are_opened_is_talked_about_first(clinic: Clinic):
    kept, mei = signs(clinic, any_sensitive="no", **MINOR), mei_of(clinic)
    assert "r_sensitive_minor" not in clinic.fired(kept)
    chooses(clinic, kept, **{GLUTES: "yes"})
    with clinic.store.reading() as tx:
        now = room.look_at(tx, mei, kept)
    assert "r_sensitive_minor" in now.stop
    for flag in set(now.stop) - {"r_sensitive_minor"}:
        room.talk_about(clinic.store, mei, kept, flag, "talked")
    with pytest.raises(Refused, match="Talk about each stop-and-ask line"):
        room.start(clinic.store, mei, kept)
    room.talk_about(clinic.store, mei, kept, "r_sensitive_minor", "talked")
    assert room.start(clinic.store, mei, kept).started_at


def test_a_place_that_is_marked_for_work_and_refused_anew_is_asked_about(clinic: Clinic):
    marks = [{"region": "buttock_left", "mark": "work"}]
    kept = signs(clinic, **CHOSE, body_marks=marks)
    assert "r_mark_vs_consent" not in clinic.fired(kept)
    chooses(clinic, kept, **{GLUTES: "no"})
    assert "r_mark_vs_consent" in {flag["key"] for flag in stands(clinic, kept).kept["flags"]}


def test_the_paper_is_drawn_anew_and_says_what_holds(clinic: Clinic, kept: str):
    draws(clinic, kept)
    chooses(clinic, kept, **{GLUTES: "no", THIGH: "yes"})
    with clinic.store.reading() as tx:
        assert owed.how_many(tx) == 1
        assert papers.paper_of(tx, kept) is None, "the one before is not handed out"
    words = paper_html(stands(clinic, kept).in_full)
    assert "buttocks <b>NO</b>" in words
    assert "inner thigh <b>YES</b>" in words
    assert "Signed anew †" in words
    assert "signed anew, 10 March 2026: was" in words
    assert "Corrected since signing" not in words
    assert "put right by" not in words, "nobody of the staff says yes to touch"
    draws(clinic, kept)
    with clinic.store.reading() as tx:
        assert [each.because for each in papers.all_of(tx, kept)] == ["signed", "areas"]
    mei = Staff(clinic).signs_in()
    words = mei.opens(f"/staff/intakes/{kept}").words
    assert "private areas were chosen anew" in words
    _, _, since = words.partition("Put right since")
    assert "No → Yes" in since
    assert "signed anew, Mei Tanaka" in since


def test_what_was_signed_anew_is_known_and_taken_back_as_any_other_agreement(
    clinic: Clinic, kept: str
):
    chooses(clinic, kept, **{GLUTES: "no", THIGH: "over_cover"})
    mei, page = Staff(clinic).signs_in(), f"/staff/agreements/{kept}"
    mei.opens(page)
    cards = set(mei.page.tree.xpath("//form//input[@name='card']/@value"))
    assert (THIGH in cards, GLUTES in cards) == (True, False)
    takes_back(mei, kept, THIGH)
    assert stands(clinic, kept).says[THIGH] == "no"
    mei.opens(page)
    assert THIGH not in mei.page.tree.xpath("//form//input[@name='card']/@value")


def test_what_is_signed_anew_after_it_was_taken_back_holds_and_can_be_taken_back_again(
    clinic: Clinic, kept: str
):
    mei = Staff(clinic).signs_in()
    for times in (1, 2):
        clinic.clock.goes_on(minutes=1)
        takes_back(mei, kept, GLUTES)
        assert stands(clinic, kept).says[GLUTES] == "no"
        assert stands(clinic, kept).taken_back == (GLUTES,)
        clinic.clock.goes_on(minutes=1)
        chooses(clinic, kept, **{GLUTES: "yes"})
        found = stands(clinic, kept)
        assert (found.says[GLUTES], found.taken_back) == ("yes", ())
        assert [(right.before, right.now) for right in found.in_full.put_right][-times:] == [
            ("no", "yes")
        ] * times
        assert len(found.withdrawals) == times, "that it was taken back stays"
        assert "Taken back" not in mei.opens(session(kept)).words
        mei.opens(f"/staff/agreements/{kept}")
        assert GLUTES in mei.page.tree.xpath("//form//input[@name='card']/@value")


def test_what_was_taken_back_after_it_was_signed_anew_is_a_no_in_the_room(
    clinic: Clinic, kept: str
):
    chooses(clinic, kept, **{THIGH: "yes"})
    clinic.clock.goes_on(minutes=1)
    takes_back(Staff(clinic).signs_in(), kept, THIGH)
    with clinic.store.reading() as tx:
        now = room.look_at(tx, mei_of(clinic), kept)
    assert THIGH not in now.to_ask
    with pytest.raises(Refused, match="did not say yes"):
        room.ask_again(clinic.store, mei_of(clinic), kept, THIGH, "yes", "client")


def takes_back(who: Staff, kept: str, card: str) -> None:
    page = f"/staff/agreements/{kept}"
    who.opens(page)
    said = {"card": card, "asked_by": "client", "how": "in_person"}
    assert posts(who, page, **said).status_code == 303


def test_the_session_says_what_was_said_at_the_intake(clinic: Clinic, kept: str):
    chooses(clinic, kept, **{THIGH: "yes"})
    words = Staff(clinic).signs_in().opens(session(kept)).words
    thigh = words[words.index("Inner thigh") :]
    assert thigh.split("At the intake: ")[1].startswith("No; Yes, sheet folded back only there")
    assert "(signed anew)" in thigh


def test_the_clients_copy_has_both(clinic: Clinic, kept: str):
    chooses(clinic, kept, **{GLUTES: "no"})
    words = copy_html(stands(clinic, kept).in_full)
    assert "signed anew: No, 10 March 2026" in words


def test_signing_again_and_again_the_last_word_counts(clinic: Clinic, kept: str):
    chooses(clinic, kept, **{GLUTES: "no"})
    chooses(clinic, kept, **{GLUTES: "over_cover"})
    now = stands(clinic, kept)
    assert now.says[GLUTES] == "over_cover"
    assert [(each.before, each.now) for each in now.in_full.put_right] == [
        ("yes", "no"),
        ("no", "over_cover"),
    ]


def test_no_yes_to_an_area_outlives_its_visit_in_fhir(clinic: Clinic, kept: str):
    mei = mei_of(clinic)
    chooses(clinic, kept, **{GLUTES: "no", THIGH: "yes"})
    room.ask_again(clinic.store, mei, kept, BELLY, "no", "client")
    room.ask_again(clinic.store, mei, kept, THIGH, "yes", "client")
    talks_and_starts(clinic, kept)
    assert _consents(clinic)["consent_sensitive_inner_thigh/anew"] == ("active", "permit", False)
    room.end(clinic.store, mei, kept)
    found = _consents(clinic)
    assert found["consent_sensitive_glutes"] == ("inactive", "permit", True)
    assert found["consent_sensitive_glutes/anew"] == ("rejected", "deny", False)
    assert found["consent_sensitive_abdomen"] == ("inactive", "permit", True)
    assert found["consent_sensitive_inner_thigh"] == ("rejected", "deny", False)
    assert found["consent_sensitive_inner_thigh/anew"] == ("inactive", "permit", True)
    assert found["consent_treatment"] == ("active", "permit", False)


def _consents(clinic: Clinic) -> dict[str, tuple[str, str, bool]]:
    """By card, status, what is provided, and whether that has an end."""
    ada = Staff(clinic).signs_in("Ada Books").confirms()
    ada.opens("/admin/export")
    said = {"from": "2026-03-01", "to": "2026-03-31", "format": "fhir", "reason": "a look"}
    response = posts(ada, "/admin/export", **said, go="download")
    response = comes(ada, response) if response.location else response
    found = (each["resource"] for each in json.loads(response.data)["entry"])
    return {
        one["identifier"][0]["value"].partition("/")[2]: (
            one["status"],
            one["provision"]["type"],
            "period" in one["provision"],
        )
        for one in found
        if one["resourceType"] == "Consent"
    }


def test_the_card_in_the_room_says_what_may_be_done_where(clinic: Clinic):
    said = {"keep_covered": ["hair"], "feelings_avoid": ["comfort_touch"]}
    kept, mei = signs(clinic, **CHOSE, **said), mei_of(clinic)
    room.ask_again(clinic.store, mei, kept, BELLY, "over_cover", "client")
    talks_and_starts(clinic, kept)
    words = Staff(clinic).signs_in().opens(f"{session(kept)}/room").words
    assert "Private areas: buttocks: No; belly: Yes, over the sheet only; inner thigh: No" in words
    assert "Hair" in words
    assert "Hug me or stroke my hair" in words
