"""Asked here: whether a tablet was handed over to ask somebody how it was."""

from __future__ import annotations

from ...store.access.tablets import Tablet
from ...usecases.reflect import Asking, asked_on, asking
from ..http import current


def asked_here(tablet: Tablet) -> Asking | None:
    """Whom this tablet asks how it was; None where it asks nobody."""
    with current.store().reading() as tx:
        found = asked_on(tx, tablet, current.limits().ends)
        return asking(tx, found.record_id) if found else None
