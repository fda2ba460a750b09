"""Standing at a site: a tablet is moved to one, and somebody is said to work there."""

from __future__ import annotations

from collections.abc import Iterable

from ..store import Store
from ..store.access import at_sites, tablets


def move_tablet(store: Store, tablet_id: str, site_id: str, by: str) -> None:
    """The tablet or print station is there now, with what is filled in on it. Raises Missing."""
    with store.writing() as tx:
        tablets.move(tx, tablet_id, site_id, by)


def give_sites(store: Store, staff_id: str, site_ids: Iterable[str], by: str) -> None:
    """These are the sites that somebody works at. Raises Missing or Refused."""
    with store.writing() as tx:
        at_sites.give(tx, staff_id, site_ids, by)
