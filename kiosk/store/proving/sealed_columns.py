"""Sealed columns: everything in the database that the master key opens, and where each is bound to.

A test holds this list against the tables: a column that is on no list is named there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from cryptography.exceptions import InvalidSignature
from sqlalchemy import Column, Row

from ...frozen import dataclass
from .. import clinics
from ..access import authenticator_codes
from ..engine import old_keys
from ..engine.sealing import IN_PARTS, PLAIN, seal, unseal
from ..engine.tables import (
    BROUGHT,
    CALL,
    CARD,
    CLINIC,
    CLINIC_SEAL,
    CODE_APP,
    ENTRY,
    IMPORT,
    INTAKE,
    NOTE_DRAFT,
    OLD_KEY,
    PAPER,
    RECORD,
    VISIT,
)
from ..engine.transaction import Transaction
from ..errors import StoreError
from ..intakes import calls, drafts, planned_visits
from ..records import brought, card_keeping, cards, entries, imports, notes, papers, records, seals
from ..records.deflated import in_parts

Check = Callable[[Transaction, Row[Any]], object]


@dataclass(frozen=True)
class Sealed:
    """A column of seals."""

    column: Column[Any]
    place: Callable[[Row[Any]], str]
    check: Check | None = None
    """Raises where a row was not signed as it says; None where nothing is signed."""
    afterwards: Callable[[Transaction, Row[Any]], None] | None = None
    """What goes with the seal."""
    lighter: Callable[[bytes], bytes] = bytes
    """What is sealed in place of what was sealed once."""
    form: int = PLAIN
    """How that is written."""
    is_the_same: Callable[[Row[Any], bytes], bool] | None = None
    """Whether what opens is what its row says beside it; None where it says nothing."""

    def name_of(self, row: Row[Any]) -> str:
        """Which row this is, by its table and key."""
        key = (row._mapping[column] for column in self.column.table.primary_key)
        return " ".join(map(str, (self.column.table.name, *key)))

    def anew(self, tx: Transaction, row: Row[Any]) -> dict[str, Any]:
        """What a row holds under the key that seals now. Raises Unreadable.

        One that is not as it was signed is sealed, and not signed: it stays found.
        """
        where = self.place(row)
        plain = unseal(tx.keys, row._mapping[self.column], where)
        sealed = seal(tx.keys, self.lighter(plain), where, self.form)
        values: dict[str, Any] = {self.column.name: sealed}
        if self.check:
            with suppress(StoreError, InvalidSignature):
                self.check(tx, row)
                values |= {"key_id": tx.keys.current, "signature": tx.keys.sign(row.hash)}
        return values


def _of_all(place: Callable[[Mapping[str, Any]], str]) -> Callable[[Row[Any]], str]:
    return lambda row: place(row._asdict())


def _card_is_found(tx: Transaction, row: Row[Any]) -> None:
    card_keeping.find_anew(tx, row.client_id)


RECORDS = Sealed(
    RECORD.c.content,
    _of_all(records.place_of),
    check=records.is_as_signed,
    lighter=in_parts,
    form=IN_PARTS,
)

SEALED = (
    Sealed(OLD_KEY.c.content, old_keys.place_of),
    Sealed(CLINIC.c.key_check, lambda row: clinics.place_of(row.id)),
    Sealed(CLINIC_SEAL.c.key, lambda row: seals.place_of(row.clinic_id)),
    Sealed(CODE_APP.c.secret, lambda row: authenticator_codes.place_of(row.staff_id, "secret")),
    Sealed(CODE_APP.c.waiting, lambda row: authenticator_codes.place_of(row.staff_id, "waiting")),
    Sealed(INTAKE.c.draft, lambda row: drafts.place_of(row.id, row.rev)),
    Sealed(NOTE_DRAFT.c.content, lambda row: notes.place_of(row.record_id, row.rev)),
    Sealed(CALL.c.first_name, lambda row: calls.place_of(row.id)),
    Sealed(VISIT.c.content, lambda row: planned_visits.place_of(row.id, row.day)),
    Sealed(CARD.c.content, lambda row: cards.place_of(row.client_id), afterwards=_card_is_found),
    Sealed(BROUGHT.c.content, lambda row: brought.place_of(row.client_id)),
    Sealed(IMPORT.c.content, lambda row: imports.place_of(row.id)),
    Sealed(ENTRY.c.content, _of_all(entries.place_of), check=entries.is_as_signed),
    RECORDS,
    Sealed(PAPER.c.content, papers.place_of, is_the_same=papers.is_as_drawn),
    Sealed(
        PAPER.c.unreadable,
        lambda row: papers.place_at(row.record_id, row.number, "unreadable"),
    ),
)
