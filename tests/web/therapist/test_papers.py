"""The papers of a record: each opens as it was handed out, and what is not on them is told."""

from __future__ import annotations

import pytest

from kiosk.store.records import owed, papers, records
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.print_record import next_issue as issue_of
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.store.house import keeps, keeps_paper, next_issue
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of
from tests.web.visits import posts, signs

RUNES = ("ᚠᚢᚦ", "ᚨᚱ")


@pytest.fixture
def theo(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Theo Hands")


def listed(theo: Staff, kept: str) -> list[str]:
    page = theo.opens(f"/staff/intakes/{kept}")
    return [
        " ".join(item.text_content().split()) for item in page.tree.xpath("//*[@id='papers']//li")
    ]


def twice_drawn(clinic: Clinic) -> str:
    kept = signs(clinic, good_visit="to sleep")
    with clinic.store.writing() as tx:
        keeps_paper(tx, kept, b"%PDF one")
        correct_record(tx, kept, "good_visit", "to walk", "misheard", "setup")
        keeps_paper(tx, kept, b"%PDF two")
    return kept


def test_every_paper_is_listed_with_when_and_why_the_newest_first(clinic: Clinic, theo: Staff):
    kept = twice_drawn(clinic)
    newest, first = listed(theo, kept)
    assert newest.startswith("Paper 2 · 10 March 2026, ")
    assert " · an answer was put right" in newest
    assert first.startswith("Paper 1 · 10 March 2026, ")
    assert " · drawn at signing" in first
    assert first.endswith(" · superseded")
    assert "superseded" not in newest
    with clinic.store.writing() as tx:
        withdraw_agreement(tx, kept, "consent_treatment", "client", "by_phone", "setup")
    assert listed(theo, kept)[0].endswith(" · superseded")


def test_each_opens_its_own_bytes_and_is_noted_as_printed(clinic: Clinic, theo: Staff):
    kept = twice_drawn(clinic)
    page = theo.opens(f"/staff/intakes/{kept}")
    for number, said in ((1, b"%PDF one"), (2, b"%PDF two")):
        url = f"/staff/intakes/{kept}/papers/{number}.pdf"
        assert url in page.links()
        opened = theo.gets(url)
        assert (opened.status_code, opened.data, opened.mimetype) == (200, said, "application/pdf")
    assert [row.subject for row in clinic.audit("print")] == [kept, kept]
    assert theo.gets(f"/staff/intakes/{kept}/papers/3.pdf").status_code == 404
    assert theo.gets("/staff/intakes/nobody/papers/1.pdf").status_code == 404


def test_another_therapist_says_why_before_an_earlier_paper_opens(clinic: Clinic, theo: Staff):
    kept = twice_drawn(clinic)
    mei = Staff(clinic).signs_in("Mei Tanaka")
    mei.opens("/staff/")
    posts(mei, f"/staff/intakes/{kept}/take")
    asked = theo.gets(f"/staff/intakes/{kept}/papers/1.pdf")
    assert "Mei Tanaka took this visit." in asked.text
    dana = Staff(clinic).signs_in("Dana Desk")
    assert dana.gets(f"/staff/intakes/{kept}/papers/1.pdf").status_code in (303, 403, 404)
    assert clinic.audit("print") == []


def test_a_paper_of_the_therapist_before_asks_why_once(clinic: Clinic, theo: Staff):
    """It tells of visits that were theirs alone."""
    kept = signs(clinic)
    theo.opens("/staff/")
    posts(theo, f"/staff/intakes/{kept}/take")
    with clinic.store.writing() as tx:
        signed = records.find(tx, kept)
        claim = owed.claim(tx, "a host", wanted=kept)
        assert claim
        assert papers.keep_paper(tx, claim, b"%PDF Theo's", issue_of(tx, signed))
        records.assign(tx, kept, id_of(clinic, "Mei Tanaka"), signed.therapist_id)
    mei = Staff(clinic).signs_in("Mei Tanaka")
    assert mei.opens(f"/staff/intakes/{kept}").heading
    url = f"/staff/intakes/{kept}/papers/1.pdf"
    assert "Theo Hands took this visit." in mei.gets(url).text
    assert clinic.audit("print") == []
    posts(mei, f"/staff/intakes/{kept}/why", reason="Theo is ill")
    assert mei.gets(url).data == b"%PDF Theo's"
    assert theo.gets(url).status_code == 200


def test_one_that_was_erased_is_named_and_leads_nowhere(clinic: Clinic, theo: Staff):
    kept = twice_drawn(clinic)
    with clinic.store.writing() as tx:
        papers.forget(tx, [kept], kept)
    assert all("erased with another visit" in row for row in listed(theo, kept))
    assert theo.page.tree.xpath("//*[@id='papers']//a") == []
    assert theo.gets(f"/staff/intakes/{kept}/papers/1.pdf").status_code == 404


def unprinted(clinic: Clinic, kept: str) -> None:
    with clinic.store.writing() as tx:
        claim = owed.claim(tx, "a host", wanted=kept)
        assert claim
        papers.keep_paper(tx, claim, b"%PDF", next_issue(tx, kept), RUNES)


def test_what_no_face_could_draw_is_told_on_the_intake_page(clinic: Clinic, theo: Staff):
    kept = signs(clinic)
    unprinted(clinic, kept)
    (words,) = theo.opens(f"/staff/intakes/{kept}").tree.xpath("//*[@id='unprinted']")
    told = "These words could not be printed. Read them on the screen: ᚠᚢᚦ; ᚨᚱ"
    assert words.text_content() == told
    other = signs(clinic)
    with clinic.store.writing() as tx:
        assert keeps(tx, owed.claim(tx, "a host", wanted=other), b"%PDF")
    assert theo.opens(f"/staff/intakes/{other}").tree.xpath("//*[@id='unprinted']") == []


def test_today_says_which_visits_without_a_word_of_theirs(clinic: Clinic, theo: Staff):
    first, other = signs(clinic, "Ana Ruiz"), signs(clinic, "Bo Lind")
    for kept in (first, other):
        unprinted(clinic, kept)
    signs(clinic, "Cy Moor")
    page = theo.opens("/staff/")
    (words,) = page.tree.xpath("//*[@id='unprinted']")
    told = words.text_content()
    start = "2 papers have words that could not be printed. Read them on the screen: "
    assert told.startswith(start)
    assert "Ana R." in told
    assert "Bo L." in told
    assert "Cy M." not in told
    assert not any(rune in page.words for rune in RUNES)


def test_what_was_taken_back_stands_with_what_was_put_right(clinic: Clinic, theo: Staff):
    kept = signs(clinic)
    with clinic.store.writing() as tx:
        withdraw_agreement(tx, kept, "consent_treatment", "guardian", "in_writing", "setup")
    page = theo.opens(f"/staff/intakes/{kept}")
    assert "I agree → taken back" in page.words
    assert "by the guardian, in writing" in page.words
    assert "A consent card is waiting for a talk" in page.words
