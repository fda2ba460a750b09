"""Export: counted first, recorded before its first byte, streamed, and with a reason."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from kiosk.store import audit
from kiosk.store.access import program_tokens, staff
from kiosk.store.clinics import the_clinic
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.read_audit import Asked, export_audit
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of
from tests.walks.page import Page
from tests.web.visits import posts, signs

pytestmark = pytest.mark.long

MARCH = {"from": "2026-03-01", "to": "2026-03-31", "format": "csv", "reason": "the yearly report"}


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    for name in ("Ana Ruiz", "Hal Brook"):
        signs(clinic, name, good_visit="=1+1")
    return Staff(clinic).signs_in("Ada Books").confirms()


def test_the_form_begins_with_this_month(ada: Staff):
    form = ada.opens("/admin/export").form
    assert (form["from"], form["to"], form["format"]) == (["2026-03-01"], ["2026-03-10"], ["xlsx"])


def test_there_is_a_count_before_there_is_a_file(ada: Staff, clinic: Clinic):
    ada.opens("/admin/export")
    page = ada.does("/admin/export", **MARCH)
    assert "2 visits were signed in these days." in page.words
    assert clinic.audit("export") == []
    assert {key: page.form[key][0] for key in MARCH} == MARCH
    assert "download" in page.buttons


def test_a_spreadsheet_holds_every_visit_of_the_days_and_no_formula(ada: Staff, clinic: Clinic):
    clinic.clock.goes_on(days=40)
    ada.signs_in("Ada Books").confirms()
    signs(clinic, "Later Client")
    response = posts(ada, "/admin/export", **MARCH, go="download")
    assert response.mimetype == "text/csv"
    assert "intakes-2026-03-01-2026-03-31.csv" in response.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert [row["full_name"] for row in rows] == ["Ana Ruiz", "Hal Brook"]
    assert {row["good_visit"] for row in rows} == {"'=1+1"}


def test_the_complete_form_is_json_line_by_line(ada: Staff):
    response = posts(ada, "/admin/export", **{**MARCH, "format": "jsonl"}, go="download")
    lines = [json.loads(line) for line in response.text.splitlines()]
    assert [line["answers"]["full_name"] for line in lines] == ["Ana Ruiz", "Hal Brook"]


def test_who_took_what_and_why_is_recorded_before_the_first_byte(ada: Staff, clinic: Clinic):
    download = {**MARCH, "go": "download"}
    response = posts(ada, "/admin/export", reads=False, **download)
    assert response.is_streamed
    (row,) = clinic.audit("export")
    assert (row.subject, row.reason) == ("2026-03-01/2026-03-31/csv", "the yearly report")
    response.close()
    told = ada.opens("/admin/export").words
    days = "1 March 2026 – 31 March 2026"
    assert f"(CSV), {days} · Ada Books · “the yearly report”" in told


def test_the_audit_that_was_taken_out_and_what_a_program_took_are_named(ada: Staff, clinic: Clinic):
    asked = Asked(date(2026, 3, 1), date(2026, 3, 31))
    with clinic.store.writing() as tx:
        maker = staff.find(tx, id_of(clinic, "Ada Books"))
        program_tokens.make(tx, "Statistics", program_tokens.SCOPES[:1], 30, maker)
        (this,) = program_tokens.all_of(tx)
        audit.write(tx, "export", this.id, "2026-03-01/2026-03-31/jsonl", "every night")
        home = the_clinic(tx)
    assert home
    list(export_audit(clinic.store, asked, home, id_of(clinic, "Ada Books"), "a look"))
    told = ada.opens("/admin/export").words
    assert "Audit, 1 March 2026 – 31 March 2026 · Ada Books · “a look”" in told
    assert "Statistics · “every night”" in told
    assert "Cannot be read" not in told


def test_what_cannot_be_recorded_is_not_sent(
    ada: Staff, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(audit, "write", None)
    response = posts(ada, "/admin/export", **MARCH, go="download")
    assert response.status_code == 500
    assert "Ana" not in response.text


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("from", "", "Write a day, like 2026-03-10."),
        ("from", "the tenth", "Write a day, like 2026-03-10."),
        ("to", "2026-02-30", "Write a day, like 2026-03-10."),
        ("to", "20260310", "Write a day, like 2026-03-10."),
        ("to", "2026-02-01", "Choose a day that is not before the first."),
        ("format", "exe", "Choose a kind of file."),
        ("reason", "   ", "Say why. It is recorded with your name."),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field_and_nothing_typed_is_lost(
    ada: Staff, clinic: Clinic, field: str, typed: str, words: str
):
    for go in ("count", "download"):
        said = {**MARCH, field: typed}
        response = posts(ada, "/admin/export", **said, go=go)
        assert response.status_code == 422
        page = Page(response)
        assert page.error_at(field) == f"Error: {words}"
        assert page.summary == [(f"#{field}", words)]
        for other in set(MARCH) - {field, "format"}:
            assert page.tree.get_element_by_id(other).get("value") == MARCH[other]
    assert clinic.audit("export") == []


def test_days_without_a_visit_say_so(ada: Staff):
    page = Page(posts(ada, "/admin/export", **{**MARCH, "from": "2025-01-01", "to": "2025-01-02"}))
    assert "No visit was signed in these days." in page.words


def test_an_export_gives_what_stands_and_says_what_was_put_right(ada: Staff, clinic: Clinic):
    hal = clinic.signed()[0]
    with clinic.store.writing() as tx:
        correct_record(tx, hal, "cancer", "now", "said so at the door", "mei")
        correct_record(tx, hal, "full_name", "Hal Brooks", "misspelt", "mei")
    sent = {
        kind: posts(ada, "/admin/export", **{**MARCH, "format": kind}, go="download").text
        for kind in ("csv", "jsonl")
    }
    ana_row, hal_row = csv.DictReader(io.StringIO(sent["csv"]))
    assert (hal_row["full_name"], hal_row["cancer"]) == ("Hal Brooks", "now")
    assert "r_cancer_now" in hal_row["flags"].split("; ")
    assert hal_row["corrected"] == "cancer:2026-03-10; full_name:2026-03-10"
    assert ana_row["corrected"] == ""
    ana_line, hal_line = map(json.loads, sent["jsonl"].splitlines())
    assert hal_line["answers"]["cancer"] == "now"
    assert "r_cancer_now" in hal_line["flags"]
    assert [(each["question"], each["now"], each["by"]) for each in hal_line["corrections"]] == [
        ("cancer", "now", "mei"),
        ("full_name", "Hal Brooks", "mei"),
    ]
    assert "corrections" not in ana_line
