"""Reading the data dictionary: what the columns of every export mean, and nothing of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..store import Store
from ..store.records import picked

if TYPE_CHECKING:
    from ..exports.dictionary import Entry


def read_dictionary(store: Store, language: str, *, whole: bool = False) -> tuple[Entry, ...]:
    """Every column in its place; ``whole``: without those of single choices."""
    from ..exports.columns import columns
    from ..exports.dictionary import dictionary

    with store.reading() as tx:
        versions = picked.versions(tx)
    entries = tuple(dictionary(language, versions))
    keys = {column.key for column in columns()}
    return tuple(e for e in entries if e.column in keys or e.until) if whole else entries


def dictionary_file(store: Store, language: str, kind: str) -> bytes:
    """The same as a file for people: csv or xlsx."""
    from ..exports.dictionary import titles
    from ..exports.tabular import csv_lines
    from ..exports.workbook import dictionary_book

    entries = read_dictionary(store, language)
    if kind == "xlsx":
        return dictionary_book(language, entries)
    return b"".join(csv_lines([titles(language), *entries], for_people=True))
