"""Records as a table: CSV with ids for programs, or with words for people.

One row a visit, or one row an answer. Columns stay where they are from export to export. A file for
programs is UTF-8 without a byte-order mark: a mark would become part of the first heading for every
program that is not a spreadsheet. One for people has it: without, a spreadsheet garbles accents.
Lines end in CRLF, every cell is quoted (RFC 4180).

A cell that a spreadsheet would take for a formula gets an apostrophe in front;
``as_typed`` takes it off again. Numbers are numbers: why one is missing stands in another column.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from .cells import Cell, InWords, as_code
from .columns import Column, columns, split
from .exported import Exported
from .headings import headings
from .values import NOT_ANSWERED, Values, value, values

TRIGGERS = frozenset("=+-@\t\r\n\0＝＋－＠")
"""First characters that make a spreadsheet compute a cell (OWASP, CSV injection)."""

AN_ANSWER = ("id", "visit_day", "client", "column", "value")
"""The columns of a table with one row an answer."""

Line = Sequence[Cell]


def csv_rows(visits: Iterable[Exported], chosen: Sequence[Column] | None = None) -> Iterator[bytes]:
    """One row a visit, ids throughout, headings first; takes one visit at a time."""
    here = columns() if chosen is None else chosen
    parts = {column.part for column in here}
    rows = (values(one, parts) for one in visits)
    yield from _lines([[column.key for column in here]])
    yield from _lines([as_code(value(column, row)) for column in here] for row in rows)


def csv_for_people(
    visits: Iterable[Exported], language: str, chosen: Sequence[Column] | None = None
) -> Iterator[bytes]:
    """One row a visit in words, one column a choice where many can be picked."""
    here = split() if chosen is None else chosen
    yield codecs.BOM_UTF8
    yield from _lines([headings(here, language)])
    for one in visits:
        row, words = values(one), InWords(one, language)
        yield from _lines([[words.cell(column, value(column, row)) for column in here]])


def csv_answers(
    visits: Iterable[Exported], chosen: Sequence[Column] | None = None
) -> Iterator[bytes]:
    """One row an answer: of a question that takes many, one a choice that was picked.

    What was asked and left open is a row with the value ``not_answered``, in the column
    ``….missing``; what was not asked is none.
    """
    here = columns() if chosen is None else chosen
    yield from _lines([AN_ANSWER])
    for one in visits:
        row = values(one)
        whose = [row.get(name) for name in AN_ANSWER[:3]]
        found = (line for column in here for line in _each(column, row) if column.key != "id")
        yield from _lines([*whose, key, said] for key, said in found)


def _each(column: Column, row: Values) -> Iterator[tuple[str, Cell]]:
    said: Any = row.get(column.key)
    if column.part == "missing" and said != NOT_ANSWERED:
        return
    for each in said if isinstance(said, list) else (said,):
        if each is not None:
            yield column.key, as_code(each)


def as_typed(cell: str) -> str:
    """The text of a cell without the apostrophe that kept it from being a formula."""
    guarded = cell.startswith("'") and _could_compute(cell[1:])
    return cell[1:] if guarded else cell


class _Lines:
    """A file for ``csv.writer`` that hands over what was written."""

    def __init__(self) -> None:
        self.waiting: list[str] = []
        self.write: Callable[[str], None] = self.waiting.append


def _lines(rows: Iterable[Line]) -> Iterator[bytes]:
    out = _Lines()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([_text(cell) for cell in row])
        yield out.waiting.pop().encode()


def csv_lines(rows: Iterable[Line], *, for_people: bool = False) -> Iterator[bytes]:
    """Any table as CSV, with each cell kept from being a formula."""
    if for_people:
        yield codecs.BOM_UTF8
    yield from _lines(rows)


def _text(cell: Cell) -> str:
    match cell:
        case str():
            return guarded(cell)
        case None:
            return ""
        case int():
            return str(cell)
        case datetime():
            return cell.isoformat(" ", "minutes")
    return guarded(str(cell))


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _could_compute(text) else text


def _could_compute(text: str) -> bool:
    # Apostrophes in front are looked through, so that taking one off is always exact.
    first = text.lstrip("'")[:1] if text[:1] == "'" else text[:1]
    return first in TRIGGERS
