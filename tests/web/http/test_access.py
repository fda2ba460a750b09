"""Who may pass: every route, every caller, every method, with the exact answer of a closed door."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, islice

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from kiosk.store.access import stations, tablets
from tests.walks.clinic import STAFF, Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.walks.tablet import Tablet
from tests.web.http.routes import filled, routes, token_for

pytestmark = pytest.mark.long


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE")
SAFE = ("GET", "HEAD", "OPTIONS")
CALLERS = {
    **dict.fromkeys(("nobody", "revoked tablet", "signed out"), "stranger"),
    **dict.fromkeys(("tablet", "client"), "tablet"),
    "print station": "station",
    **dict.fromkeys(STAFF, "staff"),
}
"""Everybody who may come to a door, and what the clinic takes them for."""

COMING_IN = {
    "/staff/sign-in",
    "/staff/sign-in/unlock",
    "/staff/app",
    "/staff/app.svg",
    "/invited/link",
}
"""Open to anyone but a tablet: nobody works there yet."""

ENDS = {"sign_in.sign_out", "unlock.lock"}
"""They would end the very sign-in that is looked at."""

OPENED = {200, 204, 303, 400, 404, 409, 410, 422}
"""What somebody who may pass can find behind a door."""


@dataclass
class Caller:
    """Somebody with whatever cookies they hold."""

    name: str
    browser: Client
    intake_id: str = "somebody-elses"

    @property
    def kind(self) -> str:
        return CALLERS[self.name]

    def may_pass(self, doors: frozenset[str]) -> bool:
        if "public" in doors:
            return True
        if self.kind == "staff":
            return bool(doors & set(STAFF[self.name]))
        opens = {"tablet": {"tablet"}, "client": {"tablet", "intake"}, "print station": {"station"}}
        return bool(doors & opens.get(self.name, set()))

    def comes(self, method: str, address: str) -> TestResponse:
        token = token_for(self.browser, address) if method not in SAFE else ""
        return self.browser.open(
            address, method=method, data={"csrf_token": token} if token else {}
        )


@pytest.fixture
def callers(clinic: Clinic) -> dict[str, Caller]:
    """Everybody."""
    made = {name: Caller(name, _browser(clinic, name)) for name in CALLERS if name != "client"}
    client = Tablet(clinic)
    client.starts()
    client.browser.set_cookie("kiosk_visitor", "v" * 43, domain="localhost")
    return {**made, "client": Caller("client", client.browser, client.intake_id)}


def _browser(clinic: Clinic, name: str) -> Client:
    if name in STAFF:
        browser = Staff(clinic).signs_in(name).browser
    elif name == "signed out":
        browser = _signed_out(clinic)
    elif name == "print station":
        browser = clinic.app.test_client()
        with clinic.store.writing() as tx:
            token = stations.begin(tx, name, "setup")
        browser.set_cookie("kiosk_station", token, domain="localhost")
    elif "tablet" in name:
        browser = Tablet(clinic).browser
        if name == "revoked tablet":
            with clinic.store.writing() as tx:
                tablets.revoke(tx, clinic.tablets()[-1].id, by="setup")
    else:
        browser = clinic.app.test_client()
    browser.set_cookie("kiosk_visitor", "v" * 43, domain="localhost")
    return browser


def _signed_out(clinic: Clinic) -> Client:
    """A copy of a cookie whose owner has signed out since."""
    staff, thief = Staff(clinic).signs_in(), clinic.app.test_client()
    copied = staff.browser.get_cookie("kiosk_staff")
    assert copied
    thief.set_cookie("kiosk_staff", copied.value, domain="localhost")
    staff.sends("/staff/sign-out")
    return thief


def closed(doors: frozenset[str], caller: Caller) -> tuple[int, str | None]:
    """The exact answer of a door that is closed to this caller."""
    if "link" in doors:
        # Over plain http, as all of them come here, nobody opens one.
        return 403, None
    if "program" in doors:
        return 401, None
    if not doors & {"desk", "therapist", "admin"}:
        return 303, "/"
    return (403, None) if caller.kind in ("tablet", "staff") else (303, "/staff/sign-in")


def wrong_answers(caller: Caller, app: Flask) -> list[str]:
    """Where a caller got another answer than the table's."""
    wrong = []
    for rule, doors in routes(app):
        address = filled(rule, intake_id=caller.intake_id)
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            if rule.endpoint in ENDS and caller.kind == "staff":
                continue
            found = caller.comes(method, address)
            if not _right(found, caller, doors, address):
                wrong.append(f"{caller.name}: {method} {address} answers {found.status_code}")
    return wrong


def _right(found: TestResponse, caller: Caller, doors: frozenset[str], address: str) -> bool:
    if not caller.may_pass(doors):
        return (found.status_code, found.location) == closed(doors, caller)
    if address in COMING_IN and caller.kind == "tablet":
        return found.status_code == 403
    sent_away = found.location == "/staff/sign-in" and address not in COMING_IN
    return found.status_code in OPENED and not sent_away


@pytest.mark.parametrize("name", CALLERS)
def test_every_door_answers_every_caller_as_the_table_says(
    name: str, callers: dict[str, Caller], app: Flask
):
    assert wrong_answers(callers[name], app) == []


@pytest.mark.parametrize("each_by", [1, pytest.param(3, marks=pytest.mark.torture)])
def test_a_method_that_a_route_does_not_take_is_refused_to_all(
    callers: dict[str, Caller], app: Flask, each_by: int
):
    """Each by one of them in turn; in `make torture` by every one."""
    in_turn = cycle(("nobody", "client", "Mei Tanaka"))
    for address in {filled(rule) for rule, _ in routes(app)}:
        taken = app.url_map.bind("localhost").allowed_methods(address)
        for method in set(METHODS) - set(taken):
            for name in islice(in_turn, each_by):
                found = callers[name].comes(method, address).status_code
                assert found == 405, (method, address, name)


def test_what_is_refused_to_a_known_caller_is_in_the_audit(
    callers: dict[str, Caller], clinic: Clinic
):
    refused = [
        callers[name].browser.get("/admin/export").status_code
        for name in ("tablet", "client", "Dana Desk", "Theo Hands", "nobody", "signed out")
    ]
    assert refused == [403, 403, 403, 403, 303, 303]
    rows = clinic.audit("refused")
    assert [row.subject for row in rows] == ["export.form"] * 4
    assert len({row.actor for row in rows}) == 4, "each by its own id"


def test_a_client_who_comes_to_a_staff_page_is_led_back_to_welcome(tablet: Tablet):
    page = Page(tablet.gets("/staff/sign-in"))
    assert page.status == 403
    assert page.tree.xpath("//main//a/@href") == ["/"]


def test_of_what_was_signed_a_post_leads_to_the_thank_you_and_a_look_to_welcome(tablet: Tablet):
    tablet.is_at("sign")
    there, form = tablet.here, tablet.page.form
    tablet.signs()
    assert tablet.gets(there).location == "/"
    assert tablet.sends({**form, "go": "next"}, there).location == "/thanks"


def test_what_is_the_admins_is_the_admins_alone(app: Flask):
    for rule, doors in routes(app):
        if rule.rule.startswith(("/admin", "/staff/devices")):
            assert doors == {"admin"}, rule


SHOW_NO_INTAKE = ("/give-back", "/hand-over", "/reflection")
"""What is given to a tablet shows nothing; how it was is read by whom the client chose."""


def test_an_intake_is_read_by_therapists_alone(app: Flask):
    for rule, doors in routes(app):
        if rule.rule.startswith("/staff/intakes/") and not rule.rule.endswith(SHOW_NO_INTAKE):
            assert doors == {"therapist"}, rule


def test_a_client_opens_their_own_intake_and_no_other(callers: dict[str, Caller], clinic: Clinic):
    other = Tablet(clinic)
    other.starts()
    client = callers["client"]
    assert client.browser.get(f"/i/{client.intake_id}").status_code == 200
    for method in ("GET", "POST"):
        response = client.comes(method, f"/i/{other.intake_id}")
        assert (response.status_code, response.location) == (303, "/")
    assert other.opens().step == "about_you"


def test_staff_keep_their_pages_and_lose_them_with_their_roles(clinic: Clinic):
    from kiosk.store.access import staff as accounts

    mei, by = Staff(clinic).signs_in("Mei Tanaka"), "setup"
    assert mei.gets("/admin/export").status_code == 200
    with clinic.store.writing() as tx:
        one = next(each for each in accounts.everyone(tx) if each.name == "Mei Tanaka")
        accounts.set_roles(tx, one.id, ["desk"], by)
    assert mei.gets("/admin/export").location == "/staff/sign-in"
    assert mei.signs_in("Mei Tanaka").gets("/admin/export").status_code == 403
    with clinic.store.writing() as tx:
        accounts.disable(tx, one.id, by)
    assert mei.gets("/staff/").location == "/staff/sign-in"
    assert mei.sends("/staff/sign-in", name="Mei Tanaka", password="x" * 20).status_code in (
        400,
        422,
    )
