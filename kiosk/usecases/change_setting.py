"""Changing a setting: checked, told in the audit with what it was before, and taken back again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from itertools import islice

from ..clinic import OF_SITE, OFFERED, SETTINGS, Setting
from ..clinic.kinds import Value
from ..frozen import dataclass
from ..languages import N_
from ..store import Missing, Refused, Store, Transaction, audit, clinics, sites
from ..store.access import offers, staff
from .overtaken import not_overtaken

FAR = 200
"""So many of the newest rows are looked through for changes."""

CHANGED_SINCE = N_("It was changed again since. Undo the newer change first.")


@dataclass(frozen=True)
class Changed:
    """A change of a setting, with who made it and when."""

    sequence: int
    """Its row in the audit."""
    at: datetime
    by: str
    key: str
    before: Value
    after: Value
    about: str
    """Whose it is: a therapist's or a site's id; empty for the clinic's own."""


@dataclass(frozen=True)
class Holder:
    """Whose settings they are: the clinic's own, a therapist's, or a site's."""

    about: str
    id: str
    """As the audit names it."""
    settings: Mapping[str, Setting]
    values: Mapping[str, Value]
    change: Callable[..., None]


def holder(tx: Transaction, about: str = "") -> Holder:
    """The settings of a therapist or a site, or without an id the clinic's own. Raises Missing."""
    clinic = clinics.the_clinic(tx)
    if clinic is None:
        raise Missing("clinic")
    if about in ("", clinic.id):
        return Holder("", clinic.id, SETTINGS, asdict(clinic), clinics.change)
    if about in sites.names(tx):
        return Holder(about, about, OF_SITE, asdict(sites.said_of(tx, about)), sites.change)
    person = staff.find(tx, about)
    return Holder(person.id, person.id, OFFERED, asdict(offers.of(tx, about)), offers.change)


def held(tx: Transaction, about: str = "") -> Holder:
    """The same, and nobody else changes a setting until this transaction ends. Raises Missing."""
    clinics.hold(tx)
    return holder(tx, about)


def change_setting(
    store: Store, key: str, value: Value, by: str, about: str = "", *, was: str = ""
) -> None:
    """Keep this value from now on. Raises Missing, or Refused where it will not do.

    ``was`` is the sign of the value that whoever asks had looked at: raises Overtaken where
    somebody else has changed it since.
    """
    with store.writing() as tx:
        mine = held(tx, about)
        if key in mine.settings:
            not_overtaken(key, mine.values[key], value, was)
        change_in(tx, mine, key, value, by)


def undo_change(store: Store, sequence: int, by: str) -> Changed:
    """Put back what was there before that change; the change. Raises Missing or Refused."""
    with store.writing() as tx:
        found = change_at(tx, sequence)
        mine = held(tx, found.about)
        if mine.values[found.key] != found.after:
            raise Refused(found.key, CHANGED_SINCE)
        change_in(tx, mine, found.key, found.before, by)
        return found


def change_at(tx: Transaction, sequence: int) -> Changed:
    """The change that this row of the audit tells of. Raises Missing."""
    rows = audit.matching(tx, audit.Wanted(events=frozenset({"settings"})), 1, sequence + 1)
    for row in rows:
        if row.sequence == sequence and (found := _told(row, holder(tx, row.subject))):
            return found
    raise Missing(str(sequence))


def changes_of(
    tx: Transaction, keys: Iterable[str], limit: int = 5, about: str = ""
) -> list[Changed]:
    """The newest changes of these settings, the newest first."""
    wanted, mine = set(keys), holder(tx, about)
    told = (each for each in _all_told(tx, mine) if each.key in wanted)
    return list(islice(told, limit))


def change_in(tx: Transaction, mine: Holder, key: str, value: Value, by: str) -> None:
    """Keep this value from now on, once it is checked. Raises Missing or Refused."""
    if key not in mine.settings:
        raise Missing(key)
    if wrong := mine.settings[key].wrong(value, mine.values):
        raise Refused(key, wrong)
    mine.change(tx, mine.id, by, **{key: value})


def _all_told(tx: Transaction, mine: Holder) -> Iterator[Changed]:
    about = audit.Wanted(events=frozenset({"settings"}), subjects=(mine.id,))
    told = (_told(row, mine) for row in audit.matching(tx, about, FAR))
    return (each for each in told if each)


def _told(row: audit.Entry, mine: Holder) -> Changed | None:
    change = clinics.change_told(row.reason)
    if change is None or change.key not in mine.settings:
        return None
    said = (change.key, change.before, change.after)
    return Changed(row.sequence, row.at, row.actor, *said, mine.about)
