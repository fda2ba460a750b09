"""Keeping cards: each is written in the transaction that changes what stands of its client."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, func, insert, select, update

from ..engine.database import Store
from ..engine.tables import CARD, CARD_DUE, CLIENT, PIECE, RECORD
from ..engine.transaction import Book
from ..errors import Unreadable
from . import cards, client_links, lookalikes, records, standing
from .blind_index import piece_of_birth, piece_of_phone, pieces_of_name
from .cards import NONE_YET, Card, Visits
from .records import Signed
from .standing import Standing

AT_A_TIME = 100
"""Cards that are written in one transaction where many are due."""


def add(book: Book, signed: Signed) -> None:
    """A visit was signed: its client's card tells of it as well, and no other record is opened."""
    client = client_links.client_of(book, signed.id)
    before = _kept(book, client)
    if before is None:
        rewrite(book, client)
        return
    _write(book, client, before + _tells(standing.of(book, signed)))


def rewrite(book: Book, client_id: str) -> None:
    """Write the card of the person this client is by now, from the records as they stand.

    Whoever was joined into them keeps a card of what was their own, which no search finds.
    """
    this = client_links.root(book, client_id)
    theirs = client_links.all_of(book, this)
    told = {client: _told(book, client) for client in theirs}
    for client in theirs[1:]:
        _write(book, client, told[client], joined=True)
    _write(book, this, sum(told.values(), NONE_YET))


def write_due(store: Store, tell: Callable[[str], None]) -> None:
    """Write the cards that are due, a few at a time: what is written stays when this is stopped."""
    done, left = 0, _due(store)
    while left:
        with store.writing() as book:
            some = list(book.connection.scalars(select(CARD_DUE.c.client_id).limit(AT_A_TIME)))
            for client in some:
                rewrite(book, client)
            book.connection.execute(delete(CARD_DUE).where(CARD_DUE.c.client_id.in_(some)))
        done, left = done + len(some), _due(store)
        tell(f"Writing the clients' cards: {done} of {done + left}")


def are_due(store: Store) -> bool:
    """Whether there are clients whose card is still to be written."""
    with store.reading() as book:
        return book.connection.execute(select(CARD_DUE.c.client_id).limit(1)).first() is not None


def _due(store: Store) -> int:
    with store.reading() as book:
        return book.connection.scalar(select(func.count()).select_from(CARD_DUE)) or 0


def _told(book: Book, client_id: str) -> Visits:
    """What the visits that are this client's own tell, with what was put right since.

    One that cannot be read tells what it told before, so its client is still found.
    """
    mine = select(RECORD).where(RECORD.c.client_id == client_id).order_by(RECORD.c.sequence)
    read = {v.id: v for v in standing.of_all(book, records.readable(book, mine))}
    told, before = NONE_YET, _kept(book, client_id) or NONE_YET
    for row in records.days_of(book, [client_id]):
        visit = read.get(row.id)
        told += _tells(visit) if visit else before.of_torn(row.sequence, row.visit_day)
    return told


def _tells(visit: Standing) -> Visits:
    return cards.told_by(visit.of_its_own, visit.taken_over, visit.visit_day, visit.signed.sequence)


def _kept(book: Book, client_id: str) -> Visits | None:
    """What the card tells so far; None where there is none that can be gone on from."""
    row = book.connection.execute(select(CARD).where(CARD.c.client_id == client_id)).one_or_none()
    if row is None:
        return None
    try:
        return cards.visits_in(book, row)
    except Unreadable:
        return None


def _write(book: Book, client_id: str, visits: Visits, *, joined: bool = False) -> None:
    this = CARD.c.client_id == client_id
    before = book.connection.execute(select(CARD.c.newest).where(this)).one_or_none()
    if before is not None:
        book.connection.execute(delete(PIECE).where(PIECE.c.newest == before.newest))
    if not visits.count:
        book.connection.execute(delete(CARD).where(this))
        lookalikes.forget(book, client_id)
        return
    row = {
        "newest": None if joined else visits.newest,
        "content": cards.sealed(book, client_id, visits),
    }
    if before is None:
        clinic = select(CLIENT.c.clinic_id).where(CLIENT.c.id == client_id)
        owner = {"client_id": client_id, "clinic_id": book.connection.scalar(clinic)}
        book.connection.execute(insert(CARD), {**owner, **row})
    else:
        book.connection.execute(update(CARD).where(this).values(**row))
    _index(book, cards.card_of(client_id, visits), joined=joined)


def _index(book: Book, card: Card, *, joined: bool) -> None:
    if joined:
        lookalikes.forget(book, card.id)
        return
    rows = [{"value": piece, "newest": card.newest} for piece in sorted(_pieces(book, card))]
    if rows:
        book.connection.execute(insert(PIECE), rows)
    lookalikes.settle(book, card)


def _pieces(book: Book, card: Card) -> set[int]:
    keys = book.keys
    pieces = {piece_of_birth(keys, born) for born in card.birth_dates}
    for name in (*card.names, *card.also):
        pieces |= pieces_of_name(keys, name)
    return pieces | {p for each in card.phones if (p := piece_of_phone(keys, each)) is not None}
