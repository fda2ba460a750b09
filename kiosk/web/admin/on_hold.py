"""What is on hold, or restricted: whoever would copy or erase it is told so."""

from __future__ import annotations

from contextlib import suppress

from ...languages import N_
from ...store import Missing
from ...store.records import holds, restrictions
from ..http import current

ON_HOLD = N_("A legal hold keeps this for now. Lift the hold first.")


def is_held(intake_id: str) -> bool:
    """Whether a hold keeps this record; of one that is gone, no."""
    with suppress(Missing), current.store().reading() as tx:
        return bool(holds.on(tx, intake_id))
    return False


def is_restricted(intake_id: str) -> bool:
    """Whether the client of this record is restricted."""
    with current.store().reading() as tx:
        return restrictions.of_record(tx, intake_id)
