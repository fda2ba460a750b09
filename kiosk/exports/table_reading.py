"""A table that somebody sends, as rows of text: read in the press, which has limits and no key."""

from __future__ import annotations

import csv
import io
from collections import deque

LARGEST = 2 * 1024 * 1024
"""Bytes of a file that is read: some ten thousand people."""
MOST_ROWS, MOST_COLUMNS, LONGEST = 20_000, 100, 1000

Table = list[list[str]]
"""The headings, and the rows; empty where it is no table."""

_ENCODINGS = ("utf-8-sig", "cp1252")


def read_table(content: bytes, size: str = "", watermark: str = "") -> Table:
    """The rows of a CSV file, whatever stands between its cells. Runs in the press."""
    text = _text(content[: LARGEST + 1])
    if text is None:
        return []
    csv.field_size_limit(LARGEST)
    if _is_left_open(text):
        return []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_between(text))
    rows = []
    try:
        for row in reader:
            rows.append([cell[:LONGEST] for cell in row[:MOST_COLUMNS]])
            if len(rows) > MOST_ROWS:
                return []
    except csv.Error:
        return []
    return rows if len(rows) > 1 and len(rows[0]) > 1 else rows if _one_column(rows) else []


def _is_left_open(text: str) -> bool:
    """Whether a quotation mark is never closed: all rows behind it would be one cell."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_between(text), strict=True)
    try:
        deque(rows, maxlen=0)
    except csv.Error as fault:
        return "unexpected end" in str(fault)
    return False


def _one_column(rows: Table) -> bool:
    return len(rows) > 1 and all(len(row) <= 1 for row in rows)


def _text(content: bytes) -> str | None:
    """What is written; None where it holds what no table holds."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        return None
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _between(text: str) -> str:
    """What stands between the cells of the first line most often."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)
