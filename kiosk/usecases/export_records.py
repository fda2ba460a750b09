"""Exporting: the signed visits of some days, as they stand, as a file written while it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ..frozen import dataclass
from ..store import Refused, Store, Transaction
from ..store.access import export_choices, staff
from ..store.access.staff import Staff
from ..store.clinics import the_clinic
from ..store.records import picked
from .export_gate import may_ask_for_private, may_export
from .export_papers import zipped_papers
from .exported_visits import Exporter, Wanted, exported_visits, pick_of

if TYPE_CHECKING:
    from ..exports.exported import Exported
    from ..exports.how import How

Seen = Callable[[int], None]


FIRST, SHOWN = 10, 30
"""Visits and columns that are shown before a file is made."""

OPENED = 300
"""Visits that are opened to count them; of more it is said how many there are at most."""

LOOK = "look"
"""What the audit calls the kind of an export that was only looked at."""


@dataclass(frozen=True)
class Counted:
    """How many visits are meant."""

    number: int
    exact: bool
    """Whether there are so many, or at most."""


@dataclass(frozen=True)
class Export:
    """A file on its way."""

    name: str
    mimetype: str
    pieces: Iterator[bytes]
    """What is in it, made while it is taken."""
    at_most: int
    """How many visits; fewer where only an open one says whether it is meant."""
    torn: list[str]
    """Ids of those that cannot be read, or whose paper cannot, as far as it was taken."""


def export_records(store: Store, wanted: Wanted, by: Exporter, seen: Seen | None = None) -> Export:
    """The file, few visits in memory at a time; ``seen`` is told how many so far.

    Who took what, and why, is in the audit before this returns. Raises Refused without a reason,
    and where what is private is asked for by somebody who may not.
    """
    from ..exports.formats import PAPERS, file_of, written

    _check(wanted, by)
    with store.writing() as tx:
        how, count = how_of(tx, wanted), picked.how_many(tx, pick_of(tx, wanted))
        may_export(tx, by.id, wanted.name, wanted.reason)
    file = file_of(wanted.kind, count)
    torn: list[str] = []
    visits = _counted(_visits(store, wanted, by, file.in_words), seen, torn)
    papers = file.key == PAPERS
    pieces = zipped_papers(store, visits, how.at, torn) if papers else written(file, visits, how)
    name = f"intakes-{wanted.first}-{wanted.last}.{file.suffix}"
    return Export(name, file.mimetype, pieces, count, torn)


@dataclass(frozen=True)
class Looked:
    """The first visits of an export, in words."""

    headings: tuple[str, ...]
    """Of the columns in which anything stands."""
    rows: tuple[tuple[str, ...], ...]
    more_columns: int
    """How many more columns have something to say."""


def look_at_export(store: Store, wanted: Wanted, by: Exporter) -> Looked:
    """The first ten visits, to see whether they are what is wanted: noted as an export is.

    Raises as ``export_records``.
    """
    from ..exports.columns import split
    from ..exports.groups import chosen
    from ..exports.looked import in_words

    _check(wanted, by)
    with store.writing() as tx:
        may_export(tx, by.id, replace(wanted, kind=LOOK).name, wanted.reason)
        first = list(islice(exported_visits(tx, wanted, by), FIRST))
    columns = [each for each in chosen(split(), wanted.groups) if each.part != "missing"]
    titles, rows = in_words(first, columns, wanted.language)
    shown = tuple(row[:SHOWN] for row in rows)
    return Looked(titles[:SHOWN], shown, max(len(titles) - SHOWN, 0))


def count_export(store: Store, wanted: Wanted, by: Exporter) -> Counted:
    """How many visits the file will hold."""
    with store.reading() as tx:
        count = picked.how_many(tx, pick_of(tx, wanted))
        if not wanted.looks_inside or count > OPENED:
            return Counted(count, exact=not wanted.looks_inside)
        meant = exported_visits(tx, wanted, by, words=False)
        return Counted(sum(1 for _ in meant), exact=True)


def keep_columns(store: Store, who: Staff, groups: Sequence[str]) -> None:
    """Begin their next export with these groups of columns."""
    with store.writing() as tx:
        export_choices.keep(tx, who, groups)


def _check(wanted: Wanted, by: Exporter) -> None:
    if wanted.private and not may_ask_for_private(by.account):
        raise Refused("private", "What is private to a therapist leaves with them alone.")


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


def _visits(store: Store, wanted: Wanted, by: Exporter, words: bool) -> Iterator[Exported]:
    with store.reading() as tx:
        yield from exported_visits(tx, wanted, by, words=words)


def _counted(visits: Iterable[Exported], seen: Seen | None, torn: list[str]) -> Iterator[Exported]:
    for number, each in enumerate(visits, 1):
        if not each.is_readable:
            torn.append(each.kept["id"])
        if seen:
            seen(number)
        yield each
