"""Records as spreadsheets: typed cells, in words, with all that explains them in further sheets.

A workbook is made in memory and never on a disk: what it holds is health data in the clear. So it
holds so many visits and no more; what is larger comes in parts.
"""

from __future__ import annotations

import gc
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

from ..languages import N_, translate
from .beside_visits import SHEETS, Sheet
from .cells import Cell, InWords
from .columns import Column, split
from .dictionary import Entry, dictionary, titles
from .exported import Exported
from .groups import chosen
from .headings import headings
from .how import How
from .values import value, values
from .zip_stream import File, zipped

PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""Nothing is guessed from what a text looks like, and nothing lies on a disk meanwhile."""

VISITS, DICTIONARY = N_("Visits"), N_("Dictionary")
LONGEST = 32_767
"""Characters that a cell holds; a longer text ends in an ellipsis, and is whole in JSON Lines."""

FIRST_YEAR = 1900
"""Days before are text: a spreadsheet's calendar begins there."""

WIDTHS = {"text": 28, "number": 9, "day": 12, "time": 8, "moment": 17, "yes": 9}
WIDE = 22


def workbook_of(visits: Iterable[Exported], how: How) -> Iterator[bytes]:
    """One workbook of these visits."""
    yield _workbook(visits, how)


def workbooks_of(visits: Iterable[Exported], how: How, at_most: int) -> Iterator[bytes]:
    """A ZIP of workbooks of so many visits each, one of them in memory at a time."""
    yield from zipped(_parts(iter(visits), how, at_most), how.at, packed=False)


def dictionary_book(language: str, entries: Iterable[Entry]) -> bytes:
    """The data dictionary alone."""
    out = io.BytesIO()
    file = _Workbook(out, language, None)
    file.table(DICTIONARY, titles(language), entries)
    file.close()
    return out.getvalue()


def _parts(visits: Iterator[Exported], how: How, at_most: int) -> Iterator[File]:
    number = 0
    while first := list(islice(visits, 1)):
        number += 1
        these = chain(first, islice(visits, at_most - 1))
        yield f"intakes-{number:03}.xlsx", _workbook(these, how)
        # The library's books and sheets hold each other: all cells of the last one are still there.
        gc.collect()


def _workbook(visits: Iterable[Exported], how: How) -> bytes:
    out = io.BytesIO()
    file = _Workbook(out, how.language, how.at)
    columns = chosen(split(), how.groups)
    said = file.sheet(VISITS, headings(columns, how.language), _widths(columns))
    also = [(sheet, file.titled(sheet)) for sheet in SHEETS]
    for one in visits:
        row, words = values(one), InWords(one, how.language)
        said.add(words.cell(column, value(column, row)) for column in columns)
        if one.is_readable:
            for sheet, table in also:
                for line in sheet.rows(one, words, how.names):
                    table.add(line)
    file.table(DICTIONARY, titles(how.language), dictionary(how.language, how.versions))
    file.close()
    return out.getvalue()


def _widths(columns: Iterable[Column]) -> list[int]:
    return [WIDTHS.get(column.kind, WIDE) for column in columns]


class _Table:
    """One sheet that grows row by row."""

    def __init__(self, sheet: Any, formats: Mapping[type[date], Any]) -> None:
        self.sheet, self.formats, self.last = sheet, formats, 0

    def add(self, cells: Iterable[Cell]) -> None:
        """One more row."""
        self.last += 1
        for number, cell in enumerate(cells):
            self._write(number, cell)

    def _write(self, column: int, cell: Cell) -> None:
        match cell:
            case None:
                return
            case int():
                self.sheet.write_number(self.last, column, cell)
            case date() if cell.year >= FIRST_YEAR:
                self.sheet.write_datetime(self.last, column, cell, self.formats[type(cell)])
            case _:
                text = str(cell)
                fits = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
                self.sheet.write_string(self.last, column, fits)


class _Workbook:
    """A workbook with sheets that begin alike: headings that stay, and a filter under each."""

    def __init__(self, out: io.BytesIO, language: str, at: datetime | None) -> None:
        from xlsxwriter import Workbook

        self.language = language
        self.file = Workbook(out, PLAIN)
        if at:
            self.file.set_properties({"created": at.replace(tzinfo=None)})
        self.heading = self.file.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.formats = {
            date: self.file.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: self.file.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        self._filtered: list[tuple[_Table, int]] = []

    def sheet(self, title: str, titles: Sequence[str], widths: Sequence[int] = ()) -> _Table:
        """A sheet with its headings."""
        sheet = self.file.add_worksheet(translate(title, self.language))
        sheet.freeze_panes(1, 0)
        for number, words in enumerate(titles):
            width = widths[number] if widths else WIDE
            sheet.set_column(number, number, width)
            sheet.write_string(0, number, words, self.heading)
        table = _Table(sheet, self.formats)
        self._filtered.append((table, len(titles)))
        return table

    def titled(self, sheet: Sheet) -> _Table:
        """A sheet of those that stand beside the visits."""
        return self.sheet(sheet.title, [translate(each, self.language) for each in sheet.titles])

    def table(self, title: str, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """A whole sheet at once."""
        table = self.sheet(title, titles)
        for row in rows:
            table.add(row)

    def close(self) -> None:
        """All of it is written."""
        for table, columns in self._filtered:
            table.sheet.autofilter(0, 0, table.last, columns - 1)
        self.file.close()
