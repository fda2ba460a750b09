"""Clients: which visits are one person's, joined and taken apart without touching a record.

A client is no more than an id that records point at. Joining two clients points one at the other;
taking them apart removes the pointer. So any order of either leaves every record as it was.
"""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import insert, select, update

from ..intake import carry
from ..intake.carry import Carried
from ..intake.draft import as_json, from_json
from . import audit, card_keeping, erasures, intakes, lookalikes, papers, records, standing, whose
from .book import Book
from .clinics import the_clinic
from .errors import Missing, Refused, Unreadable
from .standing import Standing
from .tables import APART, CLIENT, INTAKE, RECORD


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
    for client in (row.merged_into, one):
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
    """Delete a record, its paper and its calls for good. Raises Missing.

    Its client's card, and what they have under way, forget it too.
    """
    client = whose.client_of(book, record_id)
    query = select(RECORD.c.clinic_id).where(RECORD.c.id == record_id)
    clinic_id = book.connection.scalar(query) or ""
    erasures.drop(book, record_id)
    erasures.remember(book, clinic_id, [record_id])
    audit.write(book, "erase", by, record_id, reason)
    told_anew(book, client)


def erase_again(book: Book, marks: set[bytes]) -> list[str]:
    """Erase whatever a restored backup brought back of what was erased. Returns the ids erased."""
    back = erasures.brought_back(book, marks)
    for gone, clinic_id in back:
        client = ""
        with suppress(Missing):
            client = whose.client_of(book, gone)
        erasures.drop(book, gone)
        erasures.remember(book, clinic_id, [gone])
        if client:
            told_anew(book, client)
    return [gone for gone, _ in back]


def keep_apart(book: Book, one: str, other: str, by: str) -> None:
    """These two only look alike: do not offer them again. Raises Missing."""
    one, other = sorted((whose.root(book, one), whose.root(book, other)))
    if one == other or lookalikes.is_apart(book, one, other):
        return
    clinic_id = book.connection.scalar(select(CLIENT.c.clinic_id).where(CLIENT.c.id == one))
    book.connection.execute(insert(APART), {"one": one, "other": other, "clinic_id": clinic_id})
    lookalikes.part(book, one, other)
    audit.write(book, "apart", by, one, other)


def joined_into(book: Book, client_id: str) -> str:
    """The client that this one was joined into; empty where it stands by itself."""
    query = select(CLIENT.c.merged_into).where(CLIENT.c.id == client_id)
    return book.connection.scalar(query) or ""


def _point(book: Book, one: str, into: str | None) -> None:
    book.connection.execute(update(CLIENT).where(CLIENT.c.id == one).values(merged_into=into))


def told_anew(book: Book, client_id: str) -> None:
    """This person's card, and whatever they have under way, tell what is theirs and no more.

    Their visits are found by what stands in them now. Their papers tell how it went over their
    visits: they are drawn anew.
    """
    card_keeping.rewrite(book, client_id)
    papers.throw_away_all(book, whose.all_of(book, client_id))
    mine = INTAKE.c.client_id.in_(whose.all_of(book, client_id))
    for intake_id in list(book.connection.scalars(select(INTAKE.c.id).where(mine))):
        # One that cannot be opened carries nothing anywhere: it never keeps these from each other.
        with suppress(Unreadable):
            here = intakes.find(book, intake_id, hold=True)
            draft = carry.told_anew(from_json(here.draft), carried(book, here.draft["client"]))
            intakes.told_by_staff(book, here, as_json(draft), here.step)
