"""The audit can be read: who saw, printed, exported and changed whom."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from kiosk.store import audit, clinics
from kiosk.store.audit_events import EVENTS
from kiosk.usecases import read_audit
from kiosk.usecases.read_audit import Asked, export_audit
from kiosk.usecases.restrict_client import restrict_client
from kiosk.web.admin import audit_words
from tests.builders.clinic import PASSWORD
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.admin.test_programs import VISITS, made, reads
from tests.web.visits import comes, posts, signs


@pytest.fixture
def read_by_theo(clinic: Clinic) -> str:
    """A visit of Ottilie Archer that a therapist has read."""
    kept = signs(clinic, "Ottilie Archer")
    Staff(clinic).signs_in("Theo Hands").opens(f"/staff/intakes/{kept}")
    return kept


def rows(staff: Staff) -> list[str]:
    return [
        " ".join(li.text_content().split()) for li in staff.page.tree.xpath("//*[@id='rows']/li")
    ]


def test_every_event_has_words(clinic: Clinic):
    assert set(audit_words.EVENTS) == set(EVENTS)


def test_an_admin_sees_who_read_whom(clinic: Clinic, read_by_theo: str):
    ada = Staff(clinic).signs_in("Ada Books")
    ada.opens("/admin/audit")
    assert any("Theo Hands read an intake · Ottilie A." in row for row in rows(ada))
    assert "Archer" not in ada.page.words
    ada.opens("/admin/audit?kind=taken_out")
    assert rows(ada) == []
    people = {each.text: each.get("value") for each in ada.page.tree.xpath("//*[@id='by']/option")}
    ada.opens(f"/admin/audit?kind=read&by={people['Dana Desk']}")
    assert rows(ada) == []


def test_a_list_of_what_was_done_names_nobody_who_is_restricted(clinic: Clinic, read_by_theo: str):
    with clinic.store.writing() as tx:
        restrict_client(tx, read_by_theo, "ada", "she asked")
    ada = Staff(clinic).signs_in("Ada Books")
    for url in ("/admin/audit", "/admin/audit/week"):
        page = ada.opens(url)
        assert "Theo Hands" in page.words
        assert "Ottilie" not in page.words
        assert page.tree.xpath(f"//a[starts-with(@href, '/admin/intakes/{read_by_theo}')]")


def test_a_program_is_named_wherever_the_audit_is_read(clinic: Clinic):
    signs(clinic)
    ada = Staff(clinic).signs_in("Ada Books").confirms()
    assert reads(clinic, VISITS, made(ada, "visits", name="Bookings")).data
    ada.opens("/admin/audit")
    assert any("Bookings exported" in row for row in rows(ada))
    assert "Bookings" in ada.opens("/admin/audit/week").words
    with clinic.store.reading() as tx:
        here = clinics.the_clinic(tx)
    assert here
    asked = Asked(date(2026, 3, 1), date(2026, 3, 31))
    lines = csv.DictReader(export_audit(clinic.store, asked, here, "ada", "yearly"))
    assert "Bookings" in {line["by_name"] for line in lines}


@pytest.mark.parametrize("days", ["from=2026-03-11&to=2026-03-12", "from=2026-01-01&to=2026-03-09"])
def test_only_the_days_that_are_asked_for_are_shown(clinic: Clinic, read_by_theo: str, days: str):
    ada = Staff(clinic).signs_in("Ada Books")
    ada.opens(f"/admin/audit?{days}")
    assert rows(ada) == []


def test_days_that_are_none_are_said_so_beside_the_field(clinic: Clinic):
    ada = Staff(clinic).signs_in("Ada Books")
    answer = ada.gets("/admin/audit?from=soon&to=2026-03-12")
    assert "Write a day, like 2026-03-10." in answer.text
    assert 'value="soon"' in answer.text


def test_of_very_many_rows_the_newest_are_counted_and_it_is_said(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    with clinic.store.writing() as tx:
        for _ in range(3):
            audit.write(tx, "search", "the first")
        for _ in range(4):
            audit.write(tx, "print", "the last")
    ada = Staff(clinic).signs_in("Ada Books")
    ada.opens("/admin/audit")
    assert "Counted: the newest" not in ada.page.words
    monkeypatch.setattr(read_audit, "COUNTED", 5)
    ada.opens("/admin/audit")
    assert "Counted: the newest 5 of these rows." in ada.page.words
    times = ada.page.tree.xpath("//table[contains(@class, 'numbers')]/tbody/tr/td[3]")
    assert sum(int(each.text) for each in times) == 5


def test_a_long_list_is_read_page_by_page(clinic: Clinic):
    with clinic.store.writing() as tx:
        for number in range(60):
            audit.write(tx, "search", f"somebody {number}")
    ada = Staff(clinic).signs_in("Ada Books")
    ada.opens("/admin/audit?kind=read")
    first = rows(ada)
    (further,) = ada.page.tree.xpath("//a[contains(@href, 'before=')]/@href")
    ada.opens(further)
    assert (len(first), len(rows(ada))) == (50, 10)
    assert not set(first) & set(rows(ada))


def test_the_openings_of_one_client_are_a_page_to_hand_over(clinic: Clinic, read_by_theo: str):
    other = signs(clinic, "Hal Brook")
    Staff(clinic).signs_in("Theo Hands").opens(f"/staff/intakes/{other}")
    ada = Staff(clinic).signs_in("Ada Books")
    ada.confirms().opens("/admin/export")
    said = {
        "from": "2026-03-01",
        "to": "2026-03-31",
        "format": "csv",
        "reason": "yearly",
        "go": "download",
    }
    assert posts(ada, "/admin/export", **said).status_code == 200
    ada.opens(f"/admin/intakes/{read_by_theo}")
    ada.opens(f"/admin/intakes/{read_by_theo}/openings")
    told = rows(ada)
    assert [("Theo Hands" in row, "Ada Books exported" in row) for row in told] == [
        (False, True),
        (True, False),
    ]
    assert "Hal" not in ada.page.words


def test_the_audit_is_taken_out_with_a_reason_and_that_is_in_it(clinic: Clinic, read_by_theo: str):
    ada = Staff(clinic).signs_in("Ada Books")
    ada.opens("/admin/audit")
    said = {"from": "2026-03-10", "to": "2026-03-10", "kind": "", "by": ""}
    refused = posts(ada, "/admin/audit", password=PASSWORD, **said)
    assert refused.status_code == 422
    assert "Say why." in refused.text
    asked = posts(ada, "/admin/audit", password=PASSWORD, reason="=for the auditor", **said)
    assert clinic.audit("export") == [], "nothing was sent yet"
    taken = comes(ada, asked)
    assert (ada.page.heading, PASSWORD in ada.page.source) == ("Your file is coming", False)
    lines = list(csv.DictReader(io.StringIO(taken.text)))
    assert [line["about"] for line in lines if line["event"] == "view"] == [read_by_theo]
    assert (lines[-1]["event"], lines[-1]["reason"]) == ("export", "'=for the auditor")
    assert lines[-1]["by_name"] == "Ada Books"


def test_a_command_writes_the_same_out(clinic: Clinic, read_by_theo: str):
    asked = Asked(date(2026, 3, 10), date(2026, 3, 10), "read", record_id=read_by_theo)
    with clinic.store.reading() as tx:
        here = clinics.the_clinic(tx)
    assert here
    lines = list(export_audit(clinic.store, asked, here, "script", "asked for"))
    (row,) = csv.DictReader(io.StringIO("".join(lines)))
    assert (row["event"], row["by_name"], row["about"]) == ("view", "Theo Hands", read_by_theo)


def test_its_file_comes_to_nobody_else_and_not_for_ever(clinic: Clinic):
    ada = Staff(clinic).signs_in("Ada Books")
    said = {"from": "2026-03-01", "to": "2026-03-31", "kind": "", "by": "", "reason": "a complaint"}
    ada.opens("/admin/audit")
    page = posts(ada, "/admin/audit", password=PASSWORD, **said).location
    mei = Staff(clinic).signs_in("Mei Tanaka").confirms()
    for url in (page, f"{page}/csv"):
        assert mei.gets(url).location == "/admin/audit"
    clinic.clock.goes_on(minutes=5)
    assert ada.gets(f"{page}/csv").location == "/admin/audit"
    assert clinic.audit("export") == []
