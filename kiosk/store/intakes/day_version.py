"""The pulse of a day: it moves with all that the day's list shows. Nothing is opened for it."""

from __future__ import annotations

import hashlib
from datetime import date

from sqlalchemy import bindparam, func, select

from ..access import one_time_links
from ..backups import key_sheet, state
from ..engine.tables import ENTRY, HAND_OVER, INTAKE, RECORD, STAFF, TABLET, VISIT
from ..engine.transaction import Transaction
from ..records import notes, owed, print_jobs, restrictions, retention
from . import calls

_SIGNED = (
    select(RECORD.c.sequence, RECORD.c.therapist_id, RECORD.c.read_at, RECORD.c.client_id)
    .where(RECORD.c.visit_day == bindparam("day"))
    .order_by(RECORD.c.sequence)
)
_WAITING = select(
    INTAKE.c.id, INTAKE.c.state, INTAKE.c.rev, INTAKE.c.tablet_id, INTAKE.c.site_id
).order_by(INTAKE.c.id)
_PLANNED = (
    select(VISIT.c.id, VISIT.c.intake_id, VISIT.c.client_id, VISIT.c.known_by, VISIT.c.site_id)
    .where(VISIT.c.day == bindparam("day"))
    .order_by(VISIT.c.id)
)
_SESSIONS = (
    select(ENTRY.c.record_id, func.max(ENTRY.c.sequence))
    .join(RECORD, RECORD.c.id == ENTRY.c.record_id)
    .where(RECORD.c.visit_day == bindparam("day"))
    .group_by(ENTRY.c.record_id)
    .order_by(ENTRY.c.record_id)
)
_HANDED = select(HAND_OVER.c.record_id, HAND_OVER.c.tablet_id).order_by(HAND_OVER.c.record_id)
_TABLETS = (
    select(TABLET.c.site_id, func.count(), func.count(TABLET.c.revoked_at))
    .group_by(TABLET.c.site_id)
    .order_by(TABLET.c.site_id)
)
_STAFF = select(func.count()).select_from(STAFF)


def of_day(tx: Transaction, day: date) -> str:
    """Twelve hex digits that move when the list of this visit day does.

    A call that waits moves it each half minute too, and a session each minute: the list says for
    how long.
    """
    this = {"day": day.isoformat()}
    sessions = [tuple(row) for row in tx.connection.execute(_SESSIONS, this)]
    seen = [
        *([tuple(row) for row in tx.connection.execute(q, this)] for q in (_SIGNED, _PLANNED)),
        *(
            [tuple(row) for row in tx.connection.execute(q)]
            for q in (_WAITING, _TABLETS, _STAFF, _HANDED)
        ),
        calls.waiting_for(tx),
        sessions and (sessions, tx.steady.microseconds // 60_000_000),
        print_jobs.of_day(tx, day),
        sorted(notes.signed_on(tx, day.isoformat())),
        (state.look(tx), key_sheet.is_confirmed(tx), retention.how_many_listed(tx)),
        sorted(restrictions.clients(tx)),
        sorted(one_time_links.records_with(tx, "copy_wish")),
        owed.how_many(tx),
        owed.is_soon_drawn(tx),
        owed.given_up(tx),
        owed.put_off(tx),
    ]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:12]
