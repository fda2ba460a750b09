"""Workbooks, as another library reads them: typed cells, text that stays text, in parts."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import date, datetime
from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.exports.cells import InWords
from kiosk.exports.columns import split
from kiosk.exports.dictionary import dictionary
from kiosk.exports.exported import Exported, exported
from kiosk.exports.headings import headings
from kiosk.exports.how import How
from kiosk.exports.values import value, values
from kiosk.exports.workbook import dictionary_book, workbook_of, workbooks_of
from kiosk.intake.record import PutRight
from kiosk.intake.record_json import as_json
from tests.builders.records import a_record
from tests.exports.papers import ticked

openpyxl = pytest.importorskip("openpyxl", reason="what reads workbooks is not installed")

AT = datetime(2026, 3, 11, 9, 0)  # noqa: DTZ001 - as the clinic's clock shows it
HOSTILE = ("=1+1", "+34 600 111 222", "-5", "@sum", "007", "1e5", "http://x.example", "{=A1}")


def how(language: str = "en", *groups: str) -> How:
    return How(language, groups, AT, names={"mei": "Mei Tanaka"})


def read(*visits: Exported, language: str = "en", groups: tuple[str, ...] = ()) -> Any:
    (content,) = workbook_of(visits, how(language, *groups))
    return openpyxl.load_workbook(io.BytesIO(content))


def table(sheet: Any) -> list[dict[str, Any]]:
    titles, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_cell_is_what_stands_in_words(language: str):
    visits = [exported(ticked()), exported(a_record())]
    found = table(read(*visits, language=language).worksheets[0])
    titles = headings(split(), language)
    for one, row in zip(visits, found, strict=True):
        words, said = InWords(one, language), values(one)
        for column, title in zip(split(), titles, strict=True):
            cell = words.cell(column, value(column, said))
            if type(cell) is date:
                cell = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - as Excel has it
            assert row[title] == cell, column.key


def test_numbers_and_days_have_their_kind_and_text_stays_text():
    visits = [exported(a_record(goals=["pain"], respect_note=typed)) for typed in HOSTILE]
    sheet = read(*visits, groups=("visit", "draping", "about_you")).worksheets[0]
    titles, *lines = sheet.iter_rows()
    for typed, line in zip(HOSTILE, lines, strict=True):
        cells = {title.value: cell for title, cell in zip(titles, line, strict=True)}
        kinds = {cell.data_type for cell in cells.values()}
        assert kinds <= {"s", "n", "d"}, "no formula anywhere"
        assert [c.data_type for c in cells.values() if c.value == typed] == ["s"]
        assert cells["Signed"].value == datetime(2026, 3, 10, 10, 12)  # noqa: DTZ001
        assert cells["Date of birth"].is_date
        assert cells["Age"].value == 29


def test_headings_stay_and_can_be_filtered():
    sheet = read(exported(a_record())).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.endswith("2")


def test_corrections_agreements_marks_and_the_dictionary_have_their_sheets():
    marks = [{"region": "scalp", "mark": "work", "feel": "tight", "level": 6}]
    kept = as_json(a_record(body_marks=marks))
    at = "2026-03-11T08:00:00+00:00"
    right = vars(PutRight("pressure", None, "p2_light", "said at the door", at, "mei"))
    found = read(Exported({**kept, "put_right": [right]}))
    assert found.sheetnames == ["Visits", "Corrections", "Agreements", "Body map", "Dictionary"]
    (put_right,) = table(found["Corrections"])
    assert (put_right["Now"], put_right["By"]) == ("Light: slow and soothing", "Mei Tanaka")
    assert put_right["When"] == datetime(2026, 3, 11, 8, 0)  # noqa: DTZ001
    shown = table(found["Agreements"])
    assert [(each["Version"], each["Answer"]) for each in shown] == [
        (each["version"], each["answer_label"]) for each in kept["agreements"]
    ]
    (mark,) = table(found["Body map"])
    assert (mark["Place"], mark["0 to 10"]) == ("Scalp", 6)
    assert len(table(found["Dictionary"])) > len(CATALOGUE.questions)


def test_a_visit_that_cannot_be_read_is_a_row_that_says_so():
    torn = {"id": "abc", "signed_at": "2026-03-10T10:00:00+00:00", "unreadable": True}
    torn |= {"language": "", "catalogue_version": "", "answers": {}, "flags": (), "agreements": ()}
    (row,) = table(read(Exported(torn)).worksheets[0])
    assert (row["Record"], row["State"]) == ("abc", "Cannot be read")


def test_nothing_lies_on_a_disk_meanwhile(monkeypatch: pytest.MonkeyPatch):
    def breaks(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for way in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile"):
        monkeypatch.setattr(tempfile, way, breaks)
    visits = [exported(a_record())] * 3
    assert b"".join(workbooks_of(visits, how(), at_most=2))


def test_many_visits_come_in_parts_and_none_is_lost():
    kept = as_json(a_record())
    visits = (Exported({**kept, "id": f"visit-{n}"}) for n in range(5))
    whole = b"".join(workbooks_of(visits, how("en", "visit"), at_most=2))
    parts = zipfile.ZipFile(io.BytesIO(whole))
    assert parts.namelist() == [f"intakes-00{n}.xlsx" for n in (1, 2, 3)]
    found = []
    for name in parts.namelist():
        sheet = openpyxl.load_workbook(io.BytesIO(parts.read(name))).worksheets[0]
        found += [row["Record"] for row in table(sheet)]
    assert found == [f"visit-{n}" for n in range(5)]


def test_a_text_that_no_cell_holds_is_cut_and_says_so():
    kept = as_json(a_record())
    one = Exported({**kept, "answers": {**kept["answers"], "retired": "x" * 40_000}})
    (row,) = table(read(one, groups=("visit",)).worksheets[0])
    assert row["Answers to retired questions"].endswith("x…")


def test_the_dictionary_comes_alone_too():
    found = openpyxl.load_workbook(io.BytesIO(dictionary_book("es", dictionary("es"))))
    assert found.sheetnames == ["Diccionario"]
