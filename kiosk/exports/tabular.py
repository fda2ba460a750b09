"""Records as a table: CSV that a spreadsheet opens as plain text.

One row a record, one column a question in catalogue order, so columns stay where they are
from export to export of one catalogue version. UTF-8 without a byte-order mark: a mark would
become part of the first heading for every program that is not a spreadsheet. Lines end in
CRLF, every cell is quoted (RFC 4180).

A cell that a spreadsheet would take for a formula gets an apostrophe in front;
``as_typed`` takes it off again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..catalogue import CATALOGUE
from ..intake.record import Record, what_stands
from ..intake.record_json import as_json

NOT_ANSWERED = "(not answered)"
"""Asked and left open. A question that was not asked is an empty cell."""

UNREADABLE = "(cannot be read)"
"""Stands for the flags of a record that was tampered with, or sealed by another key."""

TRIGGERS = frozenset("=+-@\t\r\n\0＝＋－＠")
"""First characters that make a spreadsheet compute a cell (OWASP, CSV injection)."""

BEFORE = ("id", "signed_at", "language", "catalogue_version")

Kept = Record | Mapping[str, Any]
"""A record, or its plain JSON as it is kept: the second costs less by far."""


def headings() -> tuple[str, ...]:
    """The columns: what the record is, every question's id, the flags, and what is not as given.

    Every answer stands in its question's column. ``carried`` says of which earlier day it is, and
    ``corrected`` on which day staff put it right, or an agreement was taken back, each as
    ``question:ISO date``.
    """
    questions = (q.key for q in CATALOGUE.questions if q.key not in BEFORE)
    return (*BEFORE, *questions, "flags", "carried", "corrected")


def csv_rows(records: Iterable[Kept]) -> Iterator[bytes]:
    """The table line by line, headings first; takes one record at a time."""
    lines: list[str] = []
    writer = csv.writer(_Lines(lines), quoting=csv.QUOTE_ALL)
    columns = headings()
    writer.writerow(columns)
    yield lines.pop().encode()
    for record in records:
        writer.writerow(_row(columns, record))
        yield lines.pop().encode()


def as_typed(cell: str) -> str:
    """The text of a cell without the apostrophe that kept it from being a formula."""
    guarded = cell.startswith("'") and _could_compute(cell[1:])
    return cell[1:] if guarded else cell


class _Lines:
    """A file for ``csv.writer`` that hands over what was written."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append


def _row(columns: tuple[str, ...], record: Kept) -> list[str]:
    kept = as_json(record) if isinstance(record, Record) else record
    carried = kept.get("carried") or {}
    said = what_stands(carried, kept["answers"])
    cells = {key: _text(key, answer) for key, answer in said.items()}
    # "language" is a question too: its one column says what the record says.
    cells |= {name: str(kept[name]) for name in BEFORE}
    cells["flags"] = "; ".join(flag["key"] for flag in kept["flags"])
    if kept.get("unreadable"):
        cells["flags"] = UNREADABLE
    cells["carried"] = "; ".join(f"{key}:{kept['on']}" for key, kept in carried.items())
    cells["corrected"] = "; ".join(f"{key}:{day}" for key, day in _put_right(kept).items())
    return [guarded(cells.get(column, "")) for column in columns]


def _put_right(kept: Mapping[str, Any]) -> dict[str, str]:
    """By question id, the day in the record's time zone on which it was last put right, or taken
    back."""
    right = [(each["question"], each["at"]) for each in kept.get("put_right", ())]
    back = [(each["card"], each["at"]) for each in kept.get("withdrawn", ())]
    zone = ZoneInfo(kept["time_zone"]) if right or back else None
    return {
        key: datetime.fromisoformat(at).astimezone(zone).date().isoformat()
        for key, at in (*right, *back)
    }


def _text(key: str, answer: Any) -> str:
    """An answer as one cell: ids joined by semicolons.

    Marks are region:mark:feel:level, and :since behind it where that was said.
    """
    match answer:
        case None:
            return NOT_ANSWERED
        case [{"region": _}, *_]:
            return "; ".join(_mark(mark) for mark in answer)
        case list():
            return "; ".join(answer)
        case {"method": "on_paper", "witness": witness}:
            return f"on_paper; witness: {witness}"
        case {"method": method}:
            return str(method)
    return str(answer)


def _mark(mark: Mapping[str, Any]) -> str:
    since = (mark["since"],) if "since" in mark else ()
    parts = (mark["region"], mark["mark"], mark.get("feel", ""), mark.get("level"), *since)
    return ":".join("" if part is None else str(part) for part in parts)


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _could_compute(text) else text


def _could_compute(text: str) -> bool:
    # Apostrophes in front are looked through, so that taking one off is always exact.
    return text.lstrip("'")[:1] in TRIGGERS if text else False
