"""At the door: an intake that is open on a tablet, the tablet and the clinic, in one look."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from ...frozen import dataclass
from ..access import sessions
from ..access.tablets import Tablet
from ..clinics import BESIDE, Clinic, beside
from ..engine.often import Often
from ..engine.tables import CLINIC, INTAKE, SESSION, TABLET
from ..engine.transaction import Transaction
from .drafts import Intake, opened_or_none

_THEIRS = SESSION.alias("theirs")

_QUERY = Often(
    select(
        *INTAKE.c,
        TABLET.c.name.label("tablet_name"),
        TABLET.c.site_id.label("tablet_site"),
        _THEIRS.c.seen_at,
        CLINIC.c.key_check,
        *BESIDE,
    )
    .join(SESSION, SESSION.c.intake_id == INTAKE.c.id)
    .join(TABLET, TABLET.c.id == INTAKE.c.tablet_id)
    .join(_THEIRS, _THEIRS.c.tablet_id == TABLET.c.id)
    .join(CLINIC, CLINIC.c.id == INTAKE.c.clinic_id)
    .where(
        SESSION.c.token == bindparam("this_token"),
        SESSION.c.kind == "intake",
        SESSION.c.expires_at > bindparam("now"),
        _THEIRS.c.token == bindparam("that_token"),
        _THEIRS.c.kind == "tablet",
        _THEIRS.c.expires_at > bindparam("now"),
        INTAKE.c.state == "open",
        TABLET.c.revoked_at.is_(None),
    )
)


@dataclass(frozen=True)
class AtDoor:
    """Who is there."""

    intake: Intake
    """It is open; whoever asks looks how long nobody has touched it."""
    tablet: Tablet
    clinic: Clinic


def at_door(tx: Transaction, token: str, tablet_token: str) -> AtDoor | None:
    """What these two tokens open together; None where not both of them fit the same tablet.

    Which key seals is read in the same look: ``tx`` need not know it yet.
    """
    asked = {
        "this_token": sessions.hashed(token),
        "that_token": sessions.hashed(tablet_token),
        "now": tx.steady,
    }
    row = _QUERY.one_or_none(tx, asked)
    here = opened_or_none(tx.under(row.key_check), row) if row else None
    if here is None:
        return None
    tablet = Tablet(row.tablet_id, row.tablet_name, row.clinic_id, row.seen_at, row.tablet_site)
    return AtDoor(here, tablet, beside(row))
