"""Taking out papers: every paper of some visits as it was issued, with a list of their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from ..store import Store, Unreadable
from ..store.records import papers
from ..store.records.papers import Kept

if TYPE_CHECKING:
    from ..exports.exported import Exported
    from ..exports.zip_stream import File

MANIFEST = "manifest.csv"
TITLES = (
    *("file", "record", "visit_day", "paper", "drawn_at", "sealed", "superseded", "bytes"),
    "sha256",
)
"""The columns of the list. A paper that cannot be read is in it without bytes and hash, and a visit
that has none without a file."""

Line = tuple[str | int | None, ...]


def zipped_papers(
    store: Store, visits: Iterable[Exported], at: datetime, torn: list[str]
) -> Iterator[bytes]:
    """The papers of these visits as a ZIP, one of them in memory at a time; the list comes last.

    ``torn`` is told the records of which a paper does not open.
    """
    from ..exports.zip_stream import zipped

    yield from zipped(_files(store, visits, torn), at, packed=False)


def _files(store: Store, visits: Iterable[Exported], torn: list[str]) -> Iterator[File]:
    from ..exports.tabular import csv_lines

    lines = bytearray().join(csv_lines([TITLES]))
    for one in visits:
        some = _kept(store, one.kept["id"])
        if not some:
            lines += b"".join(csv_lines([_none_yet(one)]))
        for kept in some:
            name, line, pdf = _paper(store, one, kept, torn)
            lines += b"".join(csv_lines([line]))
            if pdf is not None:
                yield name, pdf
    yield MANIFEST, bytes(lines)


def _kept(store: Store, record_id: str) -> list[Kept]:
    with store.reading() as tx:
        return [each for each in papers.all_of(tx, record_id) if each.opens]


def _none_yet(one: Exported) -> Line:
    """A visit whose paper is still to be drawn, or was erased: without a file."""
    return (None, one.kept["id"], one.kept.get("visit_day"), *(None,) * (len(TITLES) - 3))


def _paper(
    store: Store, one: Exported, kept: Kept, torn: list[str]
) -> tuple[str, Line, bytes | None]:
    record_id, day = one.kept["id"], one.kept.get("visit_day")
    name = f"{day or 'unreadable'}-{record_id}/{kept.number}.pdf"
    pdf = _bytes(store, record_id, kept.number, torn)
    proof = (None, None) if pdf is None else (len(pdf), hashlib.sha256(pdf).hexdigest())
    about = (kept.drawn_at.isoformat(), int(kept.sealed), int(kept.superseded))
    return name, (name, record_id, day, kept.number, *about, *proof), pdf


def _bytes(store: Store, record_id: str, number: int, torn: list[str]) -> bytes | None:
    """None for one that cannot be read, and for one that was erased while this is sent."""
    try:
        with store.reading() as tx:
            return papers.paper_number(tx, record_id, number)
    except Unreadable:
        torn.append(record_id)
        return None
