"""Posts come from our own pages: every unsafe route asks for its token and where it comes from."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from flask import Flask
from flask_wtf.csrf import generate_csrf
from werkzeug.test import Client

from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet
from tests.web.http.routes import posts, token_for


def callers(clinic: Clinic) -> dict[str, tuple[Client, Callable[[str], str]]]:
    """A client with an intake and a staff member, and where each may post."""
    tablet = Tablet(clinic)
    tablet.starts()
    staff = Staff(clinic).comes_in()
    tablet.browser.get("/pair")
    return {
        "client": (tablet.browser, lambda address: address.replace("intake_id", tablet.intake_id)),
        "staff": (staff.browser, lambda address: address),
    }


@pytest.mark.parametrize("wrong", ["no token", "a made-up token", "another session's token"])
def test_every_post_needs_the_token_of_its_own_session(app: Flask, clinic: Clinic, wrong: str):
    other = Tablet(clinic)
    other.starts()
    found = {
        "no token": "",
        "a made-up token": "IjEyMyI.aaaaaa.bbbbbbbbbbbb",
        "another session's token": other.page.form["csrf_token"][0],
    }[wrong]
    for browser, there in callers(clinic).values():
        for address in posts(app):
            data = {"csrf_token": found} if found else {}
            response = browser.post(there(address), data=data)
            assert response.status_code == 400, (address, response.status_code)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_post_is_taken_from_another_site(app: Flask, clinic: Clinic, site: str):
    for browser, there in callers(clinic).values():
        for address in posts(app):
            data = {"csrf_token": token_for(browser, there(address))}
            response = browser.post(there(address), data=data, headers={"Sec-Fetch-Site": site})
            assert response.status_code == 403, (address, response.status_code)


def test_over_tls_a_post_says_where_it_comes_from(clinic: Clinic):
    tablet = Tablet(clinic, base_url="https://localhost", paired=False)
    tablet.browser.set_cookie(
        "__Host-kiosk_tablet", clinic.pairs(), domain="localhost", secure=True
    )
    tablet.opens("/")
    data = {**tablet.page.form, "language": "en", "visit_kind": "new", "go": "start"}
    for referrer in ("https://elsewhere.example/", ""):
        headers = {"Referer": referrer} if referrer else {}
        answer = tablet.browser.post("/", data=data, base_url=tablet.base_url, headers=headers)
        assert answer.status_code == 400
    assert tablet.sends(data, "/").status_code == 303


def test_a_page_left_open_for_hours_can_still_be_sent(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
):
    tablet.is_at("life")
    later = time.time() + 6 * 3600
    monkeypatch.setattr("time.time", lambda: later)
    assert tablet.presses("next").step == "today_check"


def test_a_page_that_was_open_when_the_kiosk_was_renewed_can_still_be_sent(tablet: Tablet):
    tablet.is_at("life")
    jar = "; ".join(f"{c.key}={c.value}" for c in tablet.browser._cookies.values())
    with tablet.clinic.app.test_request_context(tablet.here, headers={"Cookie": jar}):
        signed = generate_csrf()
    assert signed != tablet.page.form["csrf_token"][0]
    assert tablet.sends({**tablet.page.form, "csrf_token": signed, "go": "next"}).status_code == 303
    assert tablet.opens().step == "today_check"


def test_a_refused_post_changes_nothing(tablet: Tablet):
    tablet.is_at("life")
    before = tablet.draft
    tablet.sends({**tablet.fills("next", activity_level="hard"), "csrf_token": "x"})
    tablet.sends(
        tablet.fills("next", activity_level="hard"), headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert tablet.draft == before
