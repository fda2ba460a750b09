"""Matching: the desk says which planned visit somebody is, before or after they have signed."""

from __future__ import annotations

from ..store import Store
from ..store.intakes import planned_visits


def match_intake(store: Store, intake_id: str, visit_id: str, by: str) -> bool:
    """This is that planned visit: its hour and its therapist come along. Empty takes it back.

    True where this gave a signed record its therapist. Raises Missing or Over.
    """
    with store.writing() as tx:
        if visit_id:
            return planned_visits.match(tx, visit_id, intake_id, by)
        planned_visits.unmatch(tx, intake_id, by)
    return False
