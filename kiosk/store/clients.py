"""Clients: which visits are one person's, joined and taken apart without touching a record.

A client is no more than an id that records point at. Joining two clients points one at the other;
taking them apart removes the pointer. So any order of either leaves every record as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import func, insert, select, update

from ..intake import carry
from ..intake.carry import Carried
from ..intake.draft import as_json, from_json
from ..intake.names import folded, same_name
from . import audit, intakes, papers, records, standing, whose
from .blind import last_four
from .book import Book
from .clinics import the_clinic
from .errors import Missing, Refused, Unreadable
from .standing import Standing
from .tables import APART, CLIENT, INTAKE, RECORD

ALIKE = 0.8
"""How much of two names must be the same for them to be one name written twice."""


@dataclass(frozen=True)
class Known:
    """A client as staff tell one from another."""

    id: str
    name: str
    birth_date: str
    """ISO date; empty where none was given."""
    phone: str
    visits: int
    last_visit: str
    """ISO date."""


def visits_of(book: Book, client_id: str) -> list[Standing]:
    """Every signed visit of this person as it stands, oldest first."""
    mine = RECORD.c.client_id.in_(whose.all_of(book, whose.root(book, client_id)))
    query = select(RECORD).where(mine).order_by(RECORD.c.visit_day, RECORD.c.sequence)
    return list(standing.of_all(book, records.readable(book, query)))


def carried(book: Book, client_id: str) -> Carried:
    """What the visits of this person leave for one now. Raises Missing."""
    clinic = the_clinic(book)
    if clinic is None:
        raise Refused("Set up the clinic first.")
    past = [visit.past for visit in visits_of(book, client_id)]
    return carry.carried(past, clinic.day(book.now), clinic.facts)


def merge(book: Book, one: str, into: str, by: str) -> None:
    """These two are one person. Saying so again changes nothing. Raises Missing."""
    whose.hold_all(book)
    one, into = whose.root(book, one), whose.root(book, into)
    if one == into:
        return
    _point(book, one, into)
    audit.write(book, "merge", by, one, into)
    told_anew(book, into)


def part(book: Book, one: str, by: str) -> None:
    """It is not the person it was joined into. Undoing twice changes nothing. Raises Missing."""
    query = select(CLIENT.c.merged_into).where(CLIENT.c.id == one)
    row = book.connection.execute(query).one_or_none()
    if row is None:
        raise Missing(one)
    if row.merged_into is None:
        return
    _point(book, one, None)
    audit.write(book, "part", by, one, row.merged_into)
    for client in (one, row.merged_into):
        told_anew(book, whose.root(book, client))


def set_apart(book: Book, record_id: str, by: str) -> None:
    """This visit was another person's than it was signed as. Doing it twice is harmless.

    Raises Missing.
    """
    whose.hold_all(book)
    before = whose.client_of(book, record_id)
    whose.its_own(book, record_id)
    now = whose.client_of(book, record_id)
    if now == before:
        return
    audit.write(book, "part", by, record_id, before)
    for client in (before, now):
        told_anew(book, client)


def erase(book: Book, record_id: str, by: str, reason: str) -> None:
    """Delete a record for good; what its client has under way forgets it too. Raises Missing."""
    client = whose.client_of(book, record_id)
    records.erase(book, record_id, by, reason)
    told_anew(book, client)


def keep_apart(book: Book, one: str, other: str, by: str) -> None:
    """These two only look alike: do not offer them again. Raises Missing."""
    one, other = sorted((whose.root(book, one), whose.root(book, other)))
    if one == other or _is_apart(book, one, other):
        return
    clinic_id = book.connection.scalar(select(CLIENT.c.clinic_id).where(CLIENT.c.id == one))
    book.connection.execute(insert(APART), {"one": one, "other": other, "clinic_id": clinic_id})
    audit.write(book, "apart", by, one, other)


def joined_into(book: Book, client_id: str) -> str:
    """The client that this one was joined into; empty where it stands by itself."""
    query = select(CLIENT.c.merged_into).where(CLIENT.c.id == client_id)
    return book.connection.scalar(query) or ""


def known(book: Book, client_id: str) -> Known | None:
    """Somebody as staff tell them apart; None where none of their visits is left."""
    this = whose.root(book, client_id)
    return _known(this, visits_of(book, this))


def own(book: Book, client_id: str) -> Known | None:
    """The same, of the visits that were this client's before any joining."""
    mine = select(RECORD).where(RECORD.c.client_id == client_id).order_by(RECORD.c.sequence)
    return _known(client_id, list(standing.of_all(book, records.readable(book, mine))))


def _known(client_id: str, visits: list[Standing]) -> Known | None:
    if not visits:
        return None
    told: dict[str, Any] = {}
    for visit in visits:
        told |= {key: answer for key, answer in visit.says.items() if answer}
    return Known(
        client_id,
        str(told.get("full_name", "")),
        str(told.get("birth_date", "")),
        str(told.get("phone", "")),
        len(visits),
        visits[-1].visit_day,
    )


def looking_like(book: Book, birth_date: str, phone: str = "") -> list[Known]:
    """Whoever has this birth date and the end of this phone; else whoever has this birth date.

    Nobody where the birth date is empty.
    """
    if not birth_date:
        return []
    born = book.keys.blind("born", birth_date)
    digits = last_four(phone)
    who = book.keys.blind("who", birth_date, digits) if digits else None
    for where in (RECORD.c.who == who, RECORD.c.born == born):
        query = select(RECORD.c.client_id).where(where).distinct()
        found = {whose.root(book, each) for each in book.connection.scalars(query) if each}
        if found:
            people = (known(book, each) for each in sorted(found))
            return sorted((p for p in people if p), key=lambda p: p.last_visit, reverse=True)
    return []


def the_one(book: Book, said: Mapping[str, Any]) -> str:
    """The one client with this name, birth date and phone; empty where there are none or more."""
    end = last_four(said.get("phone") or "")
    if not said.get("birth_date") or not end:
        return ""
    likely = looking_like(book, said["birth_date"], end)
    same = [
        p.id for p in likely if same_name(p.name, said["full_name"]) and last_four(p.phone) == end
    ]
    return same[0] if len(same) == 1 else ""


def alike(book: Book, limit: int = 20) -> list[tuple[Known, Known]]:
    """Pairs that may be one person: born on one day, with nearly one name or one phone."""
    twice = (
        select(RECORD.c.born)
        .where(RECORD.c.born.is_not(None))
        .group_by(RECORD.c.born)
        .having(func.count(RECORD.c.client_id.distinct()) > 1)
        .order_by(func.max(RECORD.c.sequence).desc())
    )
    pairs: list[tuple[Known, Known]] = []
    for born in book.connection.scalars(twice):
        pairs += _pairs(book, born)
        if len(pairs) >= limit:
            break
    return pairs[:limit]


def _pairs(book: Book, born: bytes) -> Iterator[tuple[Known, Known]]:
    query = select(RECORD.c.client_id).where(RECORD.c.born == born).distinct()
    roots = sorted({whose.root(book, each) for each in book.connection.scalars(query) if each})
    people = [person for each in roots if (person := known(book, each))]
    for number, one in enumerate(people):
        for other in people[number + 1 :]:
            if _alike(one, other) and not _is_apart(book, *sorted((one.id, other.id))):
                yield one, other


def _alike(one: Known, other: Known) -> bool:
    ends = {last_four(person.phone) for person in (one, other)}
    if len(ends) == 1 and "" not in ends:
        return True
    name, again = (" ".join(sorted(folded(person.name).split())) for person in (one, other))
    return SequenceMatcher(None, name, again, autojunk=False).ratio() >= ALIKE


def _is_apart(book: Book, one: str, other: str) -> bool:
    query = select(APART.c.one).where(APART.c.one == one, APART.c.other == other)
    return book.connection.execute(query).first() is not None


def _point(book: Book, one: str, into: str | None) -> None:
    book.connection.execute(update(CLIENT).where(CLIENT.c.id == one).values(merged_into=into))


def told_anew(book: Book, client_id: str) -> None:
    """Whatever this person has under way carries from now on what is theirs, and no more.

    Their visits are found by what stands in them now. Their papers tell how it went over their
    visits: they are drawn anew.
    """
    for visit in visits_of(book, client_id):
        records.index(book, visit.id, visit.says)
    papers.throw_away_all(book, whose.all_of(book, client_id))
    mine = INTAKE.c.client_id.in_(whose.all_of(book, client_id))
    for intake_id in list(book.connection.scalars(select(INTAKE.c.id).where(mine))):
        # One that cannot be opened carries nothing anywhere: it never keeps these from each other.
        with suppress(Unreadable):
            here = intakes.find(book, intake_id, hold=True)
            draft = carry.told_anew(from_json(here.draft), carried(book, here.draft["client"]))
            intakes.told_by_staff(book, here, as_json(draft), here.step)
