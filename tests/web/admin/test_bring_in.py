"""Bringing clients in by the page: looked through, brought, told what was left out, taken back."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from kiosk.exports.press import Press
from kiosk.exports.table_reading import read_table
from kiosk.store import TooMuch
from kiosk.store.records import cards
from kiosk.usecases import bring_in
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.web.desk.test_check_paper import HerePress, posts

pytestmark = pytest.mark.long

HERE = "/admin/bring-in"
TABLE = """Nombre,Apellidos,Nacida,Teléfono,Fecha
Ana,Ruiz,14/05/1990,555-0141,03/02/2026

,,01/01/1980,,
"""


@pytest.fixture
def ada(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> Staff:
    monkeypatch.setitem(clinic.app.extensions, "press", HerePress())
    return Staff(clinic).signs_in("Ada Books")


def sends(ada: Staff, content: bytes) -> TestResponse:
    token = ada.opens(HERE).form["csrf_token"][0]
    said = {"csrf_token": token, "file": (BytesIO(content), "clients.csv")}
    return posts(ada, HERE, said)


def looks_through(ada: Staff, content: bytes) -> str:
    """The address of what came of it."""
    return sends(ada, content).headers["Location"]


def changes(ada: Staff, here: str, go: str, **said: str) -> Page:
    ada.opens(here)
    return ada.does(here, **said, go=go)


def test_a_table_is_looked_through_brought_in_and_taken_back(ada: Staff, clinic: Clinic):
    here = looks_through(ada, TABLE.encode())
    page = ada.opens(here)
    check(page, staff=True)
    assert "One client would be brought in." in page.words
    assert "Row 4 There is no name." in page.words
    assert page.form["birth_date"] == [""]
    page = changes(ada, here, "look", birth_date="2")
    assert "Ana Ruiz · 14 May 1990 · 555-0141 · visits: 1" in page.words
    page = changes(ada, here, "bring")
    assert "One client was brought in." in page.words
    assert "Ana" not in page.words
    (known,) = found(clinic)
    assert ada.opens(f"/staff/clients/{known}/visits").heading == "Ana Ruiz"
    assert "password" in changes(ada, here, "back").form
    assert found(clinic)
    ada.confirms()
    changes(ada, here, "back")
    assert found(clinic) == ()
    assert len(clinic.audit("import")) == 4
    assert len(clinic.audit("erase")) == 1


def found(clinic: Clinic) -> tuple[str, ...]:
    with clinic.store.reading() as tx:
        return tuple(card.id for card in cards.named(tx, "Ruiz", 3).cards)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\0", b"x" * (2 * 1024 * 1024 + 1)])
def test_what_is_no_table_is_said_beside_the_field(ada: Staff, content: bytes):
    page = Page(sends(ada, content))
    assert page.status == 422
    assert page.error_at("file")


def test_without_a_column_for_the_name_nothing_comes(ada: Staff, clinic: Clinic):
    here = looks_through(ada, b"Alpha,Beta\n1,2\n")
    ada.opens(here)
    page = Page(ada.sends(here, go="bring"))
    assert page.error_at("full_name") == "Error: Choose the column of the name."
    assert len(clinic.audit("import")) == 1


@pytest.mark.paper
def test_a_table_is_read_in_the_press(press: Press):
    assert press.make(read_table, b"\xef\xbb\xbfName;Ort\n\xc3\x84nne;B\n") == [
        ["Name", "Ort"],
        ["Änne", "B"],
    ]


def test_a_table_of_nearly_two_megabytes_is_taken(ada: Staff):
    line = b"Ana Ruiz,1990-02-03,%s\n" % (b"x" * 200)
    table = b"Name,Born,Note\n" + line * (1_990_000 // len(line))
    assert sends(ada, table).status_code == 303


def test_more_people_than_a_page_may_take_come_with_the_next_tap(
    ada: Staff, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    rows = "".join(f"Ana,Ruiz,{day:02}/05/1990,555-{day:04},\n" for day in range(1, 7))
    here = looks_through(ada, f"{TABLE.splitlines()[0]}\n{rows}".encode())
    changes(ada, here, "look", birth_date="2")
    monkeypatch.setattr(bring_in, "AT_A_TIME", 2)
    some, asked = bring_in._some, []

    def too_much(*of: Any) -> Any:
        asked.append(of)
        if len(asked) == 2:
            raise TooMuch
        return some(*of)

    monkeypatch.setattr(bring_in, "_some", too_much)
    page = changes(ada, here, "bring")
    check(page, staff=True)
    assert "It was broken off. What came in is kept" in page.words
    assert "2 clients were brought in." in page.words
    page = changes(ada, here, "bring")
    assert "6 clients were brought in." in page.words
    with clinic.store.reading() as tx:
        assert len(cards.named(tx, "Ruiz", 9).cards) == 6
