"""Headers: the exact set on every answer, whatever it answers."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import Headers

from tests.house.tree import HOUSE
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import HTMX, Tablet

EXACT = {
    "Content-Security-Policy": "default-src 'none'; object-src 'none'; script-src 'self'; "
    "style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "display-capture=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
NO_STORE = {"Cache-Control": "no-store"}
TLS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
MAY_ALSO = {
    *("Content-Type", "Content-Length", "Content-Disposition", "Location", "Allow", "Vary"),
    *("HX-Redirect", "HX-Refresh", "Set-Cookie", "WWW-Authenticate"),
}


def assert_exact(headers: Headers, more: dict[str, str] | None = None) -> None:
    wanted = {**EXACT, **NO_STORE, **(more or {})}
    said = {name: value for name, value in headers.items() if name not in MAY_ALSO}
    assert said == wanted
    for name in wanted:
        assert len(headers.getlist(name)) == 1, name


def everywhere(app: Flask) -> list[str]:
    """An address for every route of the kiosk."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static_files.file"]
    filled = [
        rule.rule.replace("<path:", "<").replace("<int:", "<").replace("<", "").replace(">", "")
        for rule in rules
    ]
    return sorted(set(filled))


def test_every_route_answers_with_the_exact_headers(app: Flask, clinic: Clinic):
    browser = app.test_client()
    for address in everywhere(app):
        for method in ("GET", "HEAD", "POST", "OPTIONS", "DELETE"):
            assert_exact(browser.open(address, method=method).headers)


def test_every_staff_page_answers_with_them_too(app: Flask, clinic: Clinic):
    staff = Staff(clinic).signs_in()
    for address in everywhere(app):
        response = staff.gets(address)
        if response.status_code != 303:
            assert_exact(response.headers)


@pytest.mark.parametrize(
    ("status", "address"),
    [(404, "/nowhere"), (404, "/static/x/kiosk.css"), (405, "/on-paper"), (308, "/staff")],
)
def test_what_is_not_there_answers_with_them_too(clinic: Clinic, status: int, address: str):
    method = "POST" if status == 405 else "GET"
    response = clinic.app.test_client().open(address, method=method)
    assert response.status_code == status
    assert_exact(response.headers)


def test_every_answer_of_a_walk_has_them(tablet: Tablet):
    assert_exact(tablet.gets("/").headers)
    tablet.is_at("life")
    assert_exact(tablet.gets(tablet.here).headers)
    assert_exact(tablet.sends(tablet.fills("next")).headers)
    tablet.is_at("about_you")
    assert_exact(tablet.sends(tablet.fills("next"), headers=HTMX).headers)
    assert_exact(tablet.sends(tablet.fills("text:200"), headers=HTMX).headers)
    too_much = tablet.sends({"good_visit": "x" * 70_000})
    assert too_much.status_code == 413
    assert_exact(too_much.headers)


def test_a_fault_of_ours_has_them(tablet: Tablet, monkeypatch: pytest.MonkeyPatch):
    tablet.is_at("life")
    monkeypatch.setattr("kiosk.web.client.show_step.step_page", None)
    response = tablet.gets(tablet.here)
    assert response.status_code == 500
    assert_exact(response.headers)


def test_over_tls_a_browser_is_told_to_stay_there(clinic: Clinic):
    browser = clinic.app.test_client()
    for address in ("/", "/thanks", "/nowhere", "/staff/", "/staff/sign-in", "/pair"):
        response = browser.get(address, base_url="https://kiosk.example")
        assert_exact(response.headers, TLS)


def test_only_hashed_files_may_be_kept_by_a_browser(tablet: Tablet):
    page = tablet.opens("/")
    address = page.tree.xpath("//link[@rel='stylesheet']/@href")[0]
    response = tablet.gets(address)
    assert response.status_code == 200
    forever = {"Cache-Control": "public, max-age=31536000, immutable"}
    assert_exact(response.headers, forever)
    assert "Set-Cookie" not in response.headers


def test_a_file_of_yesterday_is_not_found(tablet: Tablet):
    address = tablet.opens("/").tree.xpath("//link[@rel='stylesheet']/@href")[0]
    _, static, build, name = address.split("/", 3)
    assert tablet.gets(f"/{static}/{'0' * len(build)}/{name}").status_code == 404


def test_a_sheet_in_parts_is_served_as_one(tablet: Tablet):
    address = tablet.opens("/").tree.xpath("//link[contains(@href, 'kiosk.css')]/@href")[0]
    parts = sorted((HOUSE / "static" / "kiosk.css").iterdir())
    assert len(parts) > 1
    assert tablet.gets(address).data == b"".join(part.read_bytes() for part in parts)
    assert tablet.gets(f"{address}/{parts[0].name}").status_code == 404


@pytest.mark.parametrize("name", ["../kiosk/cli.py", "..%2fwsgi.py", "vendor/paper/x.ttf", ""])
def test_only_files_for_browsers_are_served(tablet: Tablet, name: str):
    address = tablet.opens("/").tree.xpath("//link[@rel='stylesheet']/@href")[0]
    assert tablet.gets(f"{address.rpartition('/')[0]}/{name}").status_code == 404
