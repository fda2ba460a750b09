"""Visits: planned by the desk before the client comes, and found again by an arrival code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from functools import partial
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from ...frozen import dataclass
from .. import audit
from ..clinics import the_clinic
from ..engine.sealing import seal, unseal
from ..engine.site_tables import FIRST
from ..engine.tables import INTAKE, RECORD, VISIT
from ..engine.torn import each, or_torn
from ..engine.transaction import Transaction, random_id
from ..errors import Missing, Over, Refused
from ..records import client_links, records
from . import arrival_codes
from .visit_days import days_of_a_code

BY_ITSELF = "plan"
"""Who said whose a visit is, where no member of staff did."""

State = Literal["planned", "here", "signed", "torn"]

_ALL = (
    select(
        VISIT,
        INTAKE.c.id.label("walking"),
        RECORD.c.id.label("signed"),
        func.coalesce(INTAKE.c.site_id, RECORD.c.site_id, VISIT.c.site_id).label("at_site"),
    )
    .join(INTAKE, INTAKE.c.id == VISIT.c.intake_id, isouter=True)
    .join(RECORD, RECORD.c.id == VISIT.c.intake_id, isouter=True)
)


@dataclass(frozen=True)
class Planned:
    """What the desk writes down: when, with whom, and the answers it knows already."""

    day: date
    """In the clinic's time zone."""
    time: str
    """On the clinic's clock, as 09:30."""
    therapist_id: str
    """Empty while nobody is decided on."""
    answers: Mapping[str, Any]
    """By question id; of a family, also how to reach the grown-up."""
    site_id: str = FIRST


@dataclass(frozen=True)
class Visit:
    """A planned visit, and what became of it."""

    id: str
    day: str
    """ISO date."""
    time: str
    therapist_id: str
    answers: dict[str, Any]
    state: State
    """An intake that was erased leaves its visit planned, as before. Of a torn one no more is
    known than that it is there: a list names it, and the desk may take it off.
    """
    intake_id: str
    """Of the intake or the record; empty before there is one."""
    client_id: str = ""
    """Whom the desk knows this to be; empty for somebody new."""
    known_by: str = ""
    """Who said so: one of the staff, ``BY_ITSELF``, or empty while nobody did."""
    site_id: str = FIRST
    """Where it is: once its client has begun, where they are."""


def plan(tx: Transaction, planned: Planned, by: str) -> tuple[Visit, str]:
    """A new visit and its arrival code. Planning the very same again only gives a new code."""
    clinic = the_clinic(tx)
    if clinic is None:
        raise Refused("clinic", "Set up the clinic first.")
    for visit in of_day(tx, planned.day):
        if visit.state == "planned" and _is_same(visit, planned):
            return visit, new_code(tx, visit.id, by)
    this, code = random_id(), arrival_codes.drawn()
    content = json.dumps(dict(planned.answers), sort_keys=True, ensure_ascii=False).encode()
    row = {
        "id": this,
        "clinic_id": clinic.id,
        "day": planned.day.isoformat(),
        "time": planned.time,
        "therapist_id": planned.therapist_id,
        "site_id": planned.site_id,
        "code": arrival_codes.kept(tx, code),
        "content": seal(tx.keys, content, place_of(this, planned.day.isoformat())),
    }
    tx.connection.execute(insert(VISIT), row)
    audit.write(tx, "plan", by, this)
    return _found(tx, this), arrival_codes.spaced(code)


def new_code(tx: Transaction, visit_id: str, by: str) -> str:
    """Another arrival code; the one before is dead. Raises Missing, also for a signed visit."""
    if _found(tx, visit_id).state == "signed":
        raise Missing(visit_id)
    code = arrival_codes.drawn()
    kept = update(VISIT).where(VISIT.c.id == visit_id).values(code=arrival_codes.kept(tx, code))
    tx.connection.execute(kept)
    audit.write(tx, "plan", by, visit_id, "new code")
    return arrival_codes.spaced(code)


def of_day(tx: Transaction, day: date) -> list[Visit]:
    """The visits of a day in the clinic's time zone, the earliest first, the torn as well."""
    query = _ALL.where(VISIT.c.day == day.isoformat()).order_by(VISIT.c.time, VISIT.c.id)
    return list(each(tx.connection.execute(query), partial(_visit, tx), _torn))


def of_intake(tx: Transaction, intake_id: str) -> Visit | None:
    """The visit this intake or record belongs to; None for a walk-up nobody has matched."""
    return _one(tx, VISIT.c.intake_id == intake_id)


def find(tx: Transaction, visit_id: str) -> Visit:
    """The visit of this id. Raises Missing, also where it cannot be read."""
    return _found(tx, visit_id)


def by_code(tx: Transaction, code: str) -> Visit | None:
    """The visit an arrival code is good for. Until this transaction ends it is ours alone."""
    mine = (VISIT.c.code == arrival_codes.kept(tx, code)) & VISIT.c.day.between(*days_of_a_code(tx))
    _hold(tx, mine)
    return _one(tx, mine)


def hold(tx: Transaction, visit_id: str) -> Visit:
    """The visit of this id, ours alone until this transaction ends. Raises Missing."""
    _hold(tx, VISIT.c.id == visit_id)
    return _found(tx, visit_id)


def arrives(tx: Transaction, visit: Visit, intake_id: str) -> None:
    """The client of this visit has started this intake."""
    _set_intake(tx, visit.id, intake_id)


def match(tx: Transaction, visit_id: str, intake_id: str, by: str) -> bool:
    """Say which visit a walk-up is; another one it was matched to is free again.

    True where this gave a signed record its therapist. Raises Missing, or Over for a visit
    that has an intake of its own.
    """
    visit = hold(tx, visit_id)
    if visit.intake_id == intake_id:
        return False
    if visit.state != "planned":
        raise Over(visit_id)
    _let_go(tx, intake_id)
    _set_intake(tx, visit_id, intake_id)
    audit.write(tx, "match", by, intake_id, visit_id)
    return records.is_signed(tx, intake_id) and signed(tx, intake_id)


def unmatch(tx: Transaction, intake_id: str, by: str) -> None:
    """This intake was not that visit's after all. Doing it twice is harmless."""
    if _let_go(tx, intake_id):
        audit.write(tx, "match", by, intake_id, "none")


def signed(tx: Transaction, intake_id: str) -> bool:
    """The intake is signed: its visit's code is dead, the visit's therapist is the record's.

    True where the record has a therapist now that it had not before.
    """
    visit = of_intake(tx, intake_id)
    if visit is None:
        return False
    tx.connection.execute(update(VISIT).where(VISIT.c.id == visit.id).values(code=None))
    if not visit.therapist_id:
        return False
    return records.assign(tx, intake_id, visit.therapist_id, by="plan")


def is_of(tx: Transaction, visit_id: str, client_id: str, by: str) -> None:
    """The client of this visit has been here before, as this client; empty takes that back.

    Raises Missing, or Over once the client has begun.
    """
    if _found(tx, visit_id).state != "planned":
        raise Over(visit_id)
    _set_client(tx, visit_id, client_links.root(tx, client_id) if client_id else None, by)


def is_of_nobody(tx: Transaction, visit_id: str, by: str) -> None:
    """Its client is another than it was said, or new, however far the visit has come."""
    _set_client(tx, visit_id, None, by)


def _set_client(tx: Transaction, visit_id: str, client_id: str | None, by: str) -> None:
    this = update(VISIT).where(VISIT.c.id == visit_id)
    tx.connection.execute(this.values(client_id=client_id, known_by=by))
    audit.write(tx, "match", by, visit_id, client_id or "none")


def erase(tx: Transaction, visit_id: str, by: str) -> None:
    """Take a visit off the list for good; its code is dead. Raises Over while it is under way."""
    row = tx.connection.execute(_ALL.where(VISIT.c.id == visit_id)).one_or_none()
    if row is None:
        return
    if row.walking and or_torn(row, partial(_visit, tx), _torn).state != "torn":
        raise Over(visit_id)
    tx.connection.execute(delete(VISIT).where(VISIT.c.id == visit_id))
    tx.wipe_after()
    audit.write(tx, "erase", by, visit_id, "visit")


def _hold(tx: Transaction, which: ColumnElement[bool]) -> None:
    # Held first, looked at after: whoever waits here would else see it as it was before.
    tx.connection.execute(select(VISIT.c.id).where(which).with_for_update())


def _found(tx: Transaction, visit_id: str) -> Visit:
    visit = _one(tx, VISIT.c.id == visit_id)
    if visit is None:
        raise Missing(visit_id)
    return visit


def _one(tx: Transaction, which: ColumnElement[bool]) -> Visit | None:
    row = tx.connection.execute(_ALL.where(which)).one_or_none()
    visit = or_torn(row, partial(_visit, tx), _torn) if row else None
    return visit if visit and visit.state != "torn" else None


def _torn(row: Row[Any]) -> Visit:
    return Visit(row.id, row.day, "", "", {}, "torn", "", site_id=row.at_site)


def _visit(tx: Transaction, row: Row[Any]) -> Visit:
    state: State = "signed" if row.signed else "here" if row.walking else "planned"
    time.fromisoformat(row.time)
    content = unseal(tx.keys, row.content, place_of(row.id, row.day))
    intake_id = "" if state == "planned" else row.intake_id
    return Visit(
        row.id,
        row.day,
        row.time,
        row.therapist_id,
        json.loads(content),
        state,
        intake_id,
        client_links.root(tx, row.client_id) if row.client_id else "",
        row.known_by or "",
        row.at_site,
    )


def _is_same(visit: Visit, planned: Planned) -> bool:
    before = (visit.time, visit.therapist_id, visit.answers, visit.site_id)
    said = (planned.time, planned.therapist_id, dict(planned.answers), planned.site_id)
    return before == said


def _set_intake(tx: Transaction, visit_id: str, intake_id: str) -> None:
    this = update(VISIT).where(VISIT.c.id == visit_id).values(intake_id=intake_id)
    tx.connection.execute(this)


def _let_go(tx: Transaction, intake_id: str) -> bool:
    free = update(VISIT).where(VISIT.c.intake_id == intake_id).values(intake_id=None)
    return bool(tx.connection.execute(free).rowcount)


def place_of(visit_id: str, day: str) -> str:
    """Where what is known of a visit is sealed to."""
    return f"visit:{visit_id}:{day}"
