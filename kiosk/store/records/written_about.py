"""All that was written about records since they were signed: for one, or many at one price."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ..engine.transaction import Transaction
from . import entries
from .corrections import correction
from .entries import Entry, Kind
from .withdrawals import withdrawal
from .written import About, Written, areas
from .written_elsewhere import people_of, put_right_elsewhere, taken_back_elsewhere

Read = TypeVar("Read")


def written_about(tx: Transaction, some: Iterable[About]) -> dict[str, Written]:
    """By record id, what holds for it of all that was written."""
    these = list(some)
    ids = [each.id for each in these]
    people = people_of(tx, these)
    found = entries.of(tx, ids, "correction", "withdrawal", "areas")
    right = _by_record(ids, found, "correction", correction)
    back = _by_record(ids, found, "withdrawal", withdrawal)
    anew = _by_record(ids, found, "areas", areas)
    for record_id, earlier in put_right_elsewhere(tx, these, people):
        right[record_id] = [*earlier, *right[record_id]]
    written = {
        each: Written(tuple(right[each]), tuple(back[each]), tuple(anew[each])) for each in ids
    }
    for record_id, elsewhere in taken_back_elsewhere(tx, these, people):
        written[record_id] = written[record_id].also_taken_back(elsewhere)
    return written


def _by_record(
    ids: Iterable[str], found: Iterable[Entry], kind: Kind, what: Callable[[Entry], Read]
) -> dict[str, list[Read]]:
    sorted_: dict[str, list[Read]] = {each: [] for each in ids}
    for entry in found:
        if entry.kind == kind:
            sorted_[entry.record_id].extend(entries.read([entry], what))
    return sorted_
