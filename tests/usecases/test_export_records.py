"""Every export of the demo's clinic, read by other libraries, says field by field what stands."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import PickMany, PickOne, Scale
from kiosk.demo.clinic import build, settings_of
from kiosk.exports.columns import split
from kiosk.exports.headings import headings
from kiosk.exports.tabular import as_typed
from kiosk.settings import Settings
from kiosk.store import Refused, Store, audit, open_store
from kiosk.store.access import staff
from kiosk.store.access.staff import Staff
from kiosk.store.engine.tables import RECORD
from kiosk.store.records import entries, records, standing
from kiosk.store.records.standing import Standing
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.export_records import count_export, export_records
from kiosk.usecases.exported_visits import Exporter, Wanted
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.exports.fhir_reading import by_kind, said_by_record
from tests.store.house import keeps_paper

pytestmark = pytest.mark.long

AGO = timedelta(days=400)


@dataclass
class Demo:
    """The demo's clinic with something put right, taken back, treated and told since."""

    store: Store
    visits: list[Standing]
    ada: Staff

    def wanted(self, kind: str, **also: Any) -> Wanted:
        today = datetime.now(UTC).date()
        return replace(Wanted(today - AGO, today, kind, "to compare"), **also)

    def sent(self, kind: str, **also: Any) -> bytes:
        """All of one file, as Ada takes it with what is private to her."""
        wanted = self.wanted(kind, private=True, **also)
        export = export_records(self.store, wanted, Exporter(self.ada.id, self.ada))
        return b"".join(export.pieces)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    data = tmp_path_factory.mktemp("demo")
    settings = settings_of(Settings(data=data, key_file=data / "keys" / "master.key"))
    build(settings, lambda words: None)
    store = open_store(settings)
    with store.writing() as tx:
        ada = next(each for each in staff.everyone(tx) if "admin" in each.roles)
        ids = list(tx.connection.scalars(select(RECORD.c.id).order_by(RECORD.c.sequence)))
        correct_record(tx, ids[3], "full_name", "=Bea Ortiz", "misspelt", ada.id)
        correct_record(tx, ids[3], "pressure", "p4_firm", "said at the door", ada.id)
        withdraw_agreement(tx, ids[4], "consent_privacy", "client", "by_phone", ada.id)
        records.assign(tx, ids[5], ada.id)
        entries.keep(tx, ids[5], "session_note", {"note_text": "—\n„softer“ "}, ada.id)
        told = {"reflect_share": "both", "pain_after": 2, "feel_now": ["calm", "tired"]}
        entries.keep(tx, ids[5], "reflection", told, "tablet")
        keeps_paper(tx, ids[6], b"%PDF one")
        correct_record(tx, ids[7], "cancer", "in_private", "told at the desk", ada.id)
    with store.reading() as tx:
        order = (RECORD.c.visit_day, RECORD.c.sequence)
        stand = list(standing.of_all(tx, records.told(tx, select(RECORD).order_by(*order))))
    yield Demo(store, stand, ada)
    store.close()


def marked(mark: dict[str, Any]) -> str:
    said = [mark.get(part) for part in ("region", "mark", "feel", "level")]
    words = ":".join("" if each is None else str(each) for each in said)
    return f"{words}:{mark['since']}" if "since" in mark else words


def code(answer: Any) -> Any:
    """An answer as a cell for programs, by the words of the README."""
    match answer:
        case [{"region": _}, *_]:
            return "; ".join(map(marked, answer))
        case list():
            return "; ".join(answer)
        case {"method": method}:
            return method
    return answer


def test_the_table_for_programs_is_what_stands_and_its_numbers_are_numbers(
    demo: Demo, tmp_path: Path
):
    duckdb = pytest.importorskip("duckdb", reason="what reads tables is not installed")
    (tmp_path / "all.csv").write_bytes(demo.sent("csv"))
    guessed = duckdb.read_csv(str(tmp_path / "all.csv"), sample_size=-1)
    kinds = dict(zip(guessed.columns, map(str, guessed.types), strict=True))
    table = duckdb.read_csv(str(tmp_path / "all.csv"), all_varchar=True)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    assert [row["id"] for row in rows] == [visit.id for visit in demo.visits]
    for visit, row in zip(demo.visits, rows, strict=True):
        for question in CATALOGUE.questions:
            said = visit.says.get(question.key)
            if question.key == "language" or said is None:
                continue
            cell = row[question.key]
            if isinstance(question, Scale):
                assert kinds[question.key] == "BIGINT", question.key
            assert as_typed(cell) == str(code(said)), question.key
            assert row[f"{question.key}.missing"] is None
        assert {k.removesuffix(".missing") for k in row if row[k] == "not_answered"} == {
            key for key, said in visit.says.items() if said is None and key in CATALOGUE.keys
        }
        flags = [flag["key"] for flag in visit.kept["flags"]]
        assert (row["flags"] or "") == "; ".join(flags)
        assert str(row["visit_day"]) == visit.visit_day


def test_one_row_an_answer_adds_up_to_what_stands(demo: Demo, tmp_path: Path):
    duckdb = pytest.importorskip("duckdb", reason="what reads tables is not installed")
    (tmp_path / "long.csv").write_bytes(demo.sent("csv-answers"))
    long = duckdb.read_csv(str(tmp_path / "long.csv"), all_varchar=True)  # noqa: F841 - asked below
    goals = dict(
        duckdb.sql(
            "SELECT value, count(*) FROM long WHERE \"column\" = 'goals' GROUP BY value"
        ).fetchall()
    )
    expected: dict[str, int] = {}
    for visit in demo.visits:
        for goal in visit.says.get("goals") or ():
            expected[goal] = expected.get(goal, 0) + 1
    assert goals == expected
    numbers = duckdb.sql(
        "SELECT id, value FROM long WHERE \"column\" = 'pain_now' ORDER BY id"
    ).fetchall()
    assert dict(numbers) == {
        v.id: str(v.says["pain_now"]) for v in demo.visits if v.says.get("pain_now") is not None
    }


def test_json_lines_are_what_stands(demo: Demo):
    lines = [json.loads(line) for line in demo.sent("jsonl").splitlines()]
    for visit, line in zip(demo.visits, lines, strict=True):
        assert line["answers"] == visit.kept["answers"]
        assert line.get("carried", {}) == visit.kept.get("carried", {})
        assert line["flags"] == [flag["key"] for flag in visit.kept["flags"]]
        assert len(line.get("corrections", ())) == len(visit.corrections)
        assert len(line.get("withdrawals", ())) == len(visit.withdrawals)
    counted: dict[str, list[int]] = {}
    for line in lines:
        counted.setdefault(line["client"], []).append(line["visit_number"])
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in counted.values())
    assert max(map(len, counted.values())) == 5, "somebody came five times"
    (noted,) = [line for line in lines if "note" in line]
    assert noted["note"]["answers"]["note_text"] == "—\n„softer“ "
    assert noted["reflection"]["answers"]["pain_after"] == 2


def in_words(visit: Standing) -> Iterator[tuple[str, Any]]:
    """By column, what the record itself says in the clinic's words."""
    for section in visit.in_full.told.sections:
        for line in section.lines:
            if line.answer is None:
                continue
            match CATALOGUE.question(line.key):
                case PickMany(choices=choices):
                    yield from (
                        (f"{line.key}.{c.key}", "Yes" if c.key in line.answer else "No")
                        for c in choices
                    )
                case PickOne():
                    yield line.key, line.labels[0]
                case _ if isinstance(line.answer, int | str):
                    yield line.key, line.answer


def expected_of(visit: Standing, row: dict[str, Any], *, typed: bool) -> None:
    for key, said in in_words(visit):
        cell = row[key]
        if isinstance(cell, datetime | date):
            cell = str(cell)[:10]
        if not typed:
            cell, said = as_typed(cell), str(said)
        assert cell == said, key


def test_the_table_for_people_is_what_stands_in_words(demo: Demo):
    text = demo.sent("csv-people").decode("utf-8-sig")
    titles, *rows = csv.reader(io.StringIO(text, newline=""))
    assert titles == headings(split(), "en")
    keys = [column.key for column in split()]
    for visit, row in zip(demo.visits, rows, strict=True):
        expected_of(visit, dict(zip(keys, row, strict=True)), typed=False)


def test_the_spreadsheet_is_what_stands_with_corrections_and_agreements(demo: Demo):
    openpyxl = pytest.importorskip("openpyxl", reason="what reads workbooks is not installed")
    spreadsheet = openpyxl.load_workbook(io.BytesIO(demo.sent("xlsx")), read_only=True)
    _, *rows = spreadsheet.worksheets[0].iter_rows(values_only=True)
    keys = [column.key for column in split()]
    for visit, row in zip(demo.visits, rows, strict=True):
        told = dict(zip(keys, row, strict=True))
        expected_of(visit, told, typed=True)
        assert told["visit_day"].date().isoformat() == visit.visit_day
    _, *right = spreadsheet["Corrections"].iter_rows(values_only=True)
    assert {line[4] for line in right} == {
        "=Bea Ortiz",
        "Firm: strong, but I breathe with ease",
        "I will tell the therapist",
        "I want to talk first",
    }
    _, *agreed = spreadsheet["Agreements"].iter_rows(values_only=True)
    shown = sum(len(visit.kept["agreements"]) for visit in demo.visits)
    assert sum(1 for line in agreed if line[3] is not None) == shown


def test_fhir_is_what_stands_with_whose_and_what_was_taken_back(demo: Demo):
    kinds = by_kind(json.loads(demo.sent("fhir")))
    stands = {visit.id: visit.says for visit in demo.visits}
    assert said_by_record(kinds) == {
        this: {key: None if said == [] else said for key, said in says.items()}
        for this, says in stands.items()
    }
    back = [each for each in kinds["Consent"].values() if each["status"] == "inactive"]
    assert len(back) == sum(len(visit.withdrawals) for visit in demo.visits)
    (paper,) = kinds["DocumentReference"].values()
    assert base64.b64decode(paper["content"][0]["attachment"]["data"]) == b"%PDF one"


def test_fhir_of_a_program_holds_no_paper_and_nothing_private(demo: Demo):
    export = export_records(demo.store, demo.wanted("fhir-bulk"), Exporter("script"))
    folder = zipfile.ZipFile(io.BytesIO(b"".join(export.pieces)))
    assert not [name for name in folder.namelist() if name.startswith("DocumentReference")]
    answers = folder.read("QuestionnaireResponse-1.ndjson").decode()
    assert ("in_private" in answers, answers.count('"masked"')) == (False, 1)


def test_papers_come_as_they_were_issued_with_their_hashes(demo: Demo):
    parts = zipfile.ZipFile(io.BytesIO(demo.sent("papers")))
    assert parts.testzip() is None
    listed = list(csv.DictReader(io.StringIO(parts.read("manifest.csv").decode(), newline="")))
    assert {line["record"] for line in listed} == {each.id for each in demo.visits}
    assert parts.namelist() == [*(one["file"] for one in listed if one["file"]), "manifest.csv"]
    (line,) = (one for one in listed if one["file"])
    pdf = parts.read(line["file"])
    assert pdf == b"%PDF one"
    assert line["sha256"] == hashlib.sha256(pdf).hexdigest()


def test_without_an_account_nothing_private_leaves(demo: Demo):
    export = export_records(demo.store, demo.wanted("jsonl"), Exporter("script"))
    lines = [json.loads(line) for line in b"".join(export.pieces).splitlines()]
    held = {key for line in lines for key in line.get("withheld", ())}
    assert held == {"cancer"}
    assert not any("note" in line or "reflection" in line for line in lines)
    (line,) = [line for line in lines if "withheld" in line]
    assert "cancer" not in line["answers"]
    assert "in_private" not in json.dumps(line), "nor is it told by what was put right"
    with pytest.raises(Refused):
        export_records(demo.store, demo.wanted("csv", private=True), Exporter("script"))


def test_a_count_is_exact_where_few_have_to_be_opened(demo: Demo):
    by = Exporter("script")
    every = count_export(demo.store, demo.wanted("csv"), by)
    assert (every.number, every.exact) == (len(demo.visits), True)
    spoken = count_export(demo.store, demo.wanted("csv", spoken="es"), by)
    walked = [visit for visit in demo.visits if visit.kept["language"] == "es"]
    assert (spoken.number, spoken.exact) == (len(walked), True)
    mine = count_export(demo.store, demo.wanted("csv", therapist=demo.ada.id), by)
    assert mine.number == 1


def test_who_took_it_is_in_the_audit_before_the_first_byte(demo: Demo):
    export = export_records(demo.store, demo.wanted("csv"), Exporter("script"))
    with demo.store.reading() as tx:
        (last,) = audit.latest(tx, "export", 1)
    assert (last.actor, last.subject) == ("script", demo.wanted("csv").name)
    assert next(export.pieces).startswith(b'"id"')
    export.pieces.close()  # type: ignore[attr-defined]
