"""Changing a setting: checked, told in the audit with what it was before, and taken back again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice

from ..clinic import SETTINGS
from ..clinic.kinds import Value
from ..languages import N_
from ..store import Missing, Refused, Store, Transaction, audit, clinics
from ..store.clinics import Clinic

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


def change_setting(store: Store, key: str, value: Value, by: str) -> None:
    """Keep this value from now on. Raises Missing, or Refused where it will not do."""
    with store.writing() as tx:
        _change(tx, _clinic(tx), key, value, by)


def undo_change(store: Store, sequence: int, by: str) -> str:
    """Put back what was there before that change; its setting. Raises Missing or Refused."""
    with store.writing() as tx:
        clinic = _clinic(tx)
        found = next(_told(tx, clinic, 1, sequence + 1), None)
        if found is None or found.sequence != sequence:
            raise Missing(str(sequence))
        if getattr(clinic, found.key) != found.after:
            raise Refused(found.key, CHANGED_SINCE)
        _change(tx, clinic, found.key, found.before, by)
        return found.key


def changes_of(tx: Transaction, keys: Iterable[str], limit: int = 5) -> list[Changed]:
    """The newest changes of these settings, the newest first."""
    wanted = set(keys)
    told = (each for each in _told(tx, _clinic(tx), FAR) if each.key in wanted)
    return list(islice(told, limit))


def _change(tx: Transaction, clinic: Clinic, key: str, value: Value, by: str) -> None:
    if key not in SETTINGS:
        raise Missing(key)
    if wrong := SETTINGS[key].wrong(value, asdict(clinic)):
        raise Refused(key, wrong)
    clinics.change(tx, clinic.id, by, **{key: value})


def _clinic(tx: Transaction) -> Clinic:
    clinic = clinics.the_clinic(tx)
    if clinic is None:
        raise Missing("clinic")
    return clinic


def _told(
    tx: Transaction, clinic: Clinic, limit: int, before: int | None = None
) -> Iterator[Changed]:
    about = audit.Wanted(events=frozenset({"settings"}), subjects=(clinic.id,))
    for row in audit.matching(tx, about, limit, before):
        change = clinics.change_told(row.reason)
        if change and change.key in SETTINGS:
            yield Changed(row.sequence, row.at, row.actor, change.key, change.before, change.after)
