"""Clients: what is one person's, their visits and what is under way.

A client is no more than an id that records point at, and that may point at another client.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select, update

from ...intake import carry
from ...intake.carry import Carried
from ...intake.past import Past
from ..clinics import the_clinic
from ..engine.tables import CLIENT, INTAKE, RECORD
from ..engine.transaction import Transaction
from ..errors import Refused
from . import brought, client_links, notes, records, restrictions, standing
from .standing import Standing


def visits_of(tx: Transaction, client_id: str) -> list[Standing]:
    """Every signed visit of this person as it stands, oldest first; none of the restricted."""
    return [] if restrictions.is_restricted(tx, client_id) else all_visits_of(tx, client_id)


def all_visits_of(tx: Transaction, client_id: str) -> list[Standing]:
    """The same, of whoever is restricted as well: for what they ask for themselves."""
    mine = RECORD.c.client_id.in_(client_links.all_of(tx, client_links.root(tx, client_id)))
    query = select(RECORD).where(mine).order_by(RECORD.c.visit_day, RECORD.c.sequence)
    return list(standing.of_all(tx, records.readable(tx, query)))


def carried(tx: Transaction, client_id: str) -> Carried:
    """What the visits of this person leave for one now. Raises Missing."""
    clinic = the_clinic(tx)
    if clinic is None:
        raise Refused("clinic", "Set up the clinic first.")
    visits, today = visits_of(tx, client_id), clinic.day(tx.now)
    past = [*_known_elsewhere(tx, client_id), *(visit.past for visit in visits)]
    found = carry.carried(past, today, clinic.facts_on(today))
    written = notes.answers_of_all(tx, [visit.id for visit in visits[-1:]])
    said = next(iter(written.values()), {})
    return replace(found, last_response=tuple(said.get("note_response") or ()))


def _known_elsewhere(tx: Transaction, client_id: str) -> list[Past]:
    """What another program knew of this person; nothing of the restricted."""
    if restrictions.is_restricted(tx, client_id):
        return []
    return brought.pasts(tx, client_links.all_of(tx, client_links.root(tx, client_id)))


def joined_into(tx: Transaction, client_id: str) -> str:
    """The client that this one was joined into; empty where it stands by itself."""
    query = select(CLIENT.c.merged_into).where(CLIENT.c.id == client_id)
    return tx.connection.scalar(query) or ""


def point_at(tx: Transaction, one: str, into: str | None) -> None:
    """From now on this client is one with that one, or stands by itself."""
    tx.connection.execute(update(CLIENT).where(CLIENT.c.id == one).values(merged_into=into))


def under_way(tx: Transaction, client_id: str) -> list[str]:
    """The ids of the unsigned intakes of this person."""
    mine = INTAKE.c.client_id.in_(client_links.all_of(tx, client_id))
    return list(tx.connection.scalars(select(INTAKE.c.id).where(mine)))
