"""Signing in: a password, then a code, and calm words when it is over."""

from __future__ import annotations

import re

import pytest
import segno
from flask import Flask

from kiosk.store.access import authenticator_codes, setup_link, staff, tablets
from kiosk.store.access import staff as accounts
from tests.builders.clinic import PASSWORD
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet
from tests.web.account.phones import WithPhone

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def asks_codes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kiosk as it comes: it asks for codes."""
    monkeypatch.setitem(app.config, "ASKS_CODES", True)


@pytest.fixture
def mei(clinic: Clinic) -> WithPhone:
    """Somebody who proved their password for the first time."""
    mei = WithPhone(clinic)
    mei.proves()
    return mei


def signs_out(who: WithPhone) -> None:
    who.opens("/staff/")
    who.sends("/staff/sign-out")


def test_the_first_sign_in_sets_up_the_app_and_shows_ten_codes_once(mei: WithPhone):
    assert mei.page.heading == "Set up your code app"
    assert not mei.is_in, "a password alone opens nothing"
    mei.sets_up()
    assert mei.page.heading == "Your recovery codes"
    assert len(set(mei.recovery_codes)) == 10
    assert mei.is_in
    assert not [code for code in mei.recovery_codes if code in mei.opens("/staff/me").source]
    assert mei.gets("/staff/app").location == "/staff/me", "there is nothing to set up"


def test_after_that_every_sign_in_asks_for_a_code(mei: WithPhone):
    mei.sets_up()
    signs_out(mei)
    page = mei.proves()
    assert (page.heading, "Mei Tanaka" in page.words) == ("Your code", True)
    assert not mei.is_in
    mei.enters(mei.app.code())
    assert mei.is_in


def test_the_picture_is_the_key_for_a_phone_to_read(mei: WithPhone, clinic: Clinic):
    address = mei.page.tree.xpath("//img/@src")[0]
    picture = mei.gets(address)
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert picture.headers["Cache-Control"] == "no-store"
    with clinic.store.reading() as tx:
        mine = next(each for each in staff.everyone(tx) if each.name == "Mei Tanaka")
        said = authenticator_codes.address(tx, mine.id, mine.name)
    assert f"secret={mei.reads_the_key().secret}&" in said
    assert "Willow%20Street:Mei%20Tanaka" in said
    dots = re.findall(r' d="(.+?)"', segno.make(said, error="m", micro=False).svg_inline(border=4))
    assert dots[-1] in picture.text


def test_nobody_else_sees_the_picture_or_the_key(mei: WithPhone, clinic: Clinic):
    stranger = Staff(clinic)
    assert stranger.gets("/staff/app.svg").status_code == 404
    assert stranger.gets("/staff/app").location == "/staff/sign-in"
    mei.sets_up()
    assert mei.gets("/staff/app.svg").status_code == 404, "it is shown for setting up alone"


def test_a_wrong_code_is_asked_for_again_kindly(mei: WithPhone):
    mei.sets_up()
    signs_out(mei)
    mei.proves()
    page = mei.enters("000000")
    assert page.status == 422
    assert page.summary == [
        ("#code", "This code does not fit or was used before. Wait for the next one, then try it.")
    ]
    assert "Mei Tanaka" in page.words
    mei.enters(mei.app.code())
    assert mei.is_in


def test_a_wrong_first_code_leaves_the_same_key(mei: WithPhone):
    key = mei.reads_the_key()
    response = mei.sends("/staff/app", code="123")
    assert response.status_code == 422
    mei.opens("/staff/app")
    assert mei.reads_the_key() == key


def test_a_used_code_is_refused(mei: WithPhone, clinic: Clinic):
    mei.sets_up()
    code = mei.app.code()
    for expected in (True, False):
        other = WithPhone(clinic)
        other.proves()
        other.enters(code)
        assert other.is_in is expected


def test_a_recovery_code_opens_once(mei: WithPhone, clinic: Clinic):
    mei.sets_up()
    for expected in (True, False):
        other = WithPhone(clinic)
        other.proves()
        other.enters(mei.recovery_codes[3])
        assert other.is_in is expected
    assert "Recovery codes left: 9 of 10." in mei.opens("/staff/me").words


def test_codes_are_throttled_like_passwords(mei: WithPhone, clinic: Clinic):
    mei.sets_up()
    signs_out(mei)
    mei.proves()
    statuses = [mei.enters("000000").status for _ in range(5)]
    assert statuses == [422] * 4 + [429]
    assert "Please wait 60 seconds." in mei.enters(mei.app.code()).words
    clinic.clock.goes_on(minutes=1)
    mei.enters(mei.app.code())
    assert mei.is_in


def test_name_password_and_code_may_come_in_one_post(mei: WithPhone, clinic: Clinic):
    mei.sets_up()
    script = WithPhone(clinic)
    script.opens("/staff/sign-in")
    said = {"name": "Mei Tanaka", "password": PASSWORD}
    wrong = script.sends("/staff/sign-in", **said, code="000000")
    assert (wrong.status_code, script.is_in) == (422, False)
    right = script.sends("/staff/sign-in", **said, code=mei.app.code())
    assert (right.status_code, right.location) == (303, "/staff/")
    assert script.is_in


def test_a_code_without_a_password_before_it_opens_nothing(mei: WithPhone, clinic: Clinic):
    mei.sets_up()
    other = WithPhone(clinic)
    other.opens("/staff/sign-in")
    page = other.enters(mei.app.code())
    assert (page.status, page.heading) == (422, "Staff sign in")
    assert not other.is_in


def test_half_a_sign_in_opens_no_page_of_the_staff(mei: WithPhone):
    for address in ("/staff/", "/staff/me", "/staff/clients", "/admin/export", "/staff/devices"):
        assert mei.gets(address).location == "/staff/sign-in", address


def test_each_step_gives_another_token(mei: WithPhone):
    half = mei.browser.get_cookie("kiosk_staff")
    mei.sets_up()
    whole = mei.browser.get_cookie("kiosk_staff")
    assert half
    assert whole
    assert half.value != whole.value
    thief = Staff(mei.clinic)
    thief.browser.set_cookie("kiosk_staff", half.value, domain="localhost")
    assert thief.gets("/staff/").status_code == 303


def test_whoever_sets_the_clinic_up_sets_up_their_app_and_comes_to_the_tablets(
    app: Flask, some_store, clock
):
    app.extensions["store"] = some_store
    first = WithPhone(Clinic(app, some_store, clock))
    with some_store.writing() as tx:
        link = setup_link.setup_link(tx)
    first.opens(f"/setup/{link}")
    said = {"clinic": "Quiet Hands", "language": "en", "time_zone": "UTC", "name": "Ada"}
    response = first.sends(f"/setup/{link}", **said, password=PASSWORD)
    assert first.opens(response.location).heading == "Set up your code app"
    first.sets_up()
    assert "/admin/first-steps" in first.page.links()
    assert first.opens("/staff/devices").heading == "Tablets"


def test_staff_never_sign_in_on_a_tablet_not_even_halfway(mei: WithPhone, clinic: Clinic):
    mei.browser.set_cookie("kiosk_tablet", clinic.pairs(), domain="localhost")
    for address in ("/staff/sign-in", "/staff/app", "/staff/app.svg"):
        assert mei.gets(address).status_code == 403, address


@pytest.mark.parametrize("way", ["a code", "this very device"])
def test_pairing_a_device_ends_the_staff_sign_in_on_it(mei: WithPhone, clinic: Clinic, way: str):
    mei.sets_up()
    mei.confirms()
    copied = mei.browser.get_cookie("kiosk_staff")
    assert copied
    if way == "a code":
        with clinic.store.writing() as tx:
            code = tablets.pairing_code(tx, "Front room", by="setup")
        mei.opens("/pair")
        assert mei.sends("/pair", code=code).location == "/"
    else:
        mei.opens("/staff/devices")
        assert mei.sends("/staff/devices", go="here", this_name="Front room").location == "/"
    assert mei.browser.get_cookie("kiosk_staff") is None
    assert is_dead(clinic, copied.value)


def is_dead(clinic: Clinic, token: str) -> bool:
    """Whether a copy of this cookie opens nothing."""
    thief = Staff(clinic)
    thief.browser.set_cookie("kiosk_staff", token, domain="localhost")
    return thief.gets("/staff/").status_code == 303


@pytest.mark.parametrize(
    "ends",
    ["sign-out", "password", "roles", "closing", "an admin", "a lost phone", "quiet", "a long day"],
)
def test_a_copied_cookie_is_dead_after(clinic: Clinic, mei: WithPhone, ends: str):
    mei.sets_up()
    mei.confirms()
    theo = WithPhone(clinic)
    theo.proves("Theo Hands")
    theo.sets_up()
    copied = theo.browser.get_cookie("kiosk_staff")
    assert copied
    assert not is_dead(clinic, copied.value)
    page = f"/admin/staff/{whose(clinic, 'Theo Hands')}"
    mei.opens(page)
    match ends:
        case "sign-out":
            signs_out(theo)
        case "password":
            mei.sends(page, go="password", new_password="another lamp entirely")
        case "roles":
            mei.sends(page, go="roles", role="desk")
        case "closing":
            mei.sends(page, go="closed")
        case "an admin":
            mei.sends(page, go="ended")
        case "a lost phone":
            mei.sends(page, go="app", reason="phone lost")
        case "quiet":
            clinic.clock.goes_on(minutes=10)
        case "a long day":
            works_all_day(theo)
    assert is_dead(clinic, copied.value)


def whose(clinic: Clinic, name: str) -> str:
    """The id of somebody's account."""
    with clinic.store.reading() as tx:
        return next(each.id for each in accounts.everyone(tx) if each.name == name)


def works_all_day(who: WithPhone) -> None:
    for _ in range(8 * 60 // 9 + 1):
        who.clinic.clock.goes_on(minutes=9)
        who.gets("/staff/me")


def test_taking_an_app_away_needs_a_reason(clinic: Clinic, mei: WithPhone):
    mei.sets_up()
    mei.confirms()
    page = f"/admin/staff/{whose(clinic, 'Theo Hands')}"
    mei.opens(page)
    response = mei.sends(page, go="app", reason=" ")
    assert response.status_code == 422
    assert "Say why" in response.text
    told = mei.does(page, go="app", reason="phone lost")
    assert "set up an app anew" in told.words
    assert clinic.audit("staff")[0].reason == "app: phone lost"


def test_a_tablet_cannot_be_used_to_guess_codes(clinic: Clinic, tablet: Tablet):
    tablet.opens("/")
    token = tablet.page.form["csrf_token"][0]
    response = tablet.browser.post("/staff/sign-in", data={"csrf_token": token, "code": "000000"})
    assert response.status_code in (400, 403)
