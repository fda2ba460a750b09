"""A database from before the house was redrawn: opened, walked on, printed and exported alike.

``made_before/`` was written by the commit before the rooms came: seven signed visits of three
invented people, one of them corrected, two papers, and an intake that was put aside. Every name
that is stored is for ever, so it must read as it did.
"""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask

from kiosk.catalogue import CATALOGUE
from kiosk.exports.press import Press
from kiosk.settings import Settings
from kiosk.store import audit, open_store
from kiosk.store.engine.tables import RECORD
from kiosk.store.intakes import intakes
from kiosk.store.records import owed, papers, record_rows, records
from kiosk.usecases.export_records import export_records
from kiosk.usecases.exported_visits import Exporter, Wanted
from kiosk.usecases.print_record import print_record
from tests.conftest import Clock
from tests.pdf_words import words_of
from tests.walks.clinic import Clinic
from tests.walks.tablet import SHORTEST, Tablet

KEPT = Path(__file__).parent / "made_before"
TYPED = ("full_name", "preferred_name", "guardian_name", "complaint_words", "respect_note")
THAT_DAY = datetime(2026, 11, 20, 10, 5, tzinfo=UTC)


def kept(name: str) -> bytes:
    """A file of that time."""
    return gzip.decompress((KEPT / f"{name}.gz").read_bytes())


@pytest.fixture
def old_clinic(app: Flask, tmp_path: Path) -> Iterator[Clinic]:
    settings = Settings(data=tmp_path, key_file=tmp_path / "keys" / "master.key", totp="off")
    for folder in ("db", "keys"):
        (tmp_path / folder).mkdir(mode=0o700)
    (tmp_path / "db" / "kiosk.db").write_bytes(kept("kiosk.db"))
    shutil.copy(KEPT / "master.key", settings.key_file)
    settings.key_file.chmod(0o600)
    clock = Clock(THAT_DAY)
    store = open_store(settings, clock)
    app.extensions["store"] = store
    yield Clinic(app, store, clock)
    store.close()


def test_it_opens_whole(old_clinic: Clinic):
    with old_clinic.store.reading() as tx:
        assert records.verify_all(tx) == []
        assert audit.verify(tx) is None
        assert len(record_rows.newest(tx, 100)) == 7


def exported(old_clinic: Clinic, kind: str) -> bytes:
    wanted = Wanted(date(2026, 1, 1), date(2026, 12, 31), kind, "asked for")
    return b"".join(export_records(old_clinic.store, wanted, Exporter("setup")).pieces)


def test_it_exports_the_very_same_and_what_exports_say_since(old_clinic: Clinic):
    """What is for the therapist alone stays out since, and is named."""
    now, then = (
        [json.loads(line) for line in lines.splitlines()]
        for lines in (exported(old_clinic, "jsonl"), kept("export.jsonl"))
    )
    for row, old in zip(now, then, strict=True):
        for key in row.get("withheld", ()):
            old["answers"].pop(key, None)
        more, fewer = row.pop("agreements"), old.pop("agreements")
        for said, was in zip(more, fewer, strict=True):
            assert was.items() <= said.items()
        for carried in row.get("carried", {}).values():
            carried.pop("since", None)
        assert {key: row[key] for key in old} == old
        assert row["clinic"]


def test_its_table_says_the_same_under_the_same_headings(old_clinic: Clinic):
    """Questions that came since are told as not asked; why a cell is empty has its own column."""
    now, then = (
        list(csv.DictReader(StringIO(table.decode(), newline="")))
        for table in (exported(old_clinic, "csv"), kept("export.csv"))
    )
    for row, old in zip(now, then, strict=True):
        for key, said in old.items():
            why = row.get(f"{key}.missing", "")
            assert row[key] == ("" if why else said), key
            assert (why == "not_answered") == (said == "(not answered)"), key
        since = {question.key for question in CATALOGUE.questions} - old.keys()
        assert {row[f"{key}.missing"] for key in since} <= {"not_asked"}


@pytest.mark.paper
def test_its_papers_open_as_they_were_and_those_drawn_anew_say_as_much(
    old_clinic: Clinic, running_press: Press
):
    with old_clinic.store.writing() as tx:
        ids = [row.id for row in record_rows.newest(tx, 2)]
        before = [papers.paper_of(tx, each) or b"" for each in ids]
        owed.owe(tx, RECORD.c.id.in_(ids), "visits")
        claims = [owed.claim(tx, "here", wanted=each) for each in ids]
    for claim in filter(None, claims):
        print_record(old_clinic.store, running_press, claim)
    with old_clinic.store.reading() as tx:
        after = [papers.paper_of(tx, each) or b"" for each in ids]
        assert [papers.paper_number(tx, each, 1) for each in ids] == before
    assert all(before)
    for each, old, new in zip(ids, before, after, strict=True):
        record = old_clinic.record(each)
        told = [flag.flag for flag in record.flags]
        told += [str(record.says[key]) for key in TYPED if record.says.get(key)]
        for words in map(words_of, (old, new)):
            assert [said for said in told if said not in words] == []
        assert "Paper 2, printed 20 November 2026" in words_of(new)


def test_what_was_put_aside_is_given_back_walked_on_and_signed(old_clinic: Clinic):
    (aside,) = old_clinic.waiting()
    assert aside.draft["answers"]["full_name"] == "Nora Finch"
    tablet = Tablet(old_clinic)
    with old_clinic.store.writing() as tx:
        intakes.give_back(tx, aside.id, old_clinic.tablets()[-1].id, "setup")
    page = tablet.opens("/")
    tablet.here = tablet.sends({**page.form, "go": "resume"}, "/").location
    assert tablet.opens().step == "reason"
    tablet.walks({**SHORTEST, **aside.draft["answers"]})
    assert old_clinic.record(aside.id).answers["full_name"] == "Nora Finch"
    assert old_clinic.is_whole()
