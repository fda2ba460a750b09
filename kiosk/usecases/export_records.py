"""Exporting: the signed visits of some days, as they stand, as a file written while it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..store import Refused, Store, Transaction
from ..store.access import staff
from ..store.clinics import the_clinic
from ..store.records import picked
from .export_gate import may_ask_for_private, may_export
from .exported_visits import Exporter, Wanted, exported_visits, pick_of

if TYPE_CHECKING:
    from ..exports.exported import Exported
    from ..exports.how import How

Seen = Callable[[int], None]


@dataclass(frozen=True)
class Export:
    """A file on its way."""

    name: str
    mimetype: str
    pieces: Iterator[bytes]
    """What is in it, made while it is taken."""
    at_most: int
    """How many visits; fewer where only an open one says whether it is meant."""


def export_records(store: Store, wanted: Wanted, by: Exporter, seen: Seen | None = None) -> Export:
    """The file, few visits in memory at a time; ``seen`` is told how many so far.

    Who took what, and why, is in the audit before this returns. Raises Refused without a reason,
    and where what is private is asked for by somebody who may not.
    """
    from ..exports.formats import file_of, written

    if wanted.private and not may_ask_for_private(by.account):
        raise Refused("private", "What is private to a therapist leaves with them alone.")
    with store.writing() as tx:
        how, count = how_of(tx, wanted), picked.how_many(tx, pick_of(tx, wanted))
        may_export(tx, by.id, wanted.name, wanted.reason)
    file = file_of(wanted.kind, count)
    pieces = written(file, _counted(_visits(store, wanted, by), seen), how)
    name = f"intakes-{wanted.first}-{wanted.last}.{file.suffix}"
    return Export(name, file.mimetype, pieces, count)


def how_of(tx: Transaction, wanted: Wanted) -> How:
    """How a file is written, beside what is in it."""
    from ..exports.how import How

    clinic = the_clinic(tx)
    return How(
        wanted.language,
        wanted.groups,
        clinic.local(tx.now) if clinic else tx.now,
        tuple(picked.versions(tx)),
        {person.id: person.name for person in staff.everyone(tx)},
        clinic.majority_age if clinic else 18,
    )


def _visits(store: Store, wanted: Wanted, by: Exporter) -> Iterator[Exported]:
    with store.reading() as tx:
        yield from exported_visits(tx, wanted, by)


def _counted(visits: Iterable[Exported], seen: Seen | None) -> Iterator[Exported]:
    for number, each in enumerate(visits, 1):
        if seen:
            seen(number)
        yield each
