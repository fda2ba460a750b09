"""Moving a clinic from its SQLite file to a PostgreSQL server: all of it, looked at, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from ..catalogue import CATALOGUE
from ..frozen import dataclass
from ..settings import Settings
from ..store import Store, Transaction, Unfit, audit, open_kept
from ..store.backups import manifest
from ..store.backups.manifest import Made, Manifest
from ..store.backups.place import empty_server
from ..store.engine import carrying, put_aside
from ..store.engine.migrate import upgrade
from ..version import VERSION

Report = Callable[[str], None]


@dataclass(frozen=True)
class Moved:
    """What was moved."""

    manifest: Manifest
    old: Path
    """Where the file lies now, put aside."""
    is_used: bool
    """Whether somebody had it open again meanwhile: what they write there has not moved."""


def move_database(settings: Settings, by: str, report: Report = lambda words: None) -> Moved:
    """Carry the clinic's file to the empty database that the settings name, and put it aside.

    One transaction there: whatever fails on the way, nothing is there, and the file is as it was.
    Raises Unfit where the database is not empty, or the file is in use.
    """
    file = settings.database
    with closing(empty_server(settings)) as theirs:
        open_kept(replace(settings, database_url="")).close()
        if put_aside.is_used(file):
            raise Unfit(f"{file} is in use: stop the kiosk first. Nothing was moved.")
        with closing(Store(f"sqlite:///{file}", theirs.keys)) as ours, ours.writing() as source:
            with theirs.writing() as bare:
                target = replace(bare, keys=source.keys)
                told = _carry(source, target, ours.revision(), report)
                audit.write(target, "move", by, file.name)
            there = put_aside.put_aside(file)
    return Moved(told, there, put_aside.is_used(there))


def _carry(source: Transaction, target: Transaction, schema: str, report: Report) -> Manifest:
    """Copy, and hold both against each other. Raises Unfit where they differ."""
    made = Made(source.now, "sqlite", schema, VERSION, CATALOGUE.version)
    report("looking at every record and the audit")
    told = manifest.of(source, made)
    upgrade(target)
    carrying.carry(source, target, report)
    carrying.compare(source, target, report)
    report("looking at every record and the audit over there")
    manifest.is_the_same(manifest.of(target, made), told)
    return told
