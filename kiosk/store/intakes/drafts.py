"""An unsigned intake, and its draft: sealed into a row and opened from it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import Any, Literal

from sqlalchemy import Row, select

from ...frozen import dataclass
from ...intake.draft import Draft, from_json
from ..engine.sealing import seal, unseal
from ..engine.site_tables import FIRST
from ..engine.steady import Steady
from ..engine.tables import INTAKE
from ..engine.torn import or_torn
from ..engine.transaction import Transaction
from ..errors import Missing, Unreadable

State = Literal["open", "parked", "given", "torn"]


@dataclass(frozen=True)
class Intake:
    """An intake that is not signed yet. Its draft is whatever the walk keeps, as JSON has it."""

    id: str
    clinic_id: str
    tablet_id: str
    """Where it is, or where it was given back to."""
    state: State
    """Of a torn one nothing is known that was said in it: staff erase it."""
    rev: int
    step: str
    draft: dict[str, Any]
    started_at: datetime
    touched_at: Steady
    parked_at: Steady | None = None
    last_digest: str = ""
    """Of the last post that was kept, to know a repeated one."""
    site_id: str = FIRST
    """Where it is filled in."""

    @cached_property
    def as_left(self) -> Draft:
        """The draft as the walk reads it."""
        return from_json(self.draft)

    @property
    def language(self) -> str:
        """The language the client walks in; empty where the draft does not say."""
        return str(self.draft.get("language", ""))


def sealed(tx: Transaction, intake: Intake) -> bytes:
    """Draft, step and digest as one blob, bound to the intake and its rev."""
    whole = {"draft": intake.draft, "step": intake.step, "digest": intake.last_digest}
    plain = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return seal(tx.keys, plain.encode(), place_of(intake.id, intake.rev))


def reached_now(tx: Transaction) -> dict[str, Any]:
    """What a draft keeps of the moment at which a page of it is reached."""
    at = tx.now.astimezone(UTC).isoformat(timespec="seconds")
    return {"at": at, "mark": tx.steady.microseconds}


def place_of(intake_id: str, rev: int) -> str:
    """Where a draft is sealed to: an older one put back does not open."""
    return f"intake:{intake_id}:draft:{rev}"


def opened(tx: Transaction, row: Row[Any]) -> Intake:
    """The intake a row holds. Raises Unreadable."""
    if row.state not in ("open", "parked", "given"):
        raise Unreadable(row.id)
    whole = json.loads(unseal(tx.keys, row.draft, place_of(row.id, row.rev)))
    return Intake(
        row.id,
        row.clinic_id,
        row.tablet_id,
        row.state,
        row.rev,
        whole["step"],
        whole["draft"],
        row.started_at,
        row.touched_at,
        row.parked_at,
        whole["digest"],
        row.site_id,
    )


def opened_or_torn(tx: Transaction, row: Row[Any]) -> Intake:
    """The intake a row holds; a torn one where it cannot be opened."""
    return or_torn(row, partial(opened, tx), _torn)


def opened_or_none(tx: Transaction, row: Row[Any] | None) -> Intake | None:
    """The intake a row holds; None where there is no row, or none that can be opened."""
    here = opened_or_torn(tx, row) if row else None
    return here if here and here.state != "torn" else None


def there(tx: Transaction, intake_id: str) -> Intake:
    """The unsigned intake of this id, a torn one as well. Raises Missing."""
    query = select(INTAKE).where(INTAKE.c.id == intake_id)
    row = tx.connection.execute(query).one_or_none()
    if row is None:
        raise Missing(intake_id)
    return opened_or_torn(tx, row)


def _torn(row: Row[Any]) -> Intake:
    where = (row.id, row.clinic_id, row.tablet_id)
    return Intake(
        *where,
        "torn",
        row.rev,
        "",
        {},
        row.started_at,
        row.touched_at,
        row.parked_at,
        site_id=row.site_id,
    )
