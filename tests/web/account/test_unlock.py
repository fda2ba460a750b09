"""After ten quiet minutes a short code opens the device that staff trusted today, and no other."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.builders.clinic import PASSWORD
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.walks.tablet import Tablet
from tests.web.account.phones import WithPhone
from tests.web.visits import posts

CODE, WRONG = "481592", "481593"
FIELD = "/staff/sign-in/unlock"


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    """The desk, on a device that she trusted when she signed in."""
    return trusting(clinic, "Dana Desk")


def trusting(clinic: Clinic, name: str) -> Staff:
    staff = Staff(clinic)
    staff.opens("/staff/sign-in")
    said = {"name": name, "password": PASSWORD, "unlock": CODE}
    staff.opens(staff.sends("/staff/sign-in", **said).location)
    return staff


def left_alone(clinic: Clinic, staff: Staff) -> Page:
    """What stands there when somebody comes back to it."""
    clinic.clock.goes_on(minutes=10)
    return staff.opens("/staff/")


def types(staff: Staff, code: str) -> Page:
    response = staff.sends(FIELD, unlock=code)
    if response.status_code == 303:
        return staff.opens(response.location)
    staff.page = Page(response)
    check(staff.page, staff=True)
    return staff.page


def test_a_short_code_is_enough_after_ten_quiet_minutes(clinic: Clinic, dana: Staff):
    page = left_alone(clinic, dana)
    assert (page.heading, "Dana Desk" in page.words) == ("Unlock", True)
    assert page.questions == {"unlock"}
    assert types(dana, CODE).heading == "Today"
    assert clinic.audit("sign_in")[0].reason == "short code"
    left_alone(clinic, dana)
    assert types(dana, CODE).heading == "Today", "for as often as the day asks"


def test_where_no_code_was_chosen_it_is_the_whole_sign_in(clinic: Clinic):
    dana = Staff(clinic).signs_in("Dana Desk")
    assert left_alone(clinic, dana).heading == "Staff sign in"
    assert dana.gets(FIELD).location == "/staff/sign-in?again="


def test_a_wrong_code_says_so_and_three_lead_to_the_whole_sign_in(clinic: Clinic, dana: Staff):
    left_alone(clinic, dana)
    for _ in range(2):
        page = types(dana, WRONG)
        assert page.status == 422
        assert "This is not your code." in page.error_at("unlock")
        assert WRONG not in page.source
    assert types(dana, WRONG).heading == "Staff sign in"
    assert dana.opens("/staff/").heading == "Staff sign in"
    dana.page = Page(dana.gets("/staff/sign-in"))
    assert posts(dana, FIELD, unlock=CODE).status_code == 303
    assert dana.opens("/staff/").heading == "Staff sign in", "the right one comes too late"


def test_it_opens_nothing_after_the_day(clinic: Clinic, dana: Staff):
    clinic.clock.goes_on(hours=15)
    assert dana.opens("/staff/").heading == "Staff sign in"


def test_signing_out_ends_it_and_so_does_whoever_signs_in_after(clinic: Clinic, dana: Staff):
    posts(dana, "/staff/sign-out")
    assert dana.opens("/staff/").heading == "Staff sign in"
    again = trusting(clinic, "Dana Desk")
    copied = again.browser.get_cookie("kiosk_trusted")
    assert copied
    again.opens("/staff/sign-in?again=")
    again.sends("/staff/sign-in", name="Theo Hands", password=PASSWORD)
    thief = Staff(clinic)
    thief.browser.set_cookie("kiosk_trusted", copied.value)
    assert thief.opens("/staff/sign-in").heading == "Staff sign in"


def test_nobody_else_is_let_in_by_it(clinic: Clinic, dana: Staff):
    left_alone(clinic, dana)
    stranger = Staff(clinic)
    stranger.page = dana.page
    assert stranger.gets(FIELD).location == "/staff/sign-in?again="
    stranger.opens("/staff/sign-in")
    assert posts(stranger, FIELD, unlock=CODE).location == "/staff/sign-in?again="
    assert stranger.opens("/staff/").heading == "Staff sign in"


def test_never_on_a_tablet(clinic: Clinic, dana: Staff):
    left_alone(clinic, dana)
    tablet = Tablet(clinic)
    for cookie in dana.browser._cookies.values():
        if cookie.key == "kiosk_trusted":
            tablet.browser.set_cookie(cookie.key, cookie.value)
    assert tablet.browser.get(FIELD).status_code == 403
    token = dana.page.form["csrf_token"][0]
    said = {"unlock": CODE, "csrf_token": token}
    assert tablet.browser.post(FIELD, data=said).status_code in (400, 403)


def test_what_asks_for_the_password_asks_for_it_still(clinic: Clinic):
    mei = trusting(clinic, "Mei Tanaka")
    left_alone(clinic, mei)
    types(mei, CODE)
    march = {"from": "2026-03-01", "to": "2026-03-31", "format": "csv", "reason": "yearly"}
    mei.opens("/admin/export")
    page = Page(posts(mei, "/admin/export", **march, go="download"))
    assert page.heading == "Your password once more"


def test_a_code_that_will_not_do_is_said_before_a_try_is_counted(clinic: Clinic):
    staff = Staff(clinic)
    staff.opens("/staff/sign-in")
    response = staff.sends("/staff/sign-in", name="Dana Desk", password=PASSWORD, unlock="123456")
    page = Page(response)
    assert response.status_code == 422
    assert "get guessed" in page.error_at("unlock")
    assert page.form["name"] == ["Dana Desk"]
    assert PASSWORD not in page.source
    assert clinic.audit("sign_in", "sign_in_failed") == []


def test_who_only_runs_the_clinic_signs_in_and_is_offered_no_code(clinic: Clinic):
    ada = trusting(clinic, "Ada Books")
    assert ada.gets("/staff/me/unlock").status_code == 403
    assert "/staff/me/unlock" not in ada.opens("/staff/me").links()
    assert left_alone(clinic, ada).heading == "Staff sign in"


def test_a_code_is_chosen_later_with_the_password_and_forgotten(clinic: Clinic):
    theo = Staff(clinic).signs_in("Theo Hands")
    assert "/staff/me/unlock" in theo.opens("/staff/me").links()
    url = "/staff/me/unlock"
    theo.opens(url)
    for said, field in (
        ({"unlock": CODE, "password": "not my password"}, "password"),
        ({"unlock": "1234", "password": PASSWORD}, "unlock"),
    ):
        page = Page(posts(theo, url, **said))
        check(page, staff=True)
        assert page.error_at(field)
        assert CODE not in page.source
    theo.opens(posts(theo, url, unlock=CODE, password=PASSWORD).location)
    assert "This device opens with your short code today." in theo.page.words
    left_alone(clinic, theo)
    assert types(theo, CODE).heading == "Today"
    theo.opens(url)
    posts(theo, f"{url}/forget")
    assert left_alone(clinic, theo).heading == "Staff sign in"


def test_with_an_app_the_code_is_chosen_where_the_sign_in_ends(
    clinic: Clinic, app: Flask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(app.config, "ASKS_CODES", True)
    mei = WithPhone(clinic)
    mei.proves()
    mei.sets_up().opens("/staff/me")
    posts(mei, "/staff/sign-out")
    clinic.clock.goes_on(minutes=1)
    assert "unlock" not in mei.opens("/staff/sign-in").questions
    mei.proves()
    assert "unlock" in mei.opens("/staff/sign-in").questions
    mei.sends("/staff/sign-in", code=mei.app.code(), unlock=CODE)
    assert left_alone(clinic, mei).heading == "Unlock"
    assert types(mei, CODE).heading == "Today"


def test_whoever_steps_away_locks_the_device_and_the_code_opens_it_again(
    clinic: Clinic, dana: Staff
):
    page = dana.does("/staff/lock")
    assert (page.heading, "Dana Desk" in page.words) == ("Unlock", True)
    assert dana.browser.get_cookie("kiosk_staff") is None
    assert clinic.audit("sign_out")[0].actor == clinic.audit("sign_in")[0].actor
    assert dana.opens("/staff/").heading == "Unlock"
    assert types(dana, CODE).heading == "Today"


def test_where_no_code_opens_it_nobody_is_offered_to_lock(clinic: Clinic, dana: Staff):
    theo = Staff(clinic).signs_in("Theo Hands")
    assert "Lock" not in buttons(theo)
    left_alone(clinic, dana)
    theo.browser.set_cookie("kiosk_trusted", dana.browser.get_cookie("kiosk_trusted").value)
    assert "Lock" not in buttons(theo), "another's code is none of theirs"
    types(dana, CODE)
    assert "Lock" in buttons(dana)


def buttons(staff: Staff) -> list[str]:
    tree = staff.opens("/staff/").tree
    return [button.text_content() for button in tree.xpath("//nav//button")]
