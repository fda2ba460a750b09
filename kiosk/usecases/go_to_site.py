"""Going to a site: what somebody looks at from now on, on whatever device."""

from __future__ import annotations

from ..store import Store
from ..store.access import at_sites


def go_to_site(store: Store, staff_id: str, site_id: str) -> None:
    """Today and Visits show this site to them. Raises Missing for one that is not theirs."""
    with store.writing() as tx:
        at_sites.go_to(tx, staff_id, site_id)
