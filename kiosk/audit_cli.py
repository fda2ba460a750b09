"""The command that reads the audit: what it takes, and what it says."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from .backup_cli import Add
from .settings import Settings

if TYPE_CHECKING:
    from .store import Store
    from .store.clinics import Clinic
    from .usecases.read_audit import Asked


def add_audit(add: Add, day: Callable[[str], date], one_line: Callable[[str], str]) -> None:
    """audit: who saw, printed, exported and changed what."""
    audit = add("audit", _audit, "write out the audit of some days as CSV")
    audit.add_argument("--from", dest="first", required=True, type=day, metavar="DAY")
    audit.add_argument("--to", dest="last", required=True, type=day, metavar="DAY")
    kinds = ("read", "taken_out", "changed", "signed_in", "clinic", "refused")
    audit.add_argument("--kind", choices=kinds, help="only what was done of this kind")
    audit.add_argument("--by", default="", metavar="NAME", help="only what this person did")
    audit.add_argument(
        "--client-of",
        default="",
        metavar="RECORD",
        help="only about the client whose record this is",
    )
    audit.add_argument("--reason", required=True, type=one_line, help="kept in the audit")
    audit.add_argument("--output", type=Path, help="a file; standard output without it")


def _audit(said: argparse.Namespace, settings: Settings) -> int:
    from .commands import SCRIPT, done, to_file
    from .store import open_store
    from .usecases.read_audit import export_audit

    with closing(open_store(settings)) as store:
        asked, clinic = _asked(said, store)
        lines = export_audit(store, asked, clinic, SCRIPT, said.reason)
        with to_file(said.output) as file:
            rows = sum(1 for line in lines if file.write(line.encode()))
    return done(f"{rows - 1} rows of the audit written.", sys.stderr)


def _asked(said: argparse.Namespace, store: Store) -> tuple[Asked, Clinic]:
    from .store import Refused, clinics
    from .store.access import staff
    from .usecases.read_audit import Asked

    with store.reading() as tx:
        clinic = clinics.the_clinic(tx)
        people = {person.name: person.id for person in staff.everyone(tx)}
    if clinic is None:
        raise Refused("clinic", "Set up the clinic first.")
    if said.by and said.by not in people:
        raise Refused("by", f"Nobody of the name {said.by} works here.")
    by = people.get(said.by, "")
    return Asked(said.first, said.last, said.kind, by, said.client_of), clinic
