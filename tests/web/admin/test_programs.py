"""Programs read with a token, for what it is for, while it holds; each no is noted."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client as Browser
from werkzeug.test import TestResponse

from kiosk.store.access import program_tokens, webhooks
from kiosk.store.access.staff import Staff as Account
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.walks.sites import two_sites
from tests.web.visits import posts, signs

pytestmark = pytest.mark.long

MARCH = "from=2026-03-01&to=2026-03-31"
VISITS = f"/api/v1/visits?{MARCH}"
PAPERS = f"/api/v1/papers?{MARCH}"


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    signs(clinic, "Ana Ruiz", private_word="yes")
    return Staff(clinic).signs_in("Ada Books").confirms()


def made(ada: Staff, *scopes: str, name: str = "Statistics", days: str = "30") -> str:
    """A token as its page shows it, once."""
    ada.opens("/admin/programs")
    page = Page(posts(ada, "/admin/programs", name=name, scope=list(scopes), days=days))
    (token,) = page.tree.xpath("//*[@role='status']//*[@class='secret']")
    assert token.text_content().strip() not in ada.opens("/admin/programs").words, "shown once"
    return str(token.text_content()).strip()


def reads(clinic: Clinic, url: str, token: str = "", **environ: Any) -> TestResponse:
    """What a program is answered: no cookie, a token in a header."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    browser: Browser = clinic.app.test_client()
    return browser.get(url, headers=headers, base_url="https://kiosk.test", **environ)


def refused(clinic: Clinic) -> list[str]:
    return [row.subject for row in clinic.audit("refused")]


def test_a_program_reads_visits_and_each_time_is_noted(ada: Staff, clinic: Clinic):
    token = made(ada, "visits")
    lines = [json.loads(line) for line in reads(clinic, VISITS, token).text.splitlines()]
    assert [line["answers"]["full_name"] for line in lines] == ["Ana Ruiz"]
    assert lines[0]["withheld"] == ["private_word"], "nothing private leaves without an account"
    table = reads(clinic, f"{VISITS}&format=csv", token)
    assert next(csv.DictReader(io.StringIO(table.text)))["full_name"] == "Ana Ruiz"
    rows = clinic.audit("export")
    assert [row.reason for row in rows] == ["asked for by Statistics"] * 2
    with clinic.store.reading() as tx:
        (known,) = program_tokens.all_of(tx)
    assert {row.actor for row in rows} == {known.id}
    assert known.used_at is not None


def test_a_program_asks_for_one_site_by_its_name(ada: Staff, clinic: Clinic):
    token = made(ada, "visits")
    two_sites(clinic)
    read = [reads(clinic, f"{VISITS}&site={name}", token).text for name in ("Old Town", "Harbour")]
    assert [text.count("\n") for text in read] == [1, 0]


def test_a_token_opens_what_it_is_for_and_nothing_else(ada: Staff, clinic: Clinic):
    token = made(ada, "papers")
    response = reads(clinic, VISITS, token)
    no = {"error": "A token for something else, or without https"}
    assert (response.status_code, response.json) == (403, no)
    assert reads(clinic, PAPERS, token).data.startswith(b"PK")
    assert reads(clinic, "/api/v1/dictionary", token).status_code == 200
    assert reads(clinic, "/api/v1/openapi.json", token).json["openapi"] == "3.1.0"
    assert refused(clinic) == ["api.visits"]


def test_no_token_a_wrong_one_and_one_that_is_over_open_nothing(ada: Staff, clinic: Clinic):
    token = made(ada, "visits")
    for wrong in ("", "kiosk_nobody", token[:-1]):
        response = reads(clinic, VISITS, wrong)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert "Ana" not in response.text
    clinic.clock.goes_on(days=30)
    assert reads(clinic, VISITS, token).status_code == 401
    assert refused(clinic) == ["api.visits"] * 4
    assert clinic.audit("export") == []


def test_a_token_that_was_taken_back_opens_nothing(ada: Staff, clinic: Clinic):
    token = made(ada, "visits")
    page = ada.opens("/admin/programs")
    (url,) = page.tree.xpath("//form/@action[contains(., 'revoke')]")
    posts(ada, url)
    assert "Taken back." in ada.opens("/admin/programs").words
    assert reads(clinic, VISITS, token).status_code == 401
    assert [row.reason for row in clinic.audit("token")] == ["taken back", "made"]
    assert posts(ada, "/admin/programs/nothing/revoke").status_code == 404


def test_a_token_ends_with_the_account_of_its_maker(ada: Staff, clinic: Clinic):
    from kiosk.store.access import staff

    token = made(ada, "visits")
    with clinic.store.writing() as tx:
        found = next(each for each in staff.everyone(tx) if each.name == "Ada Books")
        assert isinstance(found, Account)
        staff.disable(tx, found.id, by="setup")
    assert reads(clinic, VISITS, token).status_code == 401


def test_over_plain_http_no_token_is_looked_at(ada: Staff, clinic: Clinic):
    token = made(ada, "visits")
    browser: Browser = clinic.app.test_client()
    response = browser.get(
        VISITS,
        headers={"Authorization": f"Bearer {token}"},
        base_url="http://kiosk.test",
        environ_overrides={"REMOTE_ADDR": "198.51.100.7"},
    )
    assert response.status_code == 403
    assert "https" in response.json["error"]


@pytest.mark.parametrize(
    ("asks", "names"),
    [
        ("from=2026-03-01", "from and to"),
        ("from=2026-04-01&to=2026-03-01", "from and to"),
        ("from=soon&to=2026-03-01", "from"),
        (f"{MARCH}&format=exe", "format"),
        (f"{MARCH}&format=papers", "format"),
        (f"{MARCH}&state=lost", "state"),
        (f"{MARCH}&flag=r_none", "flag"),
        (f"{MARCH}&site=Nowhere", "site"),
        (f"{MARCH}&changed_since=x", "changed_since"),
        (f"{MARCH}&therapist=nobody", "therapist"),
        (f"{MARCH}&state=read&state=done", "state: once"),
        (f"{MARCH}&changedsince=2026-03-02", "changedsince: asked here can be changed_since"),
    ],
)
def test_what_cannot_be_asked_is_said(ada: Staff, clinic: Clinic, asks: str, names: str):
    response = reads(clinic, f"/api/v1/visits?{asks}", made(ada, "visits"))
    assert response.status_code == 400
    assert response.json["error"].startswith(names)
    assert clinic.audit("export") == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("post", VISITS, 405), ("delete", PAPERS, 405), ("get", "/api/v2/visits", 404)],
)
def test_a_program_is_answered_as_a_program_also_where_there_is_nothing(
    ada: Staff, clinic: Clinic, method: str, path: str, status: int
):
    response = clinic.app.test_client().open(path, method=method, base_url="https://kiosk.test")
    assert (response.status_code, response.mimetype) == (status, "application/json")
    assert response.json.keys() == {"error", "id"}
    assert ("GET" in response.headers.get("Allow", "")) == (status == 405)


def test_each_route_is_described_by_what_it_answers(ada: Staff, clinic: Clinic):
    token = made(ada, "visits", "papers")
    told = reads(clinic, "/api/v1/openapi.json", token).json["paths"]
    for path, said in told.items():
        asks = f"?{MARCH}" if any(each["required"] for each in said["get"]["parameters"]) else ""
        sent = reads(clinic, f"{path}{asks}", token)
        assert sent.data
        assert sent.mimetype in said["get"]["responses"]["200"]["content"]
    assert set(told["/api/v1/dictionary"]["get"]["responses"]["200"]["content"]) == {"text/csv"}


def test_a_token_that_says_too_little_is_not_made(ada: Staff, clinic: Clinic):
    ada.opens("/admin/programs")
    for said, field in (
        ({"name": "", "scope": "visits", "days": "30"}, "name"),
        ({"name": "x", "days": "30"}, "scope"),
        ({"name": "x", "scope": "visits", "days": "9999"}, "days"),
        ({"name": "x", "scope": "everything", "days": "30"}, "scope"),
    ):
        page = Page(posts(ada, "/admin/programs", **said))
        assert page.error_at(field)
    assert clinic.audit("token") == []


def test_the_description_says_every_route_and_its_answers(ada: Staff, clinic: Clinic):
    told = ada.gets("/admin/programs/openapi.json").json
    routes = {str(rule) for rule in clinic.app.url_map.iter_rules() if str(rule).startswith("/api")}
    assert told["paths"].keys() == routes
    visits = told["paths"]["/api/v1/visits"]["get"]
    assert {each["name"] for each in visits["parameters"]} >= {"from", "to", "format", "flag"}
    assert {"200", "400", "401", "403"} <= visits["responses"].keys()
    assert told["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_the_token_itself_is_nowhere_in_the_database(ada: Staff, clinic: Clinic):
    token = made(ada, "visits")
    with clinic.store.reading() as tx:
        kept = [
            bytes(str(row), "utf-8")
            for row in tx.connection.exec_driver_sql("SELECT * FROM program_token")
        ]
    assert kept
    assert not any(token.encode() in row for row in kept)


def test_an_admin_sees_what_each_address_was_told_and_the_next_try(ada: Staff, clinic: Clinic):
    url = "https://books.example.org/a-secret-path"
    settings = clinic.app.extensions["settings"]
    named = replace(settings, webhook_urls=(url,), webhook_secret_file=Path("secret"))
    clinic.app.extensions["settings"] = named
    assert "Nothing was sent yet." in ada.opens("/admin/programs").words
    with clinic.store.writing() as tx:
        webhooks.take_up(tx, [url])
    first, second = signs(clinic, "Bo Lindqvist"), signs(clinic, "Cy Moss")
    with clinic.store.writing() as tx:
        webhooks.arrived(tx, url, webhooks.waiting(tx, url)[0])
        told = webhooks.claim(tx, url)
        assert told
        webhooks.failed(tx, url, told, "lost")
    page = ada.opens("/admin/programs")
    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//h3/..//ul[1]/li")]
    assert any("Waiting" in row and second in row for row in rows)
    assert any("Delivered" in row and first in row for row in rows)
    assert "It does not answer" in page.words
    assert "Next try at" in page.words
    assert "a-secret-path" not in page.source
    assert "Lindqvist" not in page.source
