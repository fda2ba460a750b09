"""The commands of a clinic on PostgreSQL: what each takes."""

from __future__ import annotations

import argparse

from .backup_cli import Add
from .settings import Settings

MOVES = """\
KIOSK_DATA holds the clinic as it is, in SQLite; KIOSK_DATABASE_URL names a PostgreSQL database
without a table in it. Stop the kiosk first. Everything is copied as it is, sealed, in one
transaction, and every row, record and the audit is looked at over there before it counts: stopped
on the way by whatever, nothing is there, and the same line may be typed again. Afterwards the file
lies beside itself as kiosk-moved.db; delete it once all is well, for it keeps what is erased.
Exit codes: 0 moved; 1 nothing was moved, or somebody had the old file open meanwhile (it says
which); 2 not understood."""

BRINGS_UP = """\
On PostgreSQL by the role that owns the tables, while the kiosk is stopped. --app names the role
that serves: it may keep and read, and change neither a table nor what guards the audit. Whoever was
let in before is let in again."""


def add_server(add: Add) -> None:
    """migrate and move."""
    migrate = add("migrate", _migrate, "bring the database's schema up to date")
    migrate.epilog = BRINGS_UP
    migrate.add_argument("--app", default="", metavar="ROLE", help="let this role serve")
    move = add("move", _move, "move the clinic from SQLite to an empty PostgreSQL database")
    move.epilog = MOVES
    move.formatter_class = argparse.RawDescriptionHelpFormatter


def _migrate(said: argparse.Namespace, settings: Settings) -> int:
    from . import server_commands

    return server_commands.migrate(settings, said.app)


def _move(said: argparse.Namespace, settings: Settings) -> int:
    from . import server_commands

    return server_commands.move(settings)
