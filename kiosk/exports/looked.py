"""A few visits as a small table in words, to be looked at before a file is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from .cells import Cell, InWords
from .columns import Column
from .exported import Exported
from .headings import headings
from .values import value, values

LONGEST = 80
"""Characters of a cell that is only looked at."""


def in_words(
    visits: Sequence[Exported], columns: Sequence[Column], language: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The headings of the columns in which anything stands, and a row a visit."""
    rows = [_row(one, columns, language) for one in visits]
    full = [number for number in range(len(columns)) if any(row[number] for row in rows)]
    titles = headings(columns, language)
    return tuple(titles[n] for n in full), tuple(tuple(row[n] for n in full) for row in rows)


def _row(one: Exported, columns: Sequence[Column], language: str) -> list[str]:
    row, words = values(one), InWords(one, language)
    return [_text(words.cell(column, value(column, row))) for column in columns]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    words = cell.isoformat(" ", "minutes") if isinstance(cell, datetime) else str(cell)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
