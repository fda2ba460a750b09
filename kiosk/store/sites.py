"""Sites: the places of one clinic. Each has a name, an address and a phone of its own.

A clinic begins with one, and as long as it has no other nothing asks for it and nothing shows it.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

from sqlalchemy import func, insert, select, update

from ..frozen import dataclass
from ..languages import N_
from . import audit
from .clinics import Change, Clinic, the_clinic
from .engine.site_tables import FIRST as FIRST
from .engine.tables import CLINIC, RECORD, SITE, TABLET, VISIT
from .engine.transaction import Transaction, random_id
from .errors import Missing, Refused

NO_NAME = N_("Write the name of the site.")
SAME_NAME = N_("Another site has this name.")
NONE_SO = N_("No site is called so.")
LAST = N_("This is the only site. Add another one first.")
HAS_TABLETS = N_("Tablets or print stations stand here. Move them first, under Tablets.")
HAS_VISITS = N_("Visits are planned here. Move them first, under Visits.")


@dataclass(frozen=True)
class Site:
    """A place of the clinic as it is called and reached; what it does not say, the clinic says."""

    id: str
    name: str
    address: str
    phone: str
    is_open: bool
    """False once it is retired: what was done there stays its."""


@dataclass(frozen=True)
class Said:
    """What an admin has said of a site, by the columns it is kept in."""

    site_name: str = ""
    site_address: str = ""
    site_phone: str = ""
    site_open: bool = True


_EVERY = (
    select(
        SITE.c.id,
        func.coalesce(func.nullif(SITE.c.site_name, ""), CLINIC.c.name),
        func.coalesce(func.nullif(SITE.c.site_address, ""), CLINIC.c.address),
        func.coalesce(func.nullif(SITE.c.site_phone, ""), CLINIC.c.phone),
        SITE.c.site_open,
    )
    .join(CLINIC, CLINIC.c.id == SITE.c.clinic_id)
    .order_by(SITE.c.id != FIRST, SITE.c.site_name, SITE.c.id)
)
_SAID = (SITE.c.site_name, SITE.c.site_address, SITE.c.site_phone, SITE.c.site_open)


def every(tx: Transaction) -> tuple[Site, ...]:
    """The clinic's sites, the retired as well: the one it began with, then by name."""
    return tuple(Site(*row) for row in tx.connection.execute(_EVERY))


def in_use(tx: Transaction) -> tuple[Site, ...]:
    """Those that are not retired; at least one, once there is a clinic."""
    return tuple(site for site in every(tx) if site.is_open)


def main(tx: Transaction) -> str:
    """The id of the site that is meant where nobody says which."""
    return next((site.id for site in in_use(tx)), FIRST)


def in_use_or_main(tx: Transaction, site_id: str) -> str:
    """This site, if it is one that is in use; else the one that is meant without a word."""
    known = [site.id for site in in_use(tx)]
    return site_id if site_id in known else next(iter(known), FIRST)


def names(tx: Transaction) -> dict[str, str]:
    """What each is called, by id, the retired as well."""
    return {site.id: site.name for site in every(tx)}


def called(tx: Transaction, name: str) -> str:
    """The id of the site in use of this name; of no name, the one that is meant without a word.

    Raises Refused where none is called so.
    """
    if not name:
        return main(tx)
    this = known_as(tx, name)
    if this not in [site.id for site in in_use(tx)]:
        raise Refused("site", NONE_SO)
    return this


def known_as(tx: Transaction, name: str) -> str:
    """The id of the site of this name, also of a retired one. Raises Refused where none is."""
    found = (site.id for site in every(tx) if site.name.casefold() == name.casefold())
    if (this := next(found, None)) is None:
        raise Refused("site", NONE_SO)
    return this


def of_record(tx: Transaction, site_id: str) -> dict[str, str]:
    """What a record says of where it was signed; nothing while the clinic has only one site."""
    found = {site.id: site for site in every(tx)}
    if site_id not in found or sum(site.is_open for site in found.values()) < 2:
        return {}
    site = found[site_id]
    return {"id": site.id, "name": site.name, "address": site.address, "phone": site.phone}


def reached_at(tx: Transaction, clinic: Clinic, site_id: str) -> Site:
    """How a client reaches this site, under the clinic's name and, where it has several, its own.

    The clinic itself, where that is all there is.
    """
    known = {site.id: site for site in every(tx)}
    found = known.get(site_id)
    if found is None:
        return Site(site_id, clinic.name, clinic.address, clinic.phone, True)
    alone = sum(site.is_open for site in known.values()) < 2 or found.name == clinic.name
    return replace(found, name=clinic.name if alone else f"{clinic.name} · {found.name}")


def of_signed(tx: Transaction, record_id: str) -> str:
    """The id of the site where this record was signed."""
    return tx.connection.scalar(select(RECORD.c.site_id).where(RECORD.c.id == record_id)) or FIRST


def said_of(tx: Transaction, site_id: str) -> Said:
    """What is kept of this site. Raises Missing."""
    row = tx.connection.execute(select(*_SAID).where(SITE.c.id == site_id)).one_or_none()
    if row is None:
        raise Missing(site_id)
    return Said(**row._mapping)


def add(tx: Transaction, name: str, by: str) -> str:
    """Another site of this name; its id. Raises Refused. Told as a change, so it is undone as one:
    it is retired then.
    """
    clinic = the_clinic(tx)
    if clinic is None:
        raise Missing("clinic")
    this = random_id()
    _may_be_called(tx, this, name)
    tx.connection.execute(
        insert(SITE), {"clinic_id": clinic.id, "id": this, **asdict(Said(site_open=False))}
    )
    change(tx, this, by, site_name=name)
    change(tx, this, by, site_open=True)
    return this


def change(tx: Transaction, site_id: str, by: str, **said: str | int) -> None:
    """Keep this from now on. What differs is told in the audit with what it was before.

    Raises Missing, and Refused for a name that is taken or a site that is still needed.
    """
    tx.connection.execute(select(SITE.c.id).with_for_update())
    kept = asdict(said_of(tx, site_id))
    changes = [Change(key, kept[key], value) for key, value in said.items()]
    for each in [each for each in changes if each.before != each.after]:
        _may_be(tx, site_id, each)
        mine = update(SITE).where(SITE.c.id == site_id)
        tx.connection.execute(mine.values({each.key: each.after}))
        audit.write(tx, "settings", by, site_id, each.in_audit)


def _may_be(tx: Transaction, site_id: str, change: Change) -> None:
    if change.key == "site_name":
        _may_be_called(tx, site_id, str(change.after))
    if change.key == "site_open" and not change.after:
        _may_retire(tx, site_id)


def _may_be_called(tx: Transaction, site_id: str, name: str) -> None:
    if not name and site_id != FIRST:
        raise Refused("site_name", NO_NAME)
    others = (site.name for site in every(tx) if site.id != site_id)
    if name and name.casefold() in {other.casefold() for other in others}:
        raise Refused("site_name", SAME_NAME)


def _may_retire(tx: Transaction, site_id: str) -> None:
    if all(site.id == site_id for site in in_use(tx)):
        raise Refused("site_open", LAST)
    standing = (TABLET.c.site_id == site_id) & TABLET.c.revoked_at.is_(None)
    there = select(TABLET.c.id).where(standing, TABLET.c.staffed.is_(False))
    if tx.connection.execute(there.limit(1)).first():
        raise Refused("site_open", HAS_TABLETS)
    clinic = the_clinic(tx)
    today = clinic.day(tx.now) if clinic else date.min
    coming = (VISIT.c.site_id == site_id) & (VISIT.c.day >= today.isoformat())
    free = select(VISIT.c.id).where(coming, VISIT.c.intake_id.is_(None))
    if tx.connection.execute(free.limit(1)).first():
        raise Refused("site_open", HAS_VISITS)
