"""Exporting: the signed intakes of some days, as they stand, as lines of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..store import Store
from ..store.records import records, standing
from .read_answers import may_export

Kept = Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What is to be exported, and why."""

    first: date
    last: date
    """Visit days, both included."""
    kind: str
    """csv or jsonl."""
    reason: str

    @classmethod
    def on(cls, slip: Sequence[str]) -> Wanted:
        """What was written on a slip."""
        first, last, kind, reason = slip
        return cls(date.fromisoformat(first), date.fromisoformat(last), kind, reason)

    @property
    def slip(self) -> tuple[str, ...]:
        """The same, to be written on a slip."""
        return str(self.first), str(self.last), self.kind, self.reason

    @property
    def name(self) -> str:
        """What the audit calls it."""
        return f"{self.first}/{self.last}/{self.kind}"


def export_records(
    store: Store, wanted: Wanted, by: str, seen: Callable[[int], None] | None = None
) -> Iterator[bytes]:
    """The lines of the file, one record in memory at a time; ``seen`` is told how many so far.

    Who took what, and why, is in the audit before this returns. Raises Refused without a reason.
    """
    with store.writing() as tx:
        may_export(tx, by, wanted.name, wanted.reason)
    return _lines(store, wanted, seen)


def _lines(store: Store, wanted: Wanted, seen: Callable[[int], None] | None) -> Iterator[bytes]:
    from ..exports.json_lines import json_rows
    from ..exports.tabular import csv_rows

    rows = csv_rows if wanted.kind == "csv" else json_rows
    with store.reading() as tx:
        kept = standing.of_all(tx, records.between(tx, wanted.first, wanted.last))
        yield from rows(_counted((each.kept for each in kept), seen))


def _counted(kept: Iterable[Kept], seen: Callable[[int], None] | None) -> Iterator[Kept]:
    for number, each in enumerate(kept, 1):
        if seen:
            seen(number)
        yield each
