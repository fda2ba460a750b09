"""Desks: a staff member's own device, where they fill in an intake together with a client.

An intake is always somewhere. Where staff help, it stands on a tablet row that bears the staff
member's own id: nothing pairs with it, no client finds it, and the audit says by itself who it was.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import exists, insert, select

from .. import audit
from ..access import at_sites
from ..access.staff import Staff
from ..access.tablets import Tablet
from ..engine.tables import INTAKE, STAFF, TABLET, VISIT
from ..engine.transaction import Transaction
from ..errors import Over
from . import intakes
from .drafts import Intake, opened_or_none


def begin(tx: Transaction, person: Staff, draft: dict[str, Any], step: str) -> tuple[Intake, str]:
    """A new intake on this person's device, and its token. Beginning twice begins one."""
    desk = _desk_of(tx, person)
    before = _untouched(tx, desk)
    if before and (before.draft, before.step) == (json.loads(json.dumps(draft)), step):
        return intakes.reopen(tx, desk, before)
    return intakes.start(tx, desk, draft, step)


def may_go_on(staff_id: str, roles: Collection[str], intake: Intake) -> bool:
    """Whether they may see what is in it: it is theirs, or it was put aside and they read intakes.

    What is open on a tablet stays in the client's hands.
    """
    if intake.tablet_id == staff_id:
        return True
    return intake.state != "open" and "therapist" in roles


def go_on(tx: Transaction, person: Staff, intake: Intake) -> tuple[Intake, str]:
    """Take up an intake together with its client, under a new token. Raises Over."""
    if not may_go_on(person.id, person.roles, intake):
        raise Over(intake.id)
    taken = intakes.reopen(tx, _desk_of(tx, person), intake)
    audit.write(tx, "give_back", person.id, intake.id)
    return taken


def _untouched(tx: Transaction, desk: Tablet) -> Intake | None:
    """An intake of no visit that was begun here and in which nothing has been answered yet."""
    fresh = (INTAKE.c.tablet_id == desk.id) & (INTAKE.c.state == "open") & (INTAKE.c.rev == 1)
    planned = exists().where(VISIT.c.intake_id == INTAKE.c.id)
    row = tx.connection.execute(select(INTAKE).where(fresh, ~planned)).first()
    return opened_or_none(tx, row)


def _desk_of(tx: Transaction, person: Staff) -> Tablet:
    # Whoever comes second waits here until the first has made the row.
    tx.connection.execute(select(STAFF.c.id).where(STAFF.c.id == person.id).with_for_update())
    if not tx.connection.execute(select(TABLET.c.id).where(TABLET.c.id == person.id)).first():
        row = {"id": person.id, "clinic_id": person.clinic_id, "name": person.name}
        made = {**row, "paired_at": tx.now, "staffed": True}
        tx.connection.execute(insert(TABLET), made)
    return Tablet(person.id, person.name, person.clinic_id, site_id=at_sites.of(tx, person.id).here)
