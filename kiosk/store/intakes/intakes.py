"""Intakes: started, kept step by step, parked, given back, signed or erased."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from ...changed import replace
from .. import audit
from ..access import sessions
from ..access.tablets import Tablet
from ..engine.often import Often
from ..engine.tables import CALL, INTAKE, SESSION, TABLET
from ..engine.transaction import Transaction, random_id
from ..errors import ContinuedElsewhere, Missing, Over
from ..records import card_keeping, client_links, erasures, records
from ..records.records import Signed
from . import agreement_texts
from .drafts import Intake, opened, opened_or_none, opened_or_torn, reached_now, sealed
from .parking import waits

OPEN_FOR = timedelta(hours=4)

_OPEN = (
    select(INTAKE)
    .join(SESSION, SESSION.c.intake_id == INTAKE.c.id)
    .join(TABLET, TABLET.c.id == INTAKE.c.tablet_id)
    .where(
        SESSION.c.token == bindparam("this_token"),
        SESSION.c.kind == "intake",
        SESSION.c.expires_at > bindparam("now"),
        INTAKE.c.state == "open",
        INTAKE.c.touched_at > bindparam("since"),
        TABLET.c.revoked_at.is_(None),
    )
)
_KEEP = Often(
    update(INTAKE)
    .where(
        INTAKE.c.id == bindparam("this"),
        INTAKE.c.rev == bindparam("was"),
        INTAKE.c.state == "open",
    )
    .values(rev=bindparam("next"), touched_at=bindparam("now"), draft=bindparam("sealed"))
)


def start(tx: Transaction, tablet: Tablet, draft: dict[str, Any], step: str) -> tuple[Intake, str]:
    """A new intake on this tablet, and its token. What was open there is parked.

    Its agreements are worded as they are now, whatever is published while it is filled in.
    """
    park_all_on(tx, tablet.id)
    draft = {**draft, **agreement_texts.as_they_are(tx)}
    intake = Intake(
        random_id(), tablet.clinic_id, tablet.id, "open", 1, step, draft, tx.now, tx.steady
    )
    intake = replace(intake, site_id=tablet.site_id)
    row = {
        "id": intake.id,
        "clinic_id": intake.clinic_id,
        "tablet_id": intake.tablet_id,
        "state": intake.state,
        "rev": intake.rev,
        "started_at": tx.now,
        "touched_at": tx.steady,
        "draft": sealed(tx, intake),
        "client_id": draft.get("client"),
        "site_id": intake.site_id,
    }
    tx.connection.execute(insert(INTAKE), row)
    token = _session(tx, intake)
    audit.write(tx, "start", tablet.id, intake.id)
    return intake, token


def by_token(tx: Transaction, token: str, quiet_for: timedelta = OPEN_FOR) -> Intake | None:
    """The open intake this token belongs to, unless nobody touched it for so long.

    None, too, where it is over or the tablet revoked.
    """
    row = tx.connection.execute(
        _OPEN,
        {
            "this_token": sessions.hashed(token),
            "now": tx.steady,
            "since": tx.steady - quiet_for,
        },
    ).one_or_none()
    return opened_or_none(tx, row)


def keep(
    tx: Transaction, intake: Intake, draft: dict[str, Any], step: str, digest: str = ""
) -> Intake:
    """The intake moved on: this draft, at this step, one rev later.

    Raises ContinuedElsewhere where another tab was first, Over where it takes no more.
    """
    moved = replace(intake, rev=intake.rev + 1, step=step, draft=draft)
    kept = replace(moved, touched_at=tx.steady, last_digest=digest)
    revs = {"this": intake.id, "was": intake.rev, "next": kept.rev}
    row = {**revs, "now": tx.steady, "sealed": sealed(tx, kept)}
    if not _KEEP.done(tx, row):
        raise _why_not(tx, intake)
    return kept


def move_in_place(tx: Transaction, intake: Intake, draft: dict[str, Any], step: str) -> Intake:
    """The intake moved on under its page, open or put aside: the page's own post still fits.

    By staff, or by what the page itself keeps while it stands.

    Raises ContinuedElsewhere where the client was quicker, Over where it has ended.
    """
    rev = intake.rev + 1
    kept = replace(intake, rev=rev, step=step, draft={**draft, "by_staff": rev})
    done = tx.connection.execute(
        update(INTAKE)
        .where(INTAKE.c.id == intake.id, INTAKE.c.rev == intake.rev)
        .values(rev=rev, draft=sealed(tx, kept), client_id=draft.get("client") or None)
    )
    if not done.rowcount:
        raise _why_not(tx, intake)
    return kept


def park(tx: Transaction, intake: Intake, by: str) -> None:
    """Put an open intake aside for half an hour and end its session. Raises Over."""
    if not set_aside(tx, intake.id):
        raise Over(intake.id)
    audit.write(tx, "park", by, intake.id)


def set_aside(tx: Transaction, intake_id: str) -> bool:
    """Park an intake if it is open, unrecorded: whoever calls writes the audit."""
    parked = tx.connection.execute(
        update(INTAKE)
        .where(INTAKE.c.id == intake_id, INTAKE.c.state == "open")
        .values(state="parked", parked_at=tx.steady)
    )
    sessions.end_all_of(tx, SESSION.c.intake_id, intake_id)
    return bool(parked.rowcount)


def park_all_on(tx: Transaction, tablet_id: str, but: str = "") -> None:
    """Park whatever is open on this tablet, all ``but`` one."""
    there = select(INTAKE.c.id).where(
        INTAKE.c.tablet_id == tablet_id, INTAKE.c.state == "open", INTAKE.c.id != but
    )
    parked = [this for this in tx.connection.scalars(there).all() if set_aside(tx, this)]
    for this in parked:
        audit.write(tx, "park", tablet_id, this)


def give_back(tx: Transaction, intake_id: str, tablet_id: str, by: str) -> None:
    """Let this tablet, and no other, take up a parked intake. Raises Missing or Over."""
    tablet = select(TABLET.c.site_id).where(
        TABLET.c.id == tablet_id, TABLET.c.revoked_at.is_(None), TABLET.c.staffed.is_(False)
    )
    if (site_id := tx.connection.scalar(tablet)) is None:
        raise Missing(tablet_id)
    given = tx.connection.execute(
        update(INTAKE)
        .where(
            INTAKE.c.id == intake_id,
            INTAKE.c.state.in_(("parked", "given")),
            waits(tx),
        )
        .values(state="given", tablet_id=tablet_id, site_id=site_id)
    )
    if not given.rowcount:
        raise Over(intake_id)
    audit.write(tx, "give_back", by, intake_id)


def take_up(tx: Transaction, tablet: Tablet) -> tuple[Intake, str] | None:
    """The intake given to this tablet, open again under a new token; None where none is."""
    row = tx.connection.execute(
        select(INTAKE)
        .where(INTAKE.c.tablet_id == tablet.id, INTAKE.c.state == "given", waits(tx))
        .order_by(INTAKE.c.parked_at.desc())
        .limit(1)
        .with_for_update()
    ).one_or_none()
    here = opened_or_none(tx, row)
    return reopen(tx, tablet, here) if here else None


def reopen(tx: Transaction, tablet: Tablet, intake: Intake) -> tuple[Intake, str]:
    """An intake open on this tablet under a new token, however it was left. Raises Over."""
    park_all_on(tx, tablet.id, but=intake.id)
    may = (INTAKE.c.state == "open") | waits(tx)
    # What lay aside was open to nobody: its page is reached now.
    draft = {**intake.draft, "reached": reached_now(tx)}
    now: dict[str, Any] = {
        "tablet_id": tablet.id,
        "state": "open",
        "parked_at": None,
        "touched_at": tx.steady,
        "site_id": tablet.site_id,
    }
    here = replace(intake, **now, draft=draft)
    this = update(INTAKE).where(INTAKE.c.id == intake.id, may)
    taken = tx.connection.execute(this.values(**now, draft=sealed(tx, here)))
    if not taken.rowcount:
        raise Over(intake.id)
    sessions.end_all_of(tx, SESSION.c.intake_id, intake.id)
    return here, _session(tx, here)


def may_go_on(tx: Transaction, intake: Intake) -> bool:
    """Whether it is open, or was put aside so lately that it may be opened again."""
    if intake.parked_at is None:
        return True
    still = select(INTAKE.c.id).where(INTAKE.c.id == intake.id, waits(tx))
    return tx.connection.execute(still).first() is not None


def given_to(tx: Transaction, tablet: Tablet) -> bool:
    """Whether staff gave this tablet an intake that waits to be taken up."""
    given = (INTAKE.c.tablet_id == tablet.id) & (INTAKE.c.state == "given")
    there = select(INTAKE.c.id).where(given, waits(tx))
    return tx.connection.execute(there.limit(1)).first() is not None


def erase(tx: Transaction, intake: Intake, by: str, reason: str = "") -> None:
    """Delete an unsigned intake for good and end its session. Erasing twice is harmless."""
    erase_by_id(tx, intake.id, intake.clinic_id, by, reason)


def erase_by_id(tx: Transaction, intake_id: str, clinic_id: str, by: str, reason: str) -> None:
    """The same, without opening what is in it."""
    if not tx.connection.execute(delete(INTAKE).where(INTAKE.c.id == intake_id)).rowcount:
        return
    tx.connection.execute(delete(CALL).where(CALL.c.intake_id == intake_id))
    erasures.remember(tx, clinic_id, [intake_id])
    audit.write(tx, "erase", by, intake_id, reason)


def waiting(tx: Transaction) -> list[Intake]:
    """The intakes that are not signed, the longest on their way first, the torn as well."""
    rows = tx.connection.execute(select(INTAKE).order_by(INTAKE.c.started_at, INTAKE.c.id))
    return [opened_or_torn(tx, row) for row in rows]


def find(tx: Transaction, intake_id: str, *, hold: bool = False) -> Intake:
    """The unsigned intake of this id, in whatever state. Raises Missing.

    ``hold`` keeps it from its client until this transaction ends; their post waits, and still fits.
    """
    query = select(INTAKE).where(INTAKE.c.id == intake_id)
    row = tx.connection.execute(query.with_for_update() if hold else query).one_or_none()
    if row is None:
        raise Missing(intake_id)
    return opened(tx, row)


def sign(tx: Transaction, intake: Intake, record: dict[str, Any]) -> Signed:
    """Freeze an intake into its record and end its session: all of it or nothing.

    Signing again returns the same record. Raises ContinuedElsewhere or Over.
    """
    gone = tx.connection.execute(
        delete(INTAKE).where(
            INTAKE.c.id == intake.id, INTAKE.c.rev == intake.rev, INTAKE.c.state == "open"
        )
    )
    if not gone.rowcount:
        return _signed_before(tx, intake)
    records.keep(tx, intake.id, intake.clinic_id, intake.tablet_id, record, intake.site_id)
    client_links.belongs(tx, intake.id, intake.clinic_id, record.get("client", ""))
    audit.write(tx, "sign", intake.tablet_id, intake.id)
    signed = records.find(tx, intake.id)
    card_keeping.add(tx, signed)
    return signed


def _signed_before(tx: Transaction, intake: Intake) -> Signed:
    try:
        return records.find(tx, intake.id)
    except Missing:
        raise _why_not(tx, intake) from None


def _why_not(tx: Transaction, intake: Intake) -> ContinuedElsewhere | Over:
    state = tx.connection.scalar(select(INTAKE.c.state).where(INTAKE.c.id == intake.id))
    return ContinuedElsewhere(intake.id) if state == "open" else Over(intake.id)


def _session(tx: Transaction, intake: Intake) -> str:
    lasts = timedelta(days=1)
    return sessions.begin(tx, "intake", intake.clinic_id, lasts, intake_id=intake.id)
