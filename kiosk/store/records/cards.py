"""Cards: what staff tell a client by, sealed apart from the records, so that lists open no record.

A card follows what stands: it is written anew whenever a visit is signed, put right, joined, taken
apart or erased.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from ...frozen import dataclass
from ...intake.names import NAMES, folded, goes_by
from ..engine.sealing import seal, unseal
from ..engine.tables import CARD, PIECE
from ..engine.transaction import Transaction
from ..errors import Unreadable
from . import agreed_on_cards, client_links
from .blind_index import Piece, last_four, piece_of_birth, piece_of_phone, pieces_of_search

KEYS = (*NAMES, "birth_date", "phone")
"""The answers a card is made of."""

LOOKED_AT = 400
"""Cards opened for one page at most; whoever asks may look further."""

Told = dict[str, dict[str, int]]
"""By question id every answer that stands, with the newest visit (its sequence) that gave it."""


@dataclass(frozen=True)
class Visits:
    """What visits tell of their client. Adding one is the same as telling all of them anew."""

    said: Told
    """Asked on the day, or put right since."""
    carried: Told
    """Taken over from an earlier visit: it counts only where no visit says it of itself."""
    last_visit: str
    count: int
    newest: int
    """0 where nothing tells; below that for whoever was only brought in."""
    torn: int = 0
    """How many of them cannot be read any more: what they told before still stands."""

    def __add__(self, other: Visits) -> Visits:
        return Visits(
            _both(self.said, other.said),
            _both(self.carried, other.carried),
            max(self.last_visit, other.last_visit),
            self.count + other.count,
            max(filter(None, (self.newest, other.newest)), default=0),
            self.torn + other.torn,
        )

    def of_torn(self, sequence: int, day: str) -> Visits:
        """What one of these visits told, for whom it cannot be read any more."""
        said, carried = (
            {
                key: {answer: sequence for answer, by in given.items() if by == sequence}
                for key, given in told.items()
                if sequence in given.values()
            }
            for told in (self.said, self.carried)
        )
        return Visits(said, carried, day, 1, sequence, torn=1)

    def answers(self, key: str) -> tuple[str, ...]:
        """Every answer that stands, the newest first."""
        given = self.said.get(key) or self.carried.get(key) or {}
        return tuple(sorted(given, key=lambda answer: (-given[answer], answer)))


NONE_YET = Visits({}, {}, "", 0, 0)


@dataclass(frozen=True)
class Card:
    """A client as staff tell one from another."""

    id: str
    newest: int
    """The sequence of their newest visit: lists go by it."""
    names: tuple[str, ...]
    """Every full name that stands, the newest first."""
    also: tuple[str, ...]
    """What they like to be called, and who looks after them."""
    birth_dates: tuple[str, ...]
    """ISO dates, the newest said first."""
    phones: tuple[str, ...]
    visits: int
    last_visit: str
    """ISO date."""
    whole: bool = True
    """False where it cannot be read: a list names it, and shows the others."""
    torn: int = 0
    """How many of the visits cannot be read."""
    agreed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By card, the ``answer``, ``version``, ``language`` and ``day`` of what was said last."""

    @property
    def name(self) -> str:
        """The full name; empty where none was given."""
        return self.names[0] if self.names else ""

    @property
    def birth_date(self) -> str:
        """ISO date; empty where none was given."""
        return self.birth_dates[0] if self.birth_dates else ""

    @property
    def phone(self) -> str:
        """Empty where none was given."""
        return self.phones[0] if self.phones else ""

    def goes_by(self, wanted: str) -> bool:
        """Whether a name looked for (already folded) is one of theirs."""
        return goes_by((*self.names, *self.also), wanted)


@dataclass(frozen=True)
class Found:
    """Some of the cards looked for, the newest visit first."""

    cards: tuple[Card, ...]
    before: int | None
    """Where to look further; None once everybody has been looked at."""


def find(tx: Transaction, client_id: str) -> Card | None:
    """The card of the person this client is by now; None where none of their visits is left."""
    return own(tx, client_links.root(tx, client_id))


def own(tx: Transaction, client_id: str) -> Card | None:
    """The card under this id: of one that was joined, it tells of the visits before that."""
    row = tx.connection.execute(select(CARD).where(CARD.c.client_id == client_id)).one_or_none()
    return opened(tx, row) if row else None


def these(tx: Transaction, client_ids: Iterable[str]) -> dict[str, Card]:
    """The cards under these ids, as far as there are any."""
    query = select(CARD).where(CARD.c.client_id.in_(list(client_ids)))
    return {row.client_id: opened(tx, row) for row in tx.connection.execute(query).all()}


def named(tx: Transaction, name: str, limit: int, before: int | None = None) -> Found:
    """Those who go by this name, as people look for names."""
    wanted = folded(name)
    pieces = pieces_of_search(tx.keys, wanted)
    return _look(tx, pieces, lambda card: card.goes_by(wanted), limit, before)


def born(
    tx: Transaction, birth_date: str, limit: int, before: int | None = None, *, phone: str = ""
) -> Found:
    """Those who were born on this ISO date; with the end of this phone, where one is given."""
    end, pieces = last_four(phone), [piece_of_birth(tx.keys, birth_date)]
    if (piece := piece_of_phone(tx.keys, phone)) is not None:
        pieces.append(piece)

    def is_meant(card: Card) -> bool:
        has_phone = not end or end in map(last_four, card.phones)
        return birth_date in card.birth_dates and has_phone

    return _look(tx, pieces, is_meant, limit, before)


def with_pieces(
    pieces: Sequence[Piece], others: Iterable[int] = (), before: int | None = None
) -> Select[Any]:
    """Cards that have each of these pieces, and one of the others where there are any.

    It walks along the first piece, so however many have it, the first cards come at once. While a
    key is turned a piece has more than one value: then it walks along the cards.
    """
    single = bool(pieces) and len(pieces[0]) == 1
    newest = PIECE.c.newest if single else CARD.c.newest
    query = select(CARD).where(CARD.c.newest.is_not(None))
    if single:
        query = select(CARD).join_from(PIECE, CARD, PIECE.c.newest == CARD.c.newest)
        query = query.where(PIECE.c.value == min(pieces[0]))
    for piece in (*pieces[single:], frozenset(others)):
        query = query.where(_has(piece, newest)) if piece else query
    if before is not None:
        query = query.where(newest < before)
    return query.order_by(newest.desc())


def _has(values: Piece, newest: ColumnElement[int]) -> ColumnElement[bool]:
    other = PIECE.alias()
    here = (other.c.newest == newest, other.c.value.in_(values))
    return select(other.c.newest).where(*here).correlate(PIECE, CARD).exists()


def _look(
    tx: Transaction,
    pieces: list[Piece],
    is_meant: Callable[[Card], bool],
    limit: int,
    before: int | None,
) -> Found:
    query = with_pieces(pieces, before=before)
    found: list[Card] = []
    last = None
    for looked_at, row in enumerate(tx.stream(query.limit(LOOKED_AT + 1), at_a_time=50)):
        card = opened(tx, row)
        meant = not card.whole or is_meant(card)
        if looked_at == LOOKED_AT or (meant and len(found) == limit):
            return Found(tuple(found), last)
        last = row.newest
        if meant:
            found.append(card)
    return Found(tuple(found), None)


def opened(tx: Transaction, row: Row[Any]) -> Card:
    """The card in a row of the table."""
    try:
        visits = visits_in(tx, row)
    except Unreadable:
        return Card(row.client_id, row.newest or 0, (), (), (), (), 0, "", whole=False)
    return card_of(row.client_id, visits)


def visits_in(tx: Transaction, row: Row[Any]) -> Visits:
    """What a row of the table keeps. Raises Unreadable."""
    try:
        return Visits(**json.loads(unseal(tx.keys, row.content, place_of(row.client_id))))
    except (TypeError, ValueError):
        raise Unreadable(row.client_id) from None


def card_of(client_id: str, visits: Visits) -> Card:
    """The card that visits make."""
    full, *others = (visits.answers(key) for key in NAMES)
    return Card(
        client_id,
        visits.newest,
        full,
        tuple(name for names in others for name in names),
        visits.answers("birth_date"),
        visits.answers("phone"),
        visits.count,
        visits.last_visit,
        torn=visits.torn,
        agreed=agreed_on_cards.read(visits.said),
    )


def sealed(tx: Transaction, client_id: str, visits: Visits) -> bytes:
    """What visits tell, as the table keeps it."""
    content = json.dumps(vars(visits), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return seal(tx.keys, content.encode(), place_of(client_id))


def told_by(
    said: Mapping[str, Any],
    carried: Mapping[str, Any],
    agreed: Iterable[Mapping[str, Any]],
    day: str,
    sequence: int,
) -> Visits:
    """What one visit tells: what was asked at it, and what it had taken over from earlier ones."""
    told = _told(said, sequence) | agreed_on_cards.told(agreed, day, sequence)
    return Visits(told, _told(carried, sequence), day, 1, sequence)


def _told(answers: Mapping[str, Any], sequence: int) -> Told:
    return {key: {str(answers[key]): sequence} for key in KEYS if answers.get(key)}


def _both(one: Told, other: Told) -> Told:
    return {
        key: {
            answer: max(one.get(key, {}).get(answer, 0), other.get(key, {}).get(answer, 0))
            for answer in (one.get(key, {}) | other.get(key, {}))
        }
        for key in one | other
    }


def place_of(client_id: str) -> str:
    """Where a card is sealed to."""
    return f"card:{client_id}"
