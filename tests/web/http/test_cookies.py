"""Cookies: random tokens, bound to this host, changed at every turn, kept only as a hash."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from flask import Response

from kiosk.web.http import cookies
from tests.builders.clinic import PASSWORD
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import HTMX, Tablet

PLAIN, TLS = "http://localhost", "https://localhost"


def set_by(response: object) -> dict[str, str]:
    """Cookies an answer sets: their attributes by name."""
    lines = response.headers.getlist("Set-Cookie")  # type: ignore[attr-defined]
    return {line.partition("=")[0]: line.partition(";")[2] for line in lines}


def paired(clinic: Clinic, base_url: str) -> Tablet:
    """A tablet that was paired by its own page."""
    from kiosk.store.access import tablets

    tablet = Tablet(clinic, paired=False, base_url=base_url)
    with clinic.store.writing() as tx:
        code = tablets.pairing_code(tx, "Tablet", by="setup")
    tablet.opens("/pair")
    response = tablet.sends({**tablet.page.form, "code": code.lower()}, "/pair")
    assert (response.status_code, response.location) == (303, "/")
    tablet.first_reply = response  # type: ignore[attr-defined]
    return tablet


@pytest.mark.parametrize("base_url", [PLAIN, TLS])
def test_every_cookie_is_for_this_host_and_no_script(clinic: Clinic, base_url: str):
    tls = base_url == TLS
    tablet = paired(clinic, base_url)
    tablet.starts()
    staff = Staff(clinic, base_url)
    first = staff.gets("/staff/sign-in")
    staff.opens("/staff/sign-in")
    entered = staff.sends("/staff/sign-in", name="Mei Tanaka", password=PASSWORD)
    found = {**set_by(tablet.first_reply), **set_by(first), **set_by(entered)}  # type: ignore[attr-defined]
    prefix = "__Host-" if tls else ""
    assert {f"{prefix}kiosk_{kind}" for kind in ("tablet", "staff", "visitor")} <= set(found)
    for name, attributes in found.items():
        assert "HttpOnly" in attributes
        assert "SameSite=Strict" in attributes
        assert "Path=/" in attributes
        assert "Domain" not in attributes
        assert ("Secure" in attributes) is tls, name
        lasts = any(name.endswith(device) for device in ("_tablet", "_station", "_known"))
        assert ("Max-Age=31536000" in attributes) is lasts, f"{name}: devices stay, people go"


def test_a_whole_walk_goes_over_tls(clinic: Clinic):
    tablet = paired(clinic, TLS)
    tablet.starts()
    tablet.is_at("sign")
    tablet.signs()
    assert tablet.page.heading == "Thank you"
    staff = Staff(clinic, TLS).comes_in("Theo Hands")
    assert "Hal" in staff.opens(f"/staff/intakes/{tablet.intake_id}").words


@pytest.mark.on_sqlite
def test_a_token_is_kept_only_as_its_hash(clinic: Clinic):
    tablet = Tablet(clinic)
    tablet.starts()
    staff = Staff(clinic).signs_in()
    tokens = [
        browser.get_cookie(name).value  # type: ignore[union-attr]
        for browser, name in (
            (tablet.browser, "kiosk_tablet"),
            (tablet.browser, "kiosk_intake"),
            (staff.browser, "kiosk_staff"),
        )
    ]
    assert len(set(tokens)) == 3
    with closing(sqlite3.connect(clinic.store.url.database or "")) as file:
        dump = "\n".join(file.iterdump())
    assert not [token for token in tokens if token in dump]


@pytest.mark.parametrize("kind", ["tablet", "intake", "staff"])
def test_a_cookie_set_beforehand_is_never_adopted(clinic: Clinic, kind: str):
    planted = "planted-by-somebody-else-0000000000000000000"
    tablet, staff = Tablet(clinic), Staff(clinic)
    browser = staff.browser if kind == "staff" else tablet.browser
    browser.set_cookie(f"kiosk_{kind}", planted, domain="localhost")
    if kind == "staff":
        staff.comes_in()
    elif kind == "intake":
        tablet.starts()
    else:
        tablet = paired(clinic, PLAIN)
        browser = tablet.browser
    cookie = browser.get_cookie(f"kiosk_{kind}")
    assert cookie
    assert cookie.value != planted
    assert len(cookie.value) >= 43


def test_pairing_again_gives_another_token(clinic: Clinic):
    first, second = paired(clinic, PLAIN), paired(clinic, PLAIN)
    tokens = {each.browser.get_cookie("kiosk_tablet").value for each in (first, second)}  # type: ignore[union-attr]
    assert len(tokens) == 2


def test_signing_in_again_gives_another_token(staff: Staff):
    tokens = set()
    for _ in range(2):
        staff.comes_in()
        tokens.add(staff.browser.get_cookie("kiosk_staff").value)  # type: ignore[union-attr]
        staff.sends("/staff/sign-out")
    assert len(tokens) == 2


def test_signing_in_ends_who_was_signed_in_here(clinic: Clinic):
    desk, thief = Staff(clinic).signs_in("Dana Desk"), Staff(clinic)
    copied = desk.browser.get_cookie("kiosk_staff")
    assert copied
    thief.browser.set_cookie("kiosk_staff", copied.value, domain="localhost")
    desk.comes_in("Theo Hands")
    assert thief.gets("/staff/").location == "/staff/sign-in"
    assert desk.gets("/staff/").status_code == 200


@pytest.mark.parametrize("then", ["given", "taken"])
def test_what_is_said_last_of_a_token_holds(clinic: Clinic, then: str):
    with clinic.app.test_request_context("/staff/me"):
        cookies.turn("staff", "the turned one")
        response = Response()
        if then == "given":
            cookies.give(response, "staff", "the new one")
        else:
            cookies.take(response, "staff")
        sent = clinic.app.process_response(response).headers.getlist("Set-Cookie")
    assert len(sent) == 1
    assert "HttpOnly" in sent[0]
    assert "SameSite=Strict" in sent[0]
    assert ("the new one" in sent[0]) is (then == "given")


def test_a_copied_cookie_is_dead_after_sign_out(clinic: Clinic):
    staff, thief = Staff(clinic).signs_in(), Staff(clinic)
    copied = staff.browser.get_cookie("kiosk_staff")
    assert copied
    thief.browser.set_cookie("kiosk_staff", copied.value, domain="localhost")
    assert thief.gets("/staff/").status_code == 200
    staff.sends("/staff/sign-out")
    response = thief.gets("/staff/")
    assert (response.status_code, response.location) == (303, "/staff/sign-in")


def test_a_revoked_tablet_opens_nothing_any_more(clinic: Clinic):
    from kiosk.store.access import tablets

    tablet = Tablet(clinic)
    tablet.starts()
    with clinic.store.writing() as tx:
        tablets.revoke(tx, clinic.tablets()[0].id, by="setup")
    assert (tablet.gets(tablet.here).status_code, tablet.gets(tablet.here).location) == (303, "/")
    assert tablet.opens("/").heading == "Not set up yet"
    assert tablet.sends({"go": "start"}, "/").status_code in (303, 400)
    assert len(clinic.waiting()) == 1, "it starts nothing"


def test_pairing_a_device_ends_the_staff_sign_in_on_it(clinic: Clinic):
    staff = Staff(clinic).signs_in().confirms()
    copied = staff.browser.get_cookie("kiosk_staff")
    assert copied
    staff.opens("/staff/devices")
    response = staff.sends("/staff/devices", go="here", this_name="Front room")
    assert (response.status_code, response.location) == (303, "/")
    assert staff.browser.get_cookie("kiosk_staff") is None
    thief = Staff(clinic)
    thief.browser.set_cookie("kiosk_staff", copied.value, domain="localhost")
    assert thief.gets("/staff/").location == "/staff/sign-in"
    assert [each.name for each in clinic.tablets()] == ["Front room"]
    assert staff.gets("/staff/sign-in").status_code == 403, "staff never sign in on a tablet"


def test_a_sign_in_that_is_used_lasts_and_one_left_alone_ends(clinic: Clinic):
    staff = Staff(clinic).signs_in()
    for _ in range(4):
        clinic.clock.goes_on(minutes=6)
        assert staff.gets("/staff/").status_code == 200
    clinic.clock.goes_on(minutes=11)
    assert staff.gets("/staff/").location == "/staff/sign-in"


def test_a_list_that_refreshes_itself_keeps_no_one_signed_in(clinic: Clinic):
    staff = Staff(clinic).signs_in()
    for _ in range(4):
        clinic.clock.goes_on(minutes=3)
        staff.browser.get("/staff/", headers=HTMX)
    assert staff.gets("/staff/").location == "/staff/sign-in"


def test_no_sign_in_outlasts_a_working_day(clinic: Clinic):
    staff = Staff(clinic).signs_in()
    for _ in range(60):
        clinic.clock.goes_on(minutes=8, seconds=1)
        staff.gets("/staff/")
    assert staff.gets("/staff/").location == "/staff/sign-in"
