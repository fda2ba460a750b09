"""Retention: how long the clinic keeps each kind, what is listed to go, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import timedelta
from typing import Literal

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, tuple_, update

from ...frozen import dataclass
from .. import audit
from ..clinics import the_clinic
from ..engine.steady import Steady
from ..engine.tables import LEAVING, RETENTION
from ..engine.transaction import Transaction
from ..errors import Refused

Kind = Literal["person", "record", "client"]
"""All that is a person's; one signed intake; that somebody was a client, without an intake."""

Name = tuple[Kind, str]
"""What is listed: its kind, and its id."""

KINDS: tuple[Kind, ...] = ("person", "record", "client")

EVERY = timedelta(hours=23)
"""Between two runs: a clinic that opens at the same hour each day has one each day."""

LONGEST = 100
"""Years."""
GRACES = (7, 14, 30, 60, 90)
"""Days of grace to choose from."""


@dataclass(frozen=True)
class Rules:
    """Years that each kind is kept, 0 for ever; and days that it is listed before it goes."""

    person: int = 0
    record: int = 0
    client: int = 0
    grace: int = 30

    def years(self, kind: Kind) -> int:
        """How long this kind is kept; 0 for ever."""
        return int(vars(self)[kind])

    @property
    def wait(self) -> timedelta:
        """How long something is listed before it goes."""
        return timedelta(days=self.grace)

    def __bool__(self) -> bool:
        return any(self.years(kind) for kind in KINDS)


FOR_EVER = Rules()
_RULES = select(*(RETENTION.c[each.name] for each in fields(Rules))).limit(1)


def rules(tx: Transaction) -> Rules:
    """What the clinic has chosen; everything for ever where nobody has."""
    row = tx.connection.execute(_RULES).one_or_none()
    return Rules(**row._mapping) if row else FOR_EVER


def choose(tx: Transaction, chosen: Rules, by: str) -> None:
    """Keep by these rules from now on. Raises Refused where they are none."""
    clinic = the_clinic(tx)
    if clinic is None:
        raise Refused("clinic", "Set up the clinic first.")
    if any(not 0 <= chosen.years(kind) <= LONGEST for kind in KINDS):
        raise Refused("years", "Choose how many years.")
    if chosen.grace not in GRACES:
        raise Refused("grace", "Choose how many days.")
    changed = update(RETENTION).values(**asdict(chosen))
    if not tx.connection.execute(changed).rowcount:
        row = {"clinic_id": clinic.id, **asdict(chosen)}
        tx.connection.execute(insert(RETENTION), row)
    audit.write(tx, "settings", by, clinic.id, in_words(chosen))


def in_words(chosen: Rules) -> str:
    """The rules as the audit has them."""
    told = (f"{kind} {chosen.years(kind) or 'for ever'}" for kind in KINDS)
    return f"retention in years: {', '.join(told)}; {chosen.grace} days of grace"


def claim(tx: Transaction) -> bool:
    """Take today's run on. False where none is due, or somebody else is quicker."""
    taken = update(RETENTION).where(_due(tx)).values(tried=tx.steady)
    return bool(tx.connection.execute(taken).rowcount)


def is_due(tx: Transaction) -> bool:
    """Whether a run should be made now: where rules were chosen, once a day."""
    return tx.connection.execute(select(RETENTION.c.clinic_id).where(_due(tx))).first() is not None


def listed(tx: Transaction, only: Iterable[str] | None = None) -> dict[Name, Steady]:
    """Everything that is listed, with since when; ``only`` what has one of these ids."""
    query = select(LEAVING.c.kind, LEAVING.c.id, LEAVING.c.since)
    if only is not None:
        query = query.where(LEAVING.c.id.in_(list(only)))
    rows = tx.connection.execute(query)
    return {(row.kind, row.id): row.since for row in rows}


def how_many_listed(tx: Transaction) -> int:
    """How many things are listed."""
    return tx.connection.scalar(select(func.count()).select_from(LEAVING)) or 0


def list_these(tx: Transaction, due: Iterable[Name]) -> None:
    """List these from now on, and nothing else: what was listed before keeps its day."""
    wanted, known = set(due), listed(tx)
    for gone in known.keys() - wanted:
        unlist(tx, gone)
    clinic = the_clinic(tx)
    new = [
        {"kind": kind, "id": this, "clinic_id": clinic.id, "since": tx.steady}
        for kind, this in sorted(wanted - known.keys())
        if clinic
    ]
    if new:
        tx.connection.execute(insert(LEAVING), new)


def unlist(tx: Transaction, gone: Name) -> None:
    """This is no longer due, or erased."""
    this = tuple_(LEAVING.c.kind, LEAVING.c.id) == tuple_(*gone)
    tx.connection.execute(delete(LEAVING).where(this))


def _due(tx: Transaction) -> ColumnElement[bool]:
    chosen = or_(*(RETENTION.c[kind] > 0 for kind in KINDS))
    rested = or_(RETENTION.c.tried.is_(None), RETENTION.c.tried <= tx.steady - EVERY)
    return and_(chosen, rested)
