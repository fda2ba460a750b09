"""Treatments: what is noted between the signature and the end of the session, beside the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from ...intake.treatment import Noted, Treatment, What, treatment_of
from .. import audit
from ..engine.tables import RECORD
from ..engine.transaction import Transaction
from . import entries, owed
from .entries import Entry, Kind

KINDS: tuple[Kind, ...] = ("treatment", "areas")
"""What is noted of a treatment. Private areas that were chosen anew are a kind of their own: what
stands of the record is another by them, and who reads that need not open all the rest."""


def note(tx: Transaction, record_id: str, what: What, said: Mapping[str, Any], by: str) -> None:
    """Note one thing, signed and sealed. Raises Missing."""
    kind: Kind = "areas" if what == "signed_again" else "treatment"
    entries.keep(tx, record_id, kind, {"what": what, "said": dict(said)}, by)
    if kind == "areas":
        owed.owe(tx, RECORD.c.id == record_id, "areas")
    audit.write(tx, "treat", by, record_id, what)


def of(tx: Transaction, record_id: str) -> Treatment:
    """How far a treatment is; waiting, where nothing was noted or there is no such record."""
    return of_all(tx, [record_id])[record_id]


def of_all(tx: Transaction, record_ids: Iterable[str]) -> dict[str, Treatment]:
    """The same for many at the price of one, by record id."""
    ids = list(record_ids)
    found: dict[str, list[Noted]] = {each: [] for each in ids}
    for entry in entries.of(tx, ids, *KINDS):
        found[entry.record_id].extend(entries.read([entry], _noted))
    read = set(tx.connection.scalars(_READ.where(RECORD.c.id.in_(ids))))
    return {each: treatment_of(found[each], is_read=each in read) for each in ids}


def noted(tx: Transaction, record_id: str) -> list[Noted]:
    """All that was noted of one, the oldest first."""
    return list(entries.read(entries.of(tx, [record_id], *KINDS), _noted))


def was_just_said(tx: Transaction, record_id: str, what: What, said: Mapping[str, Any]) -> bool:
    """Whether the last of its kind says exactly this; of taps, whether any does.

    Whoever took something back since says it anew.
    """
    before: list[Any] = []
    for entry in entries.of(tx, [record_id], *KINDS, "withdrawal"):
        if entry.said.get("what") == what:
            before.append(entry.said["said"])
        elif entry.kind == "withdrawal" and what == "signed_again":
            before.clear()
    return said in (before if what == "tap" else before[-1:])


_READ = select(RECORD.c.id).where(RECORD.c.read_at.is_not(None))


def _noted(entry: Entry) -> Noted:
    told = entry.said
    return Noted(told["what"], told["said"], entry.made_at.isoformat(), entry.made_by)


def treated_by(tx: Transaction, record_id: str) -> frozenset[str]:
    """Whoever noted something of this session, wrote its note, or has the visit."""
    made = entries.of(tx, [record_id], *KINDS, "session_note")
    has = tx.connection.scalar(select(RECORD.c.therapist_id).where(RECORD.c.id == record_id))
    return frozenset(filter(None, (has, *(each.made_by for each in made))))
