"""All that was written about records since they were signed: for one, or many at one price."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from ..engine.transaction import Transaction
from . import entries
from .corrections import correction
from .entries import Entry
from .withdrawals import Withdrawal, withdrawal
from .written import About, Areas, Written, areas
from .written_elsewhere import people_of, put_right_elsewhere, taken_back_elsewhere

Read = TypeVar("Read")

BY_THE_CLIENT: Mapping[str, Callable[[Entry], Areas | Withdrawal]] = {
    "withdrawal": withdrawal,
    "areas": areas,
}
"""What only a client can say, by the kind of its entry."""


def written_about(tx: Transaction, some: Iterable[About]) -> dict[str, Written]:
    """By record id, what holds for it of all that was written."""
    these = list(some)
    ids = [each.id for each in these]
    people = people_of(tx, these)
    found = entries.of(tx, ids, "correction", "withdrawal", "areas")
    right = _by_record(ids, found, {"correction": correction})
    client = _by_record(ids, found, BY_THE_CLIENT)
    for record_id, earlier in put_right_elsewhere(tx, these, people):
        right[record_id] = [*earlier, *right[record_id]]
    written = {each: Written(tuple(right[each]), tuple(client[each])) for each in ids}
    for record_id, elsewhere in taken_back_elsewhere(tx, these, people):
        written[record_id] = written[record_id].also_taken_back(elsewhere)
    return written


def _by_record(
    ids: Iterable[str], found: Iterable[Entry], kinds: Mapping[str, Callable[[Entry], Read]]
) -> dict[str, list[Read]]:
    """The entries of these kinds, each as what it is, in the order they were written in."""
    theirs: dict[str, list[Read]] = {each: [] for each in ids}
    for entry in found:
        if entry.kind in kinds:
            theirs[entry.record_id].extend(entries.read([entry], kinds[entry.kind]))
    return theirs
