"""How was it? By a link on the client's own phone: once, within a week, and nothing stays there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from werkzeug.test import Client

from kiosk.store import clinics
from kiosk.store.records import notes, reflections
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.walks.phone import a_phone, phones_reach
from tests.walks.tablet import Tablet
from tests.web.visits import broken_press, posts, signs

SAID = {"pain_now": 4, "goals": ["pain"], "health_note": "Waxwing"}
AGREED = {**SAID, "consent_follow_up": "yes"}


@pytest.fixture
def phones(clinic: Clinic) -> Iterator[list[str]]:
    """A kiosk that phones reach; each link that is drawn as a code."""
    with clinic.store.writing() as tx:
        here = clinics.the_clinic(tx)
        assert here
        clinics.change(tx, here.id, "setup", phone="555 0100")
    with broken_press(clinic), phones_reach(clinic) as seen:
        yield seen


def hands_out(clinic: Clinic, kept: str) -> Page:
    with clinic.store.writing() as tx:
        notes.sign(tx, kept, {"note_next": "w2"}, "setup")
    mei = Staff(clinic).signs_in()
    mei.opens(f"/staff/handouts/{kept}")
    return Page(posts(mei, f"/staff/handouts/{kept}", go="print"))


def begins(phone: Client, link: str) -> Page:
    page = Page(phone.get(link))
    check(page)
    return Page(phone.post(link, data=page.form, follow_redirects=True))


def sends(phone: Client, page: Page, **said: object) -> Page:
    action = page.tree.xpath("//form/@action")[0]
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    reply = phone.post(action, data={"csrf_token": token, **said}, follow_redirects=True)
    return Page(reply)


def said(clinic: Clinic, kept: str) -> dict[str, object] | None:
    with clinic.store.reading() as tx:
        found = reflections.of(tx, kept)
    return dict(found.answers) if found else None


def test_the_code_on_the_handout_asks_once_on_the_clients_phone(clinic: Clinic, phones: list[str]):
    kept = signs(clinic, **AGREED)
    assert "How was it? Scan this" in hands_out(clinic, kept).words
    link, phone = phones[0], a_phone(clinic)
    asked = begins(phone, link)
    check(asked)
    assert asked.heading == "How was it?"
    assert "Waxwing" not in asked.source
    assert "Hal" not in asked.words
    thanks = sends(phone, asked, feel_now=["sore"], pain_after="3", reflect_share="both")
    check(thanks)
    assert thanks.heading == "Thank you for telling us"
    assert said(clinic, kept) == {"feel_now": ["sore"], "pain_after": 3, "reflect_share": "both"}
    for over in (link, asked.tree.xpath("//form/@action")[0]):
        assert phone.get(over).location == "/once"
    assert "Scan this" not in hands_out(clinic, kept).words, "they have answered"


def test_the_questions_may_be_loaded_again_for_an_hour(clinic: Clinic, phones: list[str]):
    kept = signs(clinic, **AGREED)
    hands_out(clinic, kept)
    phone = a_phone(clinic)
    asked = begins(phone, phones[0])
    here = asked.tree.xpath("//form/@action")[0]
    clinic.clock.goes_on(minutes=50)
    assert Page(phone.get(here)).heading == "How was it?"
    clinic.clock.goes_on(minutes=11)
    assert phone.get(here).location == "/once"


def test_what_needs_a_call_is_told_so_and_what_is_missing_is_asked_again(
    clinic: Clinic, phones: list[str]
):
    kept = signs(clinic, **AGREED)
    hands_out(clinic, kept)
    clinic.clock.goes_on(days=3)
    phone = a_phone(clinic)
    asked = begins(phone, phones[0])
    wrong = sends(phone, asked, feel_now=["sore"], pain_after="eleven")
    assert wrong.status == 422
    assert "sore" in wrong.source
    told = sends(phone, wrong, feel_now=["sore"])
    assert "Please tell your therapist about this now. Call us: 555 0100" in told.words
    assert "Get medical help at once" in told.words


def test_a_link_lasts_a_week(clinic: Clinic, phones: list[str]):
    kept = signs(clinic, **AGREED)
    hands_out(clinic, kept)
    clinic.clock.goes_on(days=7)
    assert a_phone(clinic).get(phones[0]).location == "/once"


def test_nobody_is_asked_by_a_link_who_has_not_agreed(clinic: Clinic, phones: list[str]):
    kept = signs(clinic, **SAID)
    assert "Scan this" not in hands_out(clinic, kept).words
    assert phones == []


def test_whoever_has_answered_on_a_tablet_is_not_asked_by_the_link(
    clinic: Clinic, phones: list[str]
):
    kept, tablet = signs(clinic, **AGREED), Tablet(clinic)
    hands_out(clinic, kept)
    mei = Staff(clinic).signs_in()
    posts(mei, f"/staff/intakes/{kept}/hand-over", tablet=tablet.id)
    token = tablet.opens("/").tree.xpath("//input[@name='csrf_token']/@value")[0]
    tablet.sends({"csrf_token": token, "go": "send"}, "/reflection")
    assert said(clinic, kept) == {}
    assert a_phone(clinic).get(phones[0]).location == "/once"
