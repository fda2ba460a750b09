"""What is on hold: whoever would erase it is told so."""

from __future__ import annotations

from contextlib import suppress

from ...languages import N_
from ...store import Missing
from ...store.records import holds
from ..http import current

ON_HOLD = N_("A legal hold keeps this for now. Lift the hold first.")


def is_held(intake_id: str) -> bool:
    """Whether a hold keeps this record; of one that is gone, no."""
    with suppress(Missing), current.store().reading() as tx:
        return bool(holds.on(tx, intake_id))
    return False
