"""My account: where I am signed in, and what I sign in with."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.builders.clinic import PASSWORD
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.web.account.phones import WithPhone

NEW = "another lamp entirely"


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    """Somebody at the desk, on the page of her account."""
    dana = Staff(clinic).signs_in("Dana Desk")
    dana.opens("/staff/me")
    return dana


@pytest.fixture
def mei(app: Flask, clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> WithPhone:
    """Somebody who signs in with a phone."""
    monkeypatch.setitem(app.config, "ASKS_CODES", True)
    mei = WithPhone(clinic)
    mei.proves()
    mei.sets_up()
    mei.opens("/staff/me")
    return mei


def is_in(who: Staff) -> bool:
    return who.gets("/staff/").status_code == 200


def test_every_place_is_listed_with_its_times(clinic: Clinic, dana: Staff):
    clinic.clock.goes_on(minutes=5)
    Staff(clinic).signs_in("Dana Desk")
    Staff(clinic).signs_in("Theo Hands")
    words = dana.opens("/staff/me").words
    assert "Since 9:00 am last used 9:05 am This device" in words
    assert "Since 9:05 am last used 9:05 am Sign out there" in words
    assert words.count("Since ") == 3, "twice in the list, once more on the button"


def test_one_other_place_is_signed_out(clinic: Clinic, dana: Staff):
    first, second = Staff(clinic).signs_in("Dana Desk"), Staff(clinic).signs_in("Dana Desk")
    page = dana.opens("/staff/me")
    places = page.tree.xpath("//button[@name='end']/@value")
    assert places[-1] == "others"
    told = dana.does("/staff/me/sign-ins", end=places[0], password=PASSWORD)
    assert told.notes == ["That sign-in has ended."]
    assert sorted([is_in(first), is_in(second)]) == [False, True]
    assert is_in(dana)


def test_all_other_places_are_signed_out_at_once(clinic: Clinic, dana: Staff):
    others = [Staff(clinic).signs_in("Dana Desk") for _ in range(2)]
    dana.does("/staff/me/sign-ins", end="others", password=PASSWORD)
    assert [is_in(each) for each in (dana, *others)] == [True, False, False]


def test_whoever_finds_a_screen_signs_nobody_out_elsewhere(clinic: Clinic, dana: Staff):
    other = Staff(clinic).signs_in("Dana Desk")
    asked = dana.does("/staff/me/sign-ins", end="others")
    assert "Your password once more" in asked.words
    assert is_in(other)


def test_changing_my_password_ends_the_others_and_gives_this_place_a_new_token(
    clinic: Clinic, dana: Staff
):
    other = Staff(clinic).signs_in("Dana Desk")
    before = dana.browser.get_cookie("kiosk_staff")
    told = dana.does("/staff/me/password", password=PASSWORD, new_password=NEW)
    assert told.notes == [
        "Your new password holds from now on. You are signed out everywhere else."
    ]
    after = dana.browser.get_cookie("kiosk_staff")
    assert before
    assert after
    assert before.value != after.value
    assert [is_in(dana), is_in(other)] == [True, False]
    thief = Staff(clinic)
    thief.browser.set_cookie("kiosk_staff", before.value, domain="localhost")
    assert not is_in(thief)
    assert Staff(clinic).signs_in("Dana Desk", NEW)


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("not this one", NEW, "password", "This is not your password. Please try again."),
        (PASSWORD, "short", "new_password", "Use at least 12 characters."),
    ],
)
def test_what_will_not_do_is_said_at_its_field_and_no_password_is_sent_back(
    dana: Staff, old: str, new: str, field: str, words: str
):
    response = dana.sends("/staff/me/password", password=old, new_password=new)
    assert response.status_code == 422
    page = Page(response)
    check(page, staff=True)
    assert words in page.error_at(field)
    assert old not in page.source
    assert new not in page.source
    assert is_in(dana)


def test_where_a_password_is_enough_there_is_no_word_of_codes(dana: Staff):
    assert "code" not in dana.page.words


def test_new_recovery_codes_ask_for_the_password_and_end_the_old(clinic: Clinic, mei: WithPhone):
    asked = Page(mei.sends("/staff/me/recovery-codes"))
    assert asked.heading == "Your password once more"
    mei.page = asked
    shown = Page(mei.sends("/staff/me/recovery-codes", password=PASSWORD))
    check(shown, staff=True)
    fresh = [each.text_content() for each in shown.tree.xpath("//*[@class='codes']/li")]
    assert len(set(fresh)) == 10
    assert not set(fresh) & set(mei.recovery_codes)
    for code, expected in ((mei.recovery_codes[0], False), (fresh[0], True)):
        other = WithPhone(clinic)
        other.proves()
        other.enters(code)
        assert other.is_in is expected


def test_another_phone_is_set_up_and_until_then_the_old_one_works(clinic: Clinic, mei: WithPhone):
    old = mei.app
    mei.page = Page(mei.sends("/staff/me/app"))
    assert mei.page.heading == "Your password once more"
    mei.does("/staff/me/app", password=PASSWORD)
    other = WithPhone(clinic)
    other.proves()
    other.enters(old.code())
    assert other.is_in
    mei.opens("/staff/app")
    mei.sets_up()
    assert mei.page.links()[-1] == "/staff/me"
    assert (mei.is_in, other.is_in) == (True, False)
    for app, expected in ((old, False), (mei.app, True)):
        again = WithPhone(clinic)
        again.proves()
        again.enters(app.code())
        assert again.is_in is expected
        clinic.clock.goes_on(minutes=1)


def test_a_screen_left_open_shows_nobody_the_key_of_another_phone(clinic: Clinic, mei: WithPhone):
    mei.page = Page(mei.sends("/staff/me/app"))
    mei.does("/staff/me/app", password=PASSWORD)
    code = mei.reads_the_key().code()
    for _ in range(2):
        clinic.clock.goes_on(minutes=5)
        mei.gets("/staff/")
    assert mei.gets("/staff/app").location == "/staff/me"
    assert mei.gets("/staff/app.svg").status_code == 404
    assert mei.sends("/staff/app", code=code).location == "/staff/me"
    assert mei.is_in


def test_my_account_is_mine_alone(clinic: Clinic, dana: Staff):
    theo = Staff(clinic).signs_in("Theo Hands")
    theo.opens("/staff/me")
    theo.does("/staff/me/sign-ins", end="others")
    assert is_in(dana)
