"""Looking for a client: whom the clinic knows that somebody may be, by what they have typed.

The tablet looks nobody up: this is for staff, and each look for a name is in the audit.
"""

from __future__ import annotations

from collections.abc import Callable

from ..frozen import dataclass
from ..intake.draft import Draft
from ..intake.names import folded
from ..store import Store, Transaction, audit
from ..store.intakes import intakes, planned_visits
from ..store.records import cards, client_links, lookalikes, records
from ..store.records.cards import Found

LIKELY = 8
"""How many people are offered at once."""


@dataclass(frozen=True)
class Someone:
    """An intake, a record or a planned visit whose client is asked about."""

    name: str
    born: str = ""
    """ISO birth date, by which they may be found; empty where none is known."""
    phone: str = ""
    as_new: bool = True
    """Whether staff may say that it is nobody the clinic knows."""
    not_looked_for: bool = False
    client: str = ""
    """Whose the record is by now: they are not offered to themselves."""


@dataclass(frozen=True)
class Search:
    """A name that staff look for, and where the list goes on."""

    name: str = ""
    before: int | None = None


Whose = Callable[[Transaction, str], Someone]


def look_for(
    store: Store, whose: Whose, this: str, search: Search | None, by: str
) -> tuple[Someone, Found]:
    """Somebody, and the people it may be; by a name where staff search. Raises Missing."""
    with store.reading() as tx:
        someone = whose(tx, this)
        found = _found(tx, someone, search or Search())
    if search:
        with store.writing() as tx:
            audit.write(tx, "search", by)
    return someone, found


def is_here(tx: Transaction, intake_id: str) -> Someone:
    """Whoever fills in this intake, or has signed it. Raises Missing."""
    if records.is_signed(tx, intake_id):
        return _has_signed(tx, client_links.client_of(tx, intake_id))
    draft = intakes.find(tx, intake_id).as_left
    born = draft.answers.get("find_birth_date") or ""
    phone = draft.answers.get("find_phone_end") or ""
    return Someone(draft.short_name, born, phone, draft.awaits, draft.not_looked_for)


def is_planned(tx: Transaction, visit_id: str) -> Someone:
    """Whom the desk wrote down for a visit. Raises Missing."""
    answers = planned_visits.find(tx, visit_id).answers
    born, phone = answers.get("birth_date") or "", answers.get("phone") or ""
    return Someone(Draft(answers=answers).short_name, born, phone)


def _has_signed(tx: Transaction, client: str) -> Someone:
    card = cards.find(tx, client)
    if card is None:
        return Someone("", as_new=False, client=client)
    name = Draft(answers={"full_name": card.name}).short_name
    return Someone(name, card.birth_date, card.phone, as_new=False, client=client)


def _found(tx: Transaction, someone: Someone, search: Search) -> Found:
    if folded(search.name):
        found = cards.named(tx, search.name, LIKELY, search.before)
    elif someone.not_looked_for:
        return Found((), None)
    else:
        found = lookalikes.looking_like(tx, someone.born, someone.phone, LIKELY, search.before)
    return Found(tuple(c for c in found.cards if c.id != someone.client), found.before)
