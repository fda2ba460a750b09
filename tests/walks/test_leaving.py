"""Leaving: signing once however often it is sent, and nothing left for who comes next."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.demo.personas import personas
from tests.walks.clinic import Clinic
from tests.walks.tablet import HTMX, Tablet

PERSONAS = {each.key: each.answers for each in personas()}


def at_the_signature(clinic: Clinic, **said: object) -> Tablet:
    tablet = Tablet(clinic)
    tablet.is_at("sign", **said)
    return tablet


def copies(tablet: Tablet, number: int) -> list[Tablet]:
    """As many tabs of one tablet: the same cookies, each with its own connection."""
    jar = {name: tablet.browser.get_cookie(name) for name in ("kiosk_tablet", "kiosk_intake")}
    made = []
    for _ in range(number):
        copy = Tablet(tablet.clinic, paired=False)
        copy.here, copy.page = tablet.here, tablet.page
        for name, cookie in jar.items():
            assert cookie
            copy.browser.set_cookie(name, cookie.value, domain="localhost")
        made.append(copy)
    return made


def signing(tablet: Tablet) -> dict[str, list[str]]:
    return tablet.fills("next", signature={"method": "typed", "name": "Hal Brook"})


def test_a_repeated_send_gets_the_same_thank_you_and_one_record(tablet: Tablet):
    tablet.is_at("sign")
    (lost,) = copies(tablet, 1)
    sent = signing(tablet)
    first, again = tablet.sends(sent), lost.sends(sent)
    assert first.status_code == again.status_code == 303
    assert first.location == again.location == "/thanks"
    assert tablet.clinic.signed() == [tablet.intake_id]
    assert len(tablet.clinic.audit("sign")) == 1


def test_send_pressed_again_after_the_thank_you_came_leads_there_again(tablet: Tablet):
    tablet.is_at("sign", language="es")
    sent = signing(tablet)
    first = tablet.sends(sent)
    again = tablet.sends(sent)
    assert first.location == again.location == "/thanks?language=es"
    assert len(tablet.clinic.signed()) == 1


def test_htmx_is_led_to_the_thank_you_on_the_reply_that_takes_the_cookie(tablet: Tablet):
    tablet.is_at("sign")
    response = tablet.sends(signing(tablet), headers=HTMX)
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, "/thanks")
    assert "kiosk_intake=;" in response.headers["Set-Cookie"]


@pytest.mark.parametrize("hands", [50])
def test_fifty_signs_at_once_make_one_record(either_clinic: Clinic, hands: int):
    tablet = at_the_signature(either_clinic)
    tabs = copies(tablet, hands)
    sent = signing(tablet)
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda tab: tab.sends(sent), tabs))
    assert {(reply.status_code, reply.location) for reply in replies} == {(303, "/thanks")}
    assert either_clinic.signed() == [tablet.intake_id]
    assert Counter(row.event for row in either_clinic.audit("sign")) == {"sign": 1}
    assert either_clinic.is_whole()


def test_answers_sent_while_another_tab_signs_break_nothing(either_clinic: Clinic):
    tablet = at_the_signature(either_clinic)
    tabs = copies(tablet, 24)
    kinds = [signing(tablet), tablet.fills("back"), tablet.fills("text:133")]
    with ThreadPoolExecutor(12) as pool:
        replies = list(pool.map(lambda n: tabs[n].sends(kinds[n % 3]), range(len(tabs))))
    assert {reply.status_code for reply in replies} == {303}
    assert len(either_clinic.signed()) + len(either_clinic.waiting()) == 1
    assert either_clinic.is_whole()


def test_a_double_tap_moves_one_step(tablet: Tablet):
    tablet.is_at("life")
    (other,) = copies(tablet, 1)
    sent = tablet.fills("next", activity_level="some")
    first, second = tablet.sends(sent), other.sends(sent)
    assert (first.status_code, first.location) == (second.status_code, second.location)
    page = tablet.opens()
    assert page.step == "today_check"
    assert not page.notes, "nothing to be told about a tap that was one too many"


def test_what_is_tapped_twice_at_once_is_kept_once(either_clinic: Clinic):
    tablet = Tablet(either_clinic)
    tablet.is_at("life")
    before = int(tablet.page.form["rev"][0])
    sent = tablet.fills("next", activity_level="some")
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda tab: tab.sends(sent), copies(tablet, 8)))
    assert {(reply.status_code, reply.location) for reply in replies} == {(303, tablet.here)}
    assert tablet.opens().step == "today_check"
    assert not tablet.page.summary
    assert tablet.draft.answers["activity_level"] == "some"
    assert int(tablet.page.form["rev"][0]) <= before + 8


def test_a_double_tap_on_start_parks_the_first_and_leaves_one_open(tablet: Tablet):
    tablet.opens("/")
    begin = {**tablet.page.form, "language": "en", "visit_kind": "new", "go": "start"}
    tablet.sends(begin, "/")
    tablet.sends(begin, "/")
    states = Counter(intake.state for intake in tablet.clinic.waiting())
    assert states == {"open": 1, "parked": 1}


def test_the_cookie_changes_at_the_start_and_is_gone_at_the_end(tablet: Tablet):
    tablet.starts()
    first = tablet.browser.get_cookie("kiosk_intake")
    tablet.walks({**PERSONAS["p1_anxious_new"]})
    assert tablet.browser.get_cookie("kiosk_intake") is None
    tablet.starts()
    second = tablet.browser.get_cookie("kiosk_intake")
    assert first
    assert second
    assert first.value != second.value


@pytest.mark.parametrize("ending", ["sign", "keep", "erase"])
def test_after_the_end_the_address_only_leads_to_welcome(clinic: Clinic, ending: str):
    tablet = at_the_signature(clinic)
    (thief,) = copies(tablet, 1)
    if ending == "sign":
        tablet.sends(signing(tablet))
    else:
        tablet.presses("stop")
        tablet.sends(tablet.fills("stop" if ending == "keep" else "erase"))
    for each in (tablet, thief):
        response = each.gets(tablet.here)
        assert (response.status_code, response.location) == (303, "/")
    tablet.starts()
    other = tablet.gets(thief.here)
    assert (other.status_code, other.location) == (303, "/"), "nor for the next client"


def test_a_copied_old_form_changes_nothing_in_the_next_clients_intake(clinic: Clinic):
    tablet = at_the_signature(clinic)
    old = tablet.fills("next", signature={"method": "typed", "name": "Somebody Else"})
    old_address = tablet.here
    tablet.presses("stop")
    tablet.sends(tablet.fills("erase"))
    tablet.starts()
    before = tablet.draft
    for address in (old_address, tablet.here):
        assert tablet.sends(old, address).status_code in (303, 400)
    assert tablet.draft == before
    assert clinic.signed() == []


def test_the_thank_you_and_welcome_know_nobody(tablet: Tablet):
    said = PERSONAS["p6_caregiver"]
    tablet.starts()
    tablet.walks(said)
    thanks = tablet.page.source
    welcome = tablet.opens("/").source
    for key in ("full_name", "preferred_name", "phone", "complaint_words", "body_noticed"):
        assert said[key] not in thanks + welcome, key
    assert tablet.intake_id not in thanks + welcome
    assert "checked" not in welcome


def test_the_thank_you_leads_back_to_welcome_by_itself(tablet: Tablet):
    page = tablet.opens("/thanks")
    assert page.tree.xpath("//meta[@http-equiv='refresh']/@content") == ["10; url=/"]


@pytest.mark.parametrize("ending", ["sign", "stop"])
def test_an_intake_that_is_over_takes_no_more_answers(clinic: Clinic, ending: str):
    tablet = at_the_signature(clinic)
    (late,) = copies(tablet, 1)
    if ending == "sign":
        tablet.sends(signing(tablet))
    else:
        tablet.presses("stop")
        tablet.sends(tablet.fills("stop"))
    response = late.sends(late.fills("next", signature={"method": "typed", "name": "Late"}))
    assert response.status_code == 303
    assert response.location == ("/thanks" if ending == "sign" else "/")
    assert len(clinic.signed()) == (ending == "sign")
    assert "Late" not in str([clinic.record(each).signature for each in clinic.signed()])
