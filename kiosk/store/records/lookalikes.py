"""Look-alikes: pairs of clients who may be one person, found while their cards are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import delete, insert, select, tuple_

from ...frozen import dataclass
from ...intake.names import folded, same_name
from ..engine.tables import ALIKE, APART, CARD, CLIENT
from ..engine.transaction import Transaction
from . import cards
from .blind_index import last_four, piece_of_birth, piece_of_phone, start_alike, starts_alike
from .cards import Card, Found

NEARLY = 0.8
"""How much of two names must be the same for them to be one name written twice."""

AMONG = 50
"""The newest who were born on one day and have a name or a phone in common: enough to compare."""

Mark = tuple[int, str, str]
"""Where a list of pairs goes on."""


@dataclass(frozen=True)
class Pairs:
    """Some of the pairs, those who came last first."""

    pairs: tuple[tuple[Card, Card], ...]
    before: Mark | None
    """Where there are more; None after the last."""


def pairs(tx: Transaction, limit: int, before: Mark | None = None) -> Pairs:
    """Pairs that may be one person: born on one day, with nearly one name or one phone."""
    key = (ALIKE.c.newest, ALIKE.c.one, ALIKE.c.other)
    query = select(ALIKE).order_by(*(column.desc() for column in key))
    if before:
        query = query.where(tuple_(*key) < tuple_(*before))
    rows = tx.connection.execute(query.limit(limit + 1)).all()
    known = cards.these(tx, {this for row in rows for this in (row.one, row.other)})
    found = [(known.get(row.one), known.get(row.other)) for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    return Pairs(
        tuple((one, other) for one, other in found if one and other),
        (last.newest, last.one, last.other) if last else None,
    )


def looking_like(
    tx: Transaction, birth_date: str, phone: str, limit: int, before: int | None = None
) -> Found:
    """Whoever has this birth date and the end of this phone; else whoever has this birth date.

    Nobody where the birth date is empty.
    """
    if not birth_date:
        return Found((), None)
    if last_four(phone):
        with_phone = cards.born(tx, birth_date, limit, before, phone=phone)
        if with_phone.cards or with_phone.before:
            return with_phone
    return cards.born(tx, birth_date, limit, before)


def the_one(tx: Transaction, said: Mapping[str, Any]) -> str:
    """The one client with this name, birth date and phone; empty where there are none or more."""
    born, phone = said.get("birth_date") or "", said.get("phone") or ""
    if not born or not last_four(phone):
        return ""
    likely = cards.born(tx, born, AMONG, phone=phone)
    same = [card.id for card in likely.cards if _is_of(card, said)]
    return same[0] if len(same) == 1 and likely.before is None else ""


def _is_of(card: Card, said: Mapping[str, Any]) -> bool:
    return (
        card.birth_date == said["birth_date"]
        and last_four(card.phone) == last_four(said["phone"])
        and same_name(card.name, said["full_name"])
    )


def settle(tx: Transaction, card: Card) -> None:
    """Note anew whom this client looks like."""
    forget(tx, card.id)
    found = [
        {"one": one, "other": other, "newest": max(card.newest, like.newest)}
        for like in _like(tx, card)
        for one, other in [sorted((card.id, like.id))]
        if not is_apart(tx, one, other)
    ]
    if found:
        tx.connection.execute(insert(ALIKE), found)


def forget(tx: Transaction, client_id: str) -> None:
    """Nobody looks like this client any more."""
    mine = (ALIKE.c.one == client_id) | (ALIKE.c.other == client_id)
    tx.connection.execute(delete(ALIKE).where(mine))


def keep_apart(tx: Transaction, one: str, other: str) -> None:
    """These two, in the order of their ids, only look alike: a pair no longer, and never again."""
    clinic_id = tx.connection.scalar(select(CLIENT.c.clinic_id).where(CLIENT.c.id == one))
    tx.connection.execute(insert(APART), {"one": one, "other": other, "clinic_id": clinic_id})
    tx.connection.execute(delete(ALIKE).where(ALIKE.c.one == one, ALIKE.c.other == other))


def is_apart(tx: Transaction, one: str, other: str) -> bool:
    """Whether staff said that these two, in the order of their ids, only look alike."""
    query = select(APART.c.one).where(APART.c.one == one, APART.c.other == other)
    return tx.connection.execute(query).first() is not None


def _like(tx: Transaction, card: Card) -> Iterator[Card]:
    if not card.birth_date:
        return
    common = starts_alike(tx.keys, card.name)
    if (phone := piece_of_phone(tx.keys, card.phone)) is not None:
        common |= phone
    if not common:
        return
    query = cards.with_pieces([piece_of_birth(tx.keys, card.birth_date)], sorted(common))
    query = query.where(CARD.c.client_id != card.id)
    for row in tx.connection.execute(query.limit(AMONG)).all():
        other = cards.opened(tx, row)
        if other.whole and may_be_one(card, other):
            yield other


def may_be_one(one: Card, other: Card) -> bool:
    """Whether these two may be one person: born on one day, with nearly one name or one phone."""
    if one.birth_date != other.birth_date:
        return False
    end, other_end = last_four(one.phone), last_four(other.phone)
    if end and end == other_end:
        return True
    # What an earlier name, or another with the same piece, brought up is compared from both sides.
    if not start_alike(one.name, other.name):
        return False
    name, again = sorted(" ".join(sorted(folded(card.name).split())) for card in (one, other))
    alike = SequenceMatcher(None, name, again, autojunk=False).ratio() >= NEARLY
    return bool(name) and alike
