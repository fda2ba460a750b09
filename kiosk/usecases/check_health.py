"""Checking the kiosk's health: each thing is well, or a sentence says what to do about it.

The same list is the admin's page and the ``doctor``; only the doctor holds everything that is kept
against its seals as well, which takes a while.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from ..exports.press import WHY
from ..frozen import dataclass
from ..languages import N_
from ..settings import Settings
from ..store import Store, Transaction, Unreadable, audit
from ..store.access import webhooks
from ..store.backups import key_sheet, state
from ..store.engine import chain_end, durability, jumps, rights
from ..store.intakes import calls
from ..store.opening import open_to_others
from ..store.proving import pages
from ..store.records import owed
from .verify_records import broken, verify_all

ROOM = 500 * 1024 * 1024
"""Free bytes under which the disk counts as full."""

UNHEARD = timedelta(minutes=10)
"""After which a call that nobody has settled is one that nobody heard."""

FACES = Path(__file__).parents[2] / "static" / "vendor" / "paper"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    key: str
    what: str
    """What is so when all is well."""
    well: bool
    mend: str
    """What to do where it is not."""
    found: tuple[str, ...] = ()
    """What was found, by ids; never a word of an answer."""


def look_at_all(store: Store, settings: Settings, paper: bool | str) -> tuple[Check, ...]:
    """Everything that is quick to look at. ``paper``: whether papers come out, or why not."""
    return (
        _check("folders", not open_to_others(settings)),
        _check("apart", settings.demo or not settings.key_inside),
        _check("tls", not settings.is_reached_from_afar or settings.proxies > 0),
        _check("disk", _has_room(settings)),
        _check("database", durability.lasts(store)),
        _check("schema", store.is_current()),
        *_asked_of(store, settings),
        _check("paper", paper is True),
        _check("faces", any(FACES.glob("*.ttf"))),
    )


def look_closely(store: Store) -> tuple[Check, ...]:
    """Look through the database's file, and hold all that is kept against its seals, its signatures
    and the audit. Where the file cannot be read to its end, it alone is told of."""
    found: dict[str, tuple[str, ...]] = {}
    if store.is_sqlite:
        found["pages"] = pages.damaged(store)
    try:
        found |= broken(verify_all(store))
    except Unreadable as fault:
        found.setdefault("pages", pages.said(fault))
    return tuple(_check(key, not told, *told) for key, told in found.items())


def spoiled(fault: Unreadable) -> Check:
    """What is so where the database could not be read at all."""
    return _check("pages", False, *pages.said(fault))


def _asked_of(store: Store, settings: Settings) -> tuple[Check, ...]:
    try:
        behind = _is_behind(store, settings)
        told = (*_on_server(store), *_in_the_store(store))
    except Unreadable as fault:
        return (spoiled(fault),)
    return (*told, _check("webhooks", not behind))


def _on_server(store: Store) -> Iterator[Check]:
    """What a file of SQLite's does not have."""
    if not store.is_sqlite:
        with store.reading() as tx:
            yield _check("rights", not rights.may_change_tables(tx))


def _in_the_store(store: Store) -> Iterator[Check]:
    with store.reading() as tx:
        given_up = owed.given_up(tx)
        unheard = [call for call in calls.open_calls(tx) if tx.steady - call.made_at >= UNHEARD]
        yield _check("clock", jumps.is_trusted(tx))
        yield _check("backup", state.look(tx).level == "well")
        yield _check("sheet", key_sheet.is_confirmed(tx))
        yield _check("end", _ends_where_it_says(tx))
        yield _check(
            "papers",
            not given_up,
            *(f"the paper of {each.record_id} was given up: {WHY[each.why]}" for each in given_up),
        )
        yield _check("calls", not unheard)


def _is_behind(store: Store, settings: Settings) -> bool:
    with store.reading() as tx:
        told = (webhooks.of(tx, url) for url in settings.webhook_urls)
        return any(each is not None and each.is_behind(tx.steady) for each in told)


def _ends_where_it_says(tx: Transaction) -> bool:
    head = audit.head(tx)
    return chain_end.is_at(tx, head.sequence, bytes.fromhex(head.link))


def _has_room(settings: Settings) -> bool:
    try:
        return shutil.disk_usage(settings.data).free >= ROOM
    except OSError:
        return False


def _check(key: str, well: bool, *found: str) -> Check:
    what, mend = WORDS[key]
    return Check(key, what, well, mend, found)


WORDS = {
    "folders": (
        N_("Key and data are for their owner alone"),
        N_("Take the rights of group and others from the key file and the data folder."),
    ),
    "apart": (
        N_("The key lies apart from the data"),
        N_("Whoever copies the data folder copies the key: type python -m kiosk keys move."),
    ),
    "tls": (
        N_("Answers cross no network in the clear"),
        N_("Put a TLS proxy in front and set KIOSK_PROXIES=1."),
    ),
    "disk": (N_("The disk has room"), N_("Make room on the disk of the data folder.")),
    "database": (
        N_("What is acknowledged is on the disk"),
        N_("Set the database so that a commit is on the disk when it returns."),
    ),
    "schema": (N_("The database is up to date"), N_("Type python -m kiosk init.")),
    "rights": (
        N_("The kiosk may change no table of its database"),
        N_("Let another role own the tables: docs/install.md, two roles on PostgreSQL."),
    ),
    "clock": (
        N_("The clock has not jumped"),
        N_("Look at this machine's clock. What is over is not deleted for a day after a jump."),
    ),
    "backup": (
        N_("There is a backup not older than a day"),
        N_("Set KIOSK_BACKUP to a folder on another disk, or type python -m kiosk backup."),
    ),
    "sheet": (
        N_("The recovery sheet is printed and confirmed"),
        N_("Print the recovery sheet, keep it outside the clinic, and confirm it."),
    ),
    "end": (
        N_("The audit ends where it was left"),
        N_("Rows of the audit are missing. Keep this database as it is and ask for help."),
    ),
    "papers": (
        N_("Papers are drawn, or still to be drawn"),
        N_("Draw them again on Today, or print them from the screen."),
    ),
    "calls": (
        N_("Every call was answered"),
        N_("Somebody has waited for ten minutes: look at Today."),
    ),
    "webhooks": (
        N_("Programs are told what happens"),
        N_("A program has not answered for an hour: look at Programs. Nothing is lost."),
    ),
    "paper": (
        N_("Papers can be drawn"),
        N_("Install Pango: type make setup."),
    ),
    "faces": (
        N_("The paper's typefaces are there"),
        N_("Bring the typefaces back: type make setup."),
    ),
    "records": (
        N_("Records are whole and signed"),
        N_("Keep this database as it is: a backup may have them whole."),
    ),
    "seals": (
        N_("Papers, cards and drafts open"),
        N_("Keep this database as it is: a backup may have them whole."),
    ),
    "pages": (
        N_("The database's file is sound"),
        N_("Its disk may be failing: stop the kiosk, copy the file, and restore the last backup."),
    ),
    "states": (
        N_("Records, clients and accounts are as the audit tells"),
        N_("Somebody changed the database. Keep it as it is and ask for help."),
    ),
    "audit": (
        N_("The audit is unbroken"),
        N_("Somebody changed the audit. Keep this database as it is and ask for help."),
    ),
}
"""What is so when all is well, and what to do where it is not."""
