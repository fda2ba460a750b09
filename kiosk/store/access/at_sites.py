"""At sites: where each of the staff works, and which site they look at now.

Which sites are somebody's orders what lists show them. It shuts nothing: a client's record is the
clinic's, wherever they came.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import select, update

from ...frozen import dataclass
from ...languages import N_
from .. import audit, sites
from ..engine.tables import STAFF
from ..engine.transaction import Transaction
from ..errors import Missing, Refused
from ..sites import FIRST, Site
from . import staff

CHOOSE = N_("Choose at least one site.")


@dataclass(frozen=True)
class Whereabouts:
    """Where somebody works."""

    here: str = FIRST
    """The id of the site they look at."""
    theirs: tuple[Site, ...] = ()
    """The sites they work at; none where the clinic has only one, and nobody has to know."""
    in_use: frozenset[str] = frozenset()
    """All that the clinic has; nothing, as above, where that is one."""

    def shows(self, site_id: str) -> bool:
        """Whether a list has what is at this site. What was done at a retired one, all have."""
        return site_id == self.here or site_id not in self.in_use

    def rings(self, site_id: str) -> bool:
        """Whether who calls there is told of: at any site of theirs, whichever they look at."""
        return site_id not in self.in_use or any(site.id == site_id for site in self.theirs)

    def name_of(self, site_id: str) -> str:
        """What a site of theirs is called, where they work at several; else nothing."""
        several = self.theirs if len(self.theirs) > 1 else ()
        return next((site.name for site in several if site.id == site_id), "")


def of(tx: Transaction, staff_id: str) -> Whereabouts:
    """Where somebody works, and what they look at: what they chose last, else the first of it."""
    every = sites.in_use(tx)
    if len(every) < 2:
        return Whereabouts(next((site.id for site in every), FIRST))
    row = tx.connection.execute(
        select(STAFF.c.sites, STAFF.c.site_id).where(STAFF.c.id == staff_id)
    ).one_or_none()
    mine, last = (row.sites.split(","), row.site_id) if row else ([], "")
    theirs = tuple(site for site in every if site.id in mine) or every
    here = next((site.id for site in theirs if site.id == last), theirs[0].id)
    return Whereabouts(here, theirs, frozenset(site.id for site in every))


def go_to(tx: Transaction, staff_id: str, site_id: str) -> None:
    """Look at this site from now on, on whatever device. Raises Missing for one not of theirs."""
    if all(site.id != site_id for site in of(tx, staff_id).theirs):
        raise Missing(site_id)
    tx.connection.execute(update(STAFF).where(STAFF.c.id == staff_id).values(site_id=site_id))


def chosen(tx: Transaction, staff_id: str) -> tuple[str, ...]:
    """The ids of the sites somebody was given; none for all there are, those to come as well."""
    kept = tx.connection.scalar(select(STAFF.c.sites).where(STAFF.c.id == staff_id))
    return tuple(each for each in (kept or "").split(",") if each)


def give(tx: Transaction, staff_id: str, ids: Iterable[str], by: str) -> None:
    """These are their sites; all of them is every one to come as well. Raises Missing or Refused.

    Told in the audit with what it was before.
    """
    person, every = staff.find(tx, staff_id), [site.id for site in sites.in_use(tx)]
    picked = [each for each in every if each in set(ids)]
    if not picked:
        raise Refused("sites", CHOOSE)
    after = [] if picked == every else picked
    before = list(chosen(tx, person.id))
    if before != after:
        kept = update(STAFF).where(STAFF.c.id == person.id).values(sites=",".join(after))
        tx.connection.execute(kept)
        called = sites.names(tx)
        told = (json.dumps(_called(each, called), ensure_ascii=False) for each in (before, after))
        audit.write(tx, "staff", by, person.id, f"sites: {' -> '.join(told)}")


def _called(ids: list[str], names: dict[str, str]) -> list[str]:
    return [names.get(each, each) for each in ids]
