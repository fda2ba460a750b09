"""The agreements that a clinic has published: one text, to which versions are only added."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from ...intake.agreement_words import AgreementWords, as_text, from_text
from .. import clinics
from ..clinics import the_clinic
from ..engine.tables import CLINIC
from ..engine.transaction import Transaction
from ..errors import Refused


def held(tx: Transaction, clinic_id: str) -> AgreementWords:
    """All versions, held until this transaction ends: nobody else adds one meanwhile."""
    clinics.hold(tx)
    mine = select(CLINIC.c.agreement_words).where(CLINIC.c.id == clinic_id)
    return from_text(tx.connection.scalar(mine) or "")


def add(tx: Transaction, clinic_id: str, words: AgreementWords) -> None:
    """Keep these versions: all that were held, and what was added behind them.

    Raises Refused where one that was published is not what it was.
    """
    before = held(tx, clinic_id)
    if words.versions[: len(before.versions)] != before.versions:
        raise Refused("text", "Words that were published never change.")
    row = update(CLINIC).where(CLINIC.c.id == clinic_id)
    tx.connection.execute(row.values(agreement_words=as_text(words)))


def as_they_are(tx: Transaction) -> dict[str, Any]:
    """What a draft that begins now keeps of it; nothing where none is published."""
    clinic = the_clinic(tx)
    if clinic is None or not clinic.agreement_words:
        return {}
    known = len(from_text(clinic.agreement_words).versions)
    return {"words": {"known": known, "day": clinic.day(tx.now).isoformat()}}
