"""Checking a paper: staff choose a file, and are told what it is, and no name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from kiosk.exports.press import Press
from kiosk.store.engine.tables import PAPER
from kiosk.store.records import owed, papers, seals
from kiosk.usecases.print_record import print_record
from kiosk.web.http.uploads import HELD, LARGEST_UPLOAD
from tests.builders.small_paper import small_paper
from tests.store.house import rows
from tests.usecases.test_seal_paper import SmallPress
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.web.visits import broken_press, signs

pytestmark = pytest.mark.paper

HERE = "/staff/papers/check"


class HerePress(Press):
    """A press that does what it is asked at once, and here."""

    def make(self, task: Callable[..., Any], of: Any, *_: Any, **__: Any) -> Any:
        return task(of, "A4", "")


@pytest.fixture
def clinic_with_press(clinic: Clinic) -> Iterator[Clinic]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(clinic.app.extensions, "press", HerePress())
        yield clinic


def issues(clinic: Clinic, name: str = "Hal Brook") -> tuple[str, bytes]:
    """A record of somebody, and the paper of it."""
    signed = signs(clinic, name)
    with clinic.store.writing() as tx:
        claim = owed.claim(tx, "here", wanted=signed)
    assert claim
    print_record(clinic.store, SmallPress(), claim)
    with clinic.store.reading() as tx:
        pdf = papers.paper_of(tx, signed)
    assert pdf
    return signed, pdf


def sends(staff: Staff, content: bytes | None) -> TestResponse:
    token = staff.opens(HERE).tree.xpath("//input[@name='csrf_token']/@value")[0]
    file = {} if content is None else {"file": (BytesIO(content), "any name.pdf")}
    return posts(staff, HERE, {"csrf_token": token, **file})


def posts(staff: Staff, address: str, data: dict[str, Any]) -> TestResponse:
    """What a browser sends. The test's own client keeps a large post in a file of its own."""
    response = staff.browser.post(address, data=data, base_url=staff.base_url, buffered=True)
    response.request.environ["wsgi.input"].close()
    return response


def told(staff: Staff, content: bytes | None, status: int = 200) -> str:
    response = sends(staff, content)
    assert response.status_code == status
    page = Page(response)
    check(page, staff=True)
    return page.words


@pytest.mark.parametrize("name", ["Dana Desk", "Theo Hands", "Ada Books"])
def test_everybody_is_told_that_it_is_ours_and_nobody_whose(clinic_with_press: Clinic, name: str):
    record_id, pdf = issues(clinic_with_press, "Wilhelmina Marsh")
    said = told(Staff(clinic_with_press).signs_in(name), pdf)
    assert f"paper 1 of 1 of record {record_id}. It is the newest paper of this record." in said
    assert "does not prove who gave it to you" in said
    assert "Wilhelmina" not in said
    assert "Marsh" not in said


def test_a_changed_file_is_told_and_one_of_others(clinic_with_press: Clinic):
    _, pdf = issues(clinic_with_press)
    dana = Staff(clinic_with_press).signs_in("Dana Desk")
    assert "it was changed since" in told(dana, pdf + b"\n")
    assert "It was not issued here" in told(dana, small_paper("firmly"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Choose the file of a paper: a PDF."),
        (b"", "Choose the file of a paper: a PDF."),
        (b"Dear clinic", "The ending of this file's name does not fit what is in it."),
        (b"%PDF" + bytes(HELD), "This file is larger than any paper of ours."),
    ],
    ids=["nothing", "empty", "a letter", "too large"],
)
def test_what_cannot_be_checked_is_said_beside_the_field(
    clinic_with_press: Clinic, content: bytes | None, words: str
):
    said = told(Staff(clinic_with_press).signs_in("Dana Desk"), content, 422)
    assert said.count(words) == 2


@pytest.mark.parametrize("name", ["paper", "paper.txt", "paper.pdf.exe", ".pdf"])
def test_a_paper_under_a_name_that_says_something_else_is_told_so(clinic: Clinic, name: str):
    dana = Staff(clinic).signs_in("Dana Desk")
    token = dana.opens(HERE).tree.xpath("//input[@name='csrf_token']/@value")[0]
    sent = {"csrf_token": token, "file": (BytesIO(small_paper()), name)}
    page = Page(posts(dana, HERE, sent))
    check(page, staff=True)
    assert page.status == 422
    assert "Choose the file as it was saved, under its own name." in page.error_at("file")


def test_a_press_that_cannot_is_said_kindly(clinic: Clinic):
    dana = Staff(clinic).signs_in("Dana Desk")
    with broken_press(clinic, "died"):
        assert "Try again in a moment." in told(dana, small_paper(), 503)


def test_nothing_is_kept_of_a_file(clinic_with_press: Clinic, monkeypatch: pytest.MonkeyPatch):
    dana = Staff(clinic_with_press).signs_in("Dana Desk")
    before = rows(clinic_with_press.store, PAPER), len(clinic_with_press.audit())
    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(f"tempfile.{name}", on_no_disk)
        monkeypatch.setattr(f"werkzeug.formparser.{name}", on_no_disk, raising=False)
    told(dana, b"%PDF" + bytes(700_000), 422)
    assert (rows(clinic_with_press.store, PAPER), len(clinic_with_press.audit())) == before


def on_no_disk(*_: object, **__: object) -> None:
    raise AssertionError("a file was put on the disk")


def test_no_other_page_takes_so_much(clinic_with_press: Clinic):
    dana = Staff(clinic_with_press).signs_in("Dana Desk")
    token = dana.opens(HERE).tree.xpath("//input[@name='csrf_token']/@value")[0]
    for address, size in ((HERE, LARGEST_UPLOAD), ("/staff/visits", 100_000)):
        data = {"csrf_token": token, "file": (BytesIO(bytes(size)), "a.pdf")}
        assert posts(dana, address, data).status_code == 413, address


@pytest.mark.process
def test_it_is_looked_at_in_the_press(clinic: Clinic, press: Press):
    _, pdf = issues(clinic)
    dana = Staff(clinic).signs_in("Dana Desk")
    assert "it was changed since" in told(dana, pdf + b"\n")


def test_an_admin_takes_the_certificate_once_there_is_a_seal(clinic_with_press: Clinic):
    ada = Staff(clinic_with_press).signs_in("Ada Books")
    ada.opens("/admin/clinic")
    assert "Download the certificate" not in ada.page.words
    assert ada.gets("/admin/clinic/certificate").status_code == 404
    issues(clinic_with_press)
    [link] = ada.opens("/admin/clinic").tree.xpath("//a[contains(@href, 'certificate')]/@href")
    found = ada.gets(link)
    assert re.match(r"-----BEGIN CERTIFICATE-----\n[\w+/=\n]+-----END", found.text)
    assert "clinic-seal.pem" in found.headers["Content-Disposition"]
    assert Staff(clinic_with_press).signs_in("Dana Desk").gets(link).status_code == 403


def test_a_paper_that_came_out_without_the_seal_says_so(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as broken:
        broken.setattr(seals, "make", on_no_disk)
        without, _ = issues(clinic)
    sealed, _ = issues(clinic)
    theo = Staff(clinic).signs_in("Theo Hands")
    assert "without the clinic's seal" in theo.opens(f"/staff/intakes/{without}").words
    assert "without the clinic's seal" not in theo.opens(f"/staff/intakes/{sealed}").words


def test_today_leads_to_it(clinic: Clinic):
    dana = Staff(clinic).signs_in("Dana Desk")
    assert dana.page.tree.xpath(f"//a[@href='{HERE}']")
