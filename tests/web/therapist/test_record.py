"""One intake for a therapist: text beside the paper, whose it is, who opened it and when."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.exports.press import Press
from kiosk.store.records import owed, papers
from tests.pdf_words import words_of
from tests.store.house import keeps
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.visits import broken_press, posts, signs

CHEST_PAIN = {"warning_signs": ["chest_breath"]}


@pytest.fixture
def theo(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Theo Hands")


@pytest.fixture
def broken(clinic: Clinic) -> Iterator[None]:
    with broken_press(clinic):
        yield


def test_what_to_stop_for_stands_beside_the_paper(clinic: Clinic, theo: Staff):
    kept = signs(clinic, mind=["in_private"], **CHEST_PAIN)
    page = theo.opens(f"/staff/intakes/{kept}")
    flag = clinic.record(kept).flags[0]
    assert flag.flag in page.words
    assert flag.note in page.words
    assert "In private" in page.words
    (paper,) = page.tree.xpath("//object")
    assert paper.get("data").startswith(f"/staff/intakes/{kept}/paper.pdf")
    assert paper.xpath(".//a/@href") == [f"/staff/intakes/{kept}/paper.pdf"]


def test_only_this_page_may_show_a_pdf_and_only_ours(clinic: Clinic, theo: Staff, press: Press):
    kept = signs(clinic)
    page, paper = (theo.gets(f"/staff/intakes/{kept}{part}").headers for part in ("", "/paper.pdf"))
    for each in ("object-src 'self'", "frame-src 'self'"):
        assert each in page["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'self'" in paper["Content-Security-Policy"]
    assert "object-src 'none'" in paper["Content-Security-Policy"]
    assert paper["X-Frame-Options"] == "SAMEORIGIN"
    for headers in (page, paper):
        assert "default-src 'none'; object-src '" in headers["Content-Security-Policy"]


def test_every_opening_is_recorded_and_the_last_one_is_told(clinic: Clinic, theo: Staff):
    kept = signs(clinic)
    assert "Nobody has opened this before" in theo.opens(f"/staff/intakes/{kept}").words
    clinic.clock.goes_on(hours=1, minutes=4)
    mei = Staff(clinic).signs_in("Mei Tanaka")
    told = mei.opens(f"/staff/intakes/{kept}").words
    assert "Last opened by Theo Hands, 9:00 am" in told
    assert [row.subject for row in clinic.audit("view")] == [kept, kept]


def test_an_intake_nobody_knows_is_not_found_and_not_recorded(clinic: Clinic, theo: Staff):
    for part in ("", "/paper.pdf", "/sheet"):
        assert theo.gets(f"/staff/intakes/none{part}").status_code == 404
    for part in ("take", "copy"):
        assert posts(theo, f"/staff/intakes/none/{part}").status_code == 404
    assert clinic.audit("view", "print", "take", "export") == []


def test_the_first_to_read_it_is_told_to_all(clinic: Clinic, theo: Staff):
    kept = signs(clinic)
    theo.opens(f"/staff/intakes/{kept}")
    page = theo.does(f"/staff/intakes/{kept}/read")
    assert "Read by Theo Hands, 9:00 am" in page.words
    assert "Mark as read" not in page.words
    clinic.clock.goes_on(minutes=9)
    mei = Staff(clinic).signs_in("Mei Tanaka")
    posts(mei, f"/staff/intakes/{kept}/read")
    assert "Read by Theo Hands, 9:00 am" in mei.opens(f"/staff/intakes/{kept}").words
    assert len(clinic.audit("read")) == 1


def test_an_old_intake_opens_like_any_other(clinic: Clinic):
    kept = signs(clinic)
    clinic.clock.goes_on(days=45)
    page = Staff(clinic).signs_in("Theo Hands").opens(f"/staff/intakes/{kept}")
    assert "10 March 2026" in page.words


def test_the_paper_names_whoever_took_the_visit(clinic: Clinic, theo: Staff, press: Press):
    kept = signs(clinic)
    before = theo.prints(kept)
    assert "Therapist: not assigned" in before
    posts(theo, f"/staff/intakes/{kept}/take")
    assert "Therapist: Theo Hands" in theo.prints(kept)
    record = clinic.record(kept)
    assert record.therapist == ""
    assert clinic.is_whole()
    mei = Staff(clinic).signs_in("Mei Tanaka")
    posts(mei, f"/staff/intakes/{kept}/why", reason="Theo is ill")
    taken_from = mei.opens(f"/staff/intakes/{kept}").tree.xpath("//input[@name='instead_of']")[0]
    posts(mei, f"/staff/intakes/{kept}/take", instead_of=taken_from.get("value"))
    assert "Therapist: Mei Tanaka" in mei.prints(kept)


def test_a_paper_drawn_before_the_visit_was_taken_is_not_kept_after(clinic: Clinic, theo: Staff):
    kept = signs(clinic)
    with clinic.store.writing() as tx:
        nobodys = owed.claim(tx, "a host", wanted=kept)
    posts(theo, f"/staff/intakes/{kept}/take")
    with clinic.store.writing() as tx:
        keeps(tx, nobodys, b"%PDF nobody's")
        assert papers.paper_of(tx, kept) is None


def test_a_paper_that_cannot_be_drawn_is_a_page_to_print(clinic: Clinic, theo: Staff, broken: None):
    kept = signs(clinic, **CHEST_PAIN)
    page = theo.opens(f"/staff/intakes/{kept}")
    assert f"/staff/intakes/{kept}/sheet" in page.links()
    led = theo.gets(f"/staff/intakes/{kept}/paper.pdf")
    assert (led.status_code, led.location) == (303, f"/staff/intakes/{kept}/sheet")
    sheet = theo.gets(led.location)
    assert clinic.record(kept).flags[0].flag in sheet.text
    assert len(clinic.audit("print")) == 2


def test_the_client_takes_a_copy_home(clinic: Clinic, theo: Staff, press: Press):
    kept = signs(clinic, language="es", **CHEST_PAIN)
    theo.opens(f"/staff/intakes/{kept}")
    response = posts(theo, f"/staff/intakes/{kept}/copy")
    assert response.mimetype == "application/pdf"
    assert "Su copia de lo que dijo y firmó" in words_of(response.data)
    assert [(row.subject, row.reason) for row in clinic.audit("export")] == [
        (kept, "the client asked for it")
    ]


def test_the_copy_is_a_page_to_print_where_it_cannot_be_drawn(
    clinic: Clinic, theo: Staff, broken: None
):
    kept = signs(clinic)
    response = posts(theo, f"/staff/intakes/{kept}/copy")
    assert response.mimetype == "text/html"
    assert "Your copy of what you said and signed" in response.text


@pytest.mark.parametrize(
    ("language", "title"),
    [pytest.param("en", "Intake form", marks=pytest.mark.torture), ("es", "Formulario")],
)
def test_anyone_of_the_staff_prints_a_blank_form(
    clinic: Clinic, press: Press, language: str, title: str
):
    desk = Staff(clinic).signs_in("Dana Desk")
    assert f"/staff/blank/{language}.pdf" in desk.page.links()
    response = desk.gets(f"/staff/blank/{language}.pdf")
    assert title in words_of(response.data)
    assert desk.gets("/staff/blank/xx.pdf").status_code == 404
