"""A planned visit is put on another day, at another time or site, or with a therapist."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import update

from .. import audit, sites
from ..engine.sealing import seal
from ..engine.tables import VISIT
from ..engine.transaction import Transaction
from ..errors import Over
from . import planned_visits


def move(tx: Transaction, visit_id: str, day: date, at: str, by: str, site_id: str = "") -> None:
    """Its arrival code stays the same; where no site in use is said, its site as well.

    Raises Missing, or Over once the client has begun.
    """
    visit = planned_visits.hold(tx, visit_id)
    if visit.state != "planned":
        raise Over(visit_id)
    said = json.dumps(visit.answers, sort_keys=True, ensure_ascii=False).encode()
    content = seal(tx.keys, said, planned_visits.place_of(visit_id, day.isoformat()))
    known = {site.id for site in sites.in_use(tx)}
    to = site_id if site_id in known else visit.site_id
    values = {"site_id": to, "day": day.isoformat(), "time": at, "content": content}
    tx.connection.execute(update(VISIT).where(VISIT.c.id == visit_id).values(values))
    audit.write(tx, "plan", by, visit_id, "moved")


def is_with(tx: Transaction, visit_id: str, therapist_id: str, by: str) -> None:
    """Whose session it is to be. Raises Missing, or Over once the client has begun."""
    if planned_visits.hold(tx, visit_id).state != "planned":
        raise Over(visit_id)
    values = {"therapist_id": therapist_id}
    tx.connection.execute(update(VISIT).where(VISIT.c.id == visit_id).values(values))
    audit.write(tx, "plan", by, visit_id, "therapist")
