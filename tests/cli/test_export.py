"""Exports: the records field by field, as CSV and as JSON Lines, and a row in the audit first."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from kiosk.catalogue import CATALOGUE
from kiosk.demo.personas import personas
from kiosk.exports.tabular import as_typed
from kiosk.intake.record import Record
from tests.cli.conftest import opens
from tests.faults.running import asks, copied, runs
from tests.store.house import unguards
from tests.walks.tablet import Tablet

PEOPLE = {each.key: each.answers for each in personas()}
DAYS = ("--from", "2026-03-10", "--to", "2026-03-10")


@dataclass
class Signed:
    """A data folder with three signed intakes, and their records in the order of signing."""

    data: Path
    records: list[Record]
    _printed: dict[str, str] = field(default_factory=dict)

    def printed(self, kind: str) -> str:
        """What an export of this kind prints, however often it is looked at."""
        if kind not in self._printed:
            self._printed[kind] = self.exports(kind)
        return self._printed[kind]

    def exports(self, kind: str, *more: str) -> str:
        """What one export prints."""
        words = ("export", *DAYS, "--format", kind, "--reason", "Yearly audit")
        said = (asks if more else runs)(self.data, *words, *more)
        assert (said.returncode, said.stderr) == (0, "3 intakes exported.\n")
        return said.stdout


@pytest.fixture(scope="module")
def signed(app: Flask, set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Signed:
    """All answered, in Spanish, and one that skipped what it could."""
    data = tmp_path_factory.mktemp("signed") / "data"
    copied(set_up, data)
    clinic = opens(app, data)
    made = []
    for said in (PEOPLE["p6_caregiver"], PEOPLE["p7_spanish"], {"full_name": "=1+1"}):
        tablet = Tablet(clinic)
        tablet.is_at("sign", **said)
        tablet.signs()
        made.append(clinic.record(tablet.intake_id))
    clinic.store.close()
    return Signed(data, made)


def test_json_lines_are_the_records_field_by_field(signed: Signed):
    rows = [json.loads(line) for line in signed.printed("jsonl").splitlines()]
    assert [row["id"] for row in rows] == [record.id for record in signed.records]
    for row, record in zip(rows, signed.records, strict=True):
        assert set(row) == {
            *("id", "signed_at", "language", "catalogue_version"),
            *("answers", "flags", "agreements"),
            *("client", "visit_number", "visit_day", "visit_time", "clinic", "site", "state"),
            "signed_by",
        } | row.keys() & {"helped_by"}
        assert row["answers"] == record.answers
        assert row["flags"] == [flag.key for flag in record.flags]
        assert (row["signed_at"], row["language"]) == (record.signed_at, record.language)
        assert row["catalogue_version"] == CATALOGUE.version
        told = [(said["key"], said["version"], said["answer"]) for said in row["agreements"]]
        assert told == [(said.key, said.version, said.answer) for said in record.agreements]


def test_asked_and_open_is_null_and_not_asked_is_absent(signed: Signed):
    rows = [json.loads(line) for line in signed.printed("jsonl").splitlines()]
    assert rows[2]["answers"]["heart_blood"] is None
    assert "pregnancy_weeks" not in rows[2]["answers"]
    assert rows[0]["answers"]["birth_date"] == PEOPLE["p6_caregiver"]["birth_date"]


def test_csv_is_the_records_field_by_field(signed: Signed):
    rows = list(csv.DictReader(signed.printed("csv").splitlines()))
    assert [row["id"] for row in rows] == [record.id for record in signed.records]
    for row, record in zip(rows, signed.records, strict=True):
        for question in CATALOGUE.questions:
            cell = as_typed(row[question.key])
            assert cell == _cell(record.answers, question.key), question.key
            if question.key != "language":
                assert row[f"{question.key}.missing"] == _why(record.answers, question.key)
        assert row["flags"] == "; ".join(flag.key for flag in record.flags)
    assert rows[2]["full_name"] == "'=1+1", "no cell is a formula"


def _cell(answers: dict[str, Any], key: str) -> str:
    """An answer as one cell, by the README's own words."""
    answer = answers.get(key, "")
    match answer:
        case None:
            return ""
        case [{"region": _}, *_]:
            parts = ("region", "mark", "feel", "level")
            return "; ".join(":".join(str(m.get(part, "")) for part in parts) for m in answer)
        case list():
            return "; ".join(answer)
        case {"method": method}:
            return str(method)
    return str(answer)


def _why(answers: dict[str, Any], key: str) -> str:
    """Why there is no answer; empty where there is one."""
    if key not in answers:
        return "not_asked"
    return "not_answered" if answers[key] is None else ""


def test_an_export_is_written_to_a_file_for_its_owner_alone(signed: Signed, tmp_path: Path):
    there = tmp_path / "intakes.jsonl"
    assert signed.exports("jsonl", "--output", str(there)) == ""
    assert len(there.read_text().splitlines()) == 3
    assert there.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.glob("intakes*")] == ["intakes.jsonl"]


def test_an_export_is_in_the_audit_with_its_reason(app: Flask, signed: Signed):
    signed.printed("csv")
    clinic = opens(app, signed.data)
    row = clinic.audit("export")[0]
    assert (row.actor, row.reason) == ("script", "Yearly audit")
    assert "2026-03-10" in row.subject
    assert clinic.is_whole()
    clinic.store.close()


def test_visits_of_one_site_are_exported_by_its_name(signed: Signed):
    words = ("export", *DAYS, "--format", "jsonl", "--reason", "audit", "--site")
    known = asks(signed.data, *words, "willow street")
    assert (known.returncode, known.stderr) == (0, "3 intakes exported.\n")
    other = asks(signed.data, *words, "Harbour")
    assert (other.returncode, other.stdout, other.stderr) == (1, "", "No site is called so.\n")


def test_a_day_without_visits_exports_none(signed: Signed):
    other = ("--from", "2026-03-11", "--to", "2026-04-11")
    said = asks(signed.data, "export", *other, "--format", "csv", "--reason", "look")
    assert said.stderr == "0 intakes exported.\n"
    assert len(said.stdout.splitlines()) == 1, "the headings alone"


def test_an_export_names_a_record_that_cannot_be_read_and_gives_the_others(
    signed: Signed, tmp_path: Path
):
    copied(signed.data, tmp_path / "data")
    with closing(sqlite3.connect(tmp_path / "data" / "db" / "kiosk.db")) as file:
        bad = signed.records[2].id
        unguards(file)
        file.execute("UPDATE record SET hash = zeroblob(32) WHERE id = ?", [bad])
        file.commit()
    there = tmp_path / "intakes.csv"
    words = ("export", *DAYS, "--format", "csv", "--reason", "look", "--output", str(there))
    said = runs(tmp_path / "data", *words)
    assert said.returncode == 1
    assert said.stderr.endswith("Of these, cannot be read and are there by id: 1.\n")
    assert f"{bad} cannot be read" in said.stderr
    assert "Traceback" not in said.stderr
    rows = list(csv.DictReader(there.read_text("utf-8").splitlines()))
    assert [row["id"] for row in rows] == [each.id for each in signed.records]
    assert [row["full_name"] == "" for row in rows] == [each.id == bad for each in signed.records]
