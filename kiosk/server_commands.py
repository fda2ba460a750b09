"""What the commands of a clinic on PostgreSQL do, each with what it says of it."""

from __future__ import annotations

import sys
from contextlib import closing

from .backup_commands import progress
from .commands import SCRIPT, done, print_line
from .settings import Settings
from .store import Unfit, open_store
from .store.engine import rights
from .usecases.move_database import move_database


def migrate(settings: Settings, app: str) -> int:
    """Bring the schema up to date, and let the roles serve that may. Raises Unfit."""
    with closing(open_store(settings, migrate=True)) as store:
        if store.is_sqlite and app:
            raise Unfit("A file of SQLite's has no roles: leave --app away.")
        let_in: list[str] = []
        if not store.is_sqlite:
            with store.writing() as tx:
                let_in = rights.let_in(tx, app)
    return done("The schema is up to date." + (f" {', '.join(let_in)} may serve." * bool(let_in)))


def move(settings: Settings) -> int:
    """Move the clinic's file to the server; 1 where the old file is in use. Raises Unfit."""
    moved = move_database(settings, SCRIPT, progress)
    told = moved.manifest
    print_line(
        f"Everything is on PostgreSQL, and was looked at there: {sum(told.rows.values())} rows, "
        f"{told.rows['record']} signed intakes, audit up to row {told.audit.sequence}."
    )
    for line in told.damage.lines():
        print_line(f"Damaged before, and moved as it is: {line}.")
    print_line(f"The old file is {moved.old}: delete it once all is well.")
    if moved.is_used:
        sys.stderr.write(
            "Somebody has the old file open. Stop that, look into it for what was written since.\n"
        )
    return 1 if moved.is_used else 0
