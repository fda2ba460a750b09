"""Keeping cards: each is written in the transaction that changes what stands of its client."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, func, insert, select, update

from ..engine.database import Store
from ..engine.tables import CARD, CARD_DUE, CLIENT, PIECE, RECORD
from ..engine.transaction import Transaction
from ..errors import Unreadable
from . import brought, cards, client_links, lookalikes, record_days, records, restrictions, standing
from .blind_index import pieces_of_name, pieces_of_numbers
from .cards import NONE_YET, Card, Visits
from .records import Signed
from .standing import Standing

AT_A_TIME = 100
"""Cards that are written in one transaction where many are due."""


def add(tx: Transaction, signed: Signed) -> None:
    """A visit was signed: its client's card tells of it as well, and no other record is opened."""
    client = client_links.client_of(tx, signed.id)
    before = _kept(tx, client)
    if before is None:
        rewrite(tx, client)
        return
    _write(tx, client, before + tells(standing.of(tx, signed)))


def rewrite(tx: Transaction, client_id: str) -> None:
    """Write the card of the person this client is by now, from the records as they stand.

    Whoever was joined into them keeps a card of what was their own, which no search finds.
    """
    this = client_links.root(tx, client_id)
    theirs = client_links.all_of(tx, this)
    if restrictions.is_restricted(tx, this):
        # Nobody finds them, and nobody is taken for them.
        for client in theirs:
            _write(tx, client, NONE_YET)
        return
    told = {client: _told(tx, client) for client in theirs}
    for client in theirs[1:]:
        _write(tx, client, told[client], joined=True)
    _write(tx, this, sum(told.values(), NONE_YET))


def write_due(store: Store, tell: Callable[[str], None]) -> None:
    """Write the cards that are due, a few at a time: what is written stays when this is stopped."""
    done, left = 0, _due(store)
    while left:
        with store.writing() as tx:
            some = list(tx.connection.scalars(select(CARD_DUE.c.client_id).limit(AT_A_TIME)))
            for client in some:
                rewrite(tx, client)
            tx.connection.execute(delete(CARD_DUE).where(CARD_DUE.c.client_id.in_(some)))
        done, left = done + len(some), _due(store)
        tell(f"Writing the clients' cards: {done} of {done + left}")


def are_due(store: Store) -> bool:
    """Whether there are clients whose card is still to be written."""
    with store.reading() as tx:
        return tx.connection.execute(select(CARD_DUE.c.client_id).limit(1)).first() is not None


def _due(store: Store) -> int:
    with store.reading() as tx:
        return tx.connection.scalar(select(func.count()).select_from(CARD_DUE)) or 0


def _told(tx: Transaction, client_id: str) -> Visits:
    """What the visits that are this client's own tell, with what was put right since.

    One that cannot be read tells what it told before, so its client is still found.
    """
    mine = select(RECORD).where(RECORD.c.client_id == client_id).order_by(RECORD.c.sequence)
    read = {v.id: v for v in standing.of_all(tx, records.readable(tx, mine))}
    told, before = brought.tells(tx, client_id), _kept(tx, client_id) or NONE_YET
    for place in brought.torn_of(tx, [client_id]):
        told += before.of_torn(place, before.last_visit)
    for row in record_days.days_of(tx, [client_id]):
        visit = read.get(row.id)
        told += tells(visit) if visit else before.of_torn(row.sequence, row.visit_day)
    return told


def tells(visit: Standing) -> Visits:
    """What a card keeps of one visit, as it stands."""
    agreed = [said for said in visit.past.agreements if said.get("kind") != "private"]
    return cards.told_by(
        visit.of_its_own, visit.taken_over, agreed, visit.visit_day, visit.signed.sequence
    )


def _kept(tx: Transaction, client_id: str) -> Visits | None:
    """What the card tells so far; None where there is none that can be gone on from."""
    row = tx.connection.execute(select(CARD).where(CARD.c.client_id == client_id)).one_or_none()
    if row is None:
        return None
    try:
        return cards.visits_in(tx, row)
    except Unreadable:
        return None


def _write(tx: Transaction, client_id: str, visits: Visits, *, joined: bool = False) -> None:
    this = CARD.c.client_id == client_id
    before = tx.connection.execute(select(CARD.c.newest).where(this)).one_or_none()
    if before is not None:
        tx.connection.execute(delete(PIECE).where(PIECE.c.newest == before.newest))
    if not (visits.count or visits.said):
        tx.connection.execute(delete(CARD).where(this))
        lookalikes.forget(tx, client_id)
        return
    row = {
        "newest": None if joined else visits.newest,
        "content": cards.sealed(tx, client_id, visits),
    }
    if before is None:
        clinic = select(CLIENT.c.clinic_id).where(CLIENT.c.id == client_id)
        owner = {"client_id": client_id, "clinic_id": tx.connection.scalar(clinic)}
        tx.connection.execute(insert(CARD), {**owner, **row})
    else:
        tx.connection.execute(update(CARD).where(this).values(**row))
    _index(tx, cards.card_of(client_id, visits), joined=joined)


def _index(tx: Transaction, card: Card, *, joined: bool) -> None:
    if joined:
        lookalikes.forget(tx, card.id)
        return
    _put_pieces(tx, card)
    lookalikes.settle(tx, card)


def find_anew(tx: Transaction, client_id: str) -> None:
    """Put the pieces by which a card is found anew, under the key that seals now."""
    row = tx.connection.execute(select(CARD).where(CARD.c.client_id == client_id)).one()
    if row.newest is not None:
        tx.connection.execute(delete(PIECE).where(PIECE.c.newest == row.newest))
        _put_pieces(tx, cards.opened(tx, row))


def _put_pieces(tx: Transaction, card: Card) -> None:
    rows = [{"value": piece, "newest": card.newest} for piece in sorted(pieces_of(tx, card))]
    if rows:
        tx.connection.execute(insert(PIECE), rows)


def pieces_of(tx: Transaction, card: Card) -> set[int]:
    """All by which a search finds this card."""
    pieces = pieces_of_numbers(tx.keys, card.birth_dates, card.phones)
    for name in (*card.names, *card.also):
        pieces |= pieces_of_name(tx.keys, name)
    return pieces
