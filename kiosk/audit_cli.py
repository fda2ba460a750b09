"""The commands that read the audit: what they take, and what they say."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from .arguments import add_days, day, in_order
from .backup_cli import Add
from .intake.normal import one_line
from .settings import Settings

if TYPE_CHECKING:
    from .store import Store
    from .store.clinics import Clinic
    from .usecases.read_audit import Asked


def add_audit(add: Add) -> None:
    """audit: who saw, printed, exported and changed what."""
    audit = add("audit", _audit, "write out the audit of some days as CSV")
    add_days(audit)
    kinds = ("read", "taken_out", "changed", "signed_in", "clinic", "refused")
    audit.add_argument("--kind", choices=kinds, help="only what was done of this kind")
    audit.add_argument("--by", default="", metavar="NAME", help="only what this person did")
    audit.add_argument(
        "--client-of",
        default="",
        metavar="RECORD",
        help="only about the client whose record this is, or of this id",
    )
    audit.add_argument("--reason", required=True, type=one_line, help="kept in the audit")
    audit.add_argument("--output", type=Path, help="a file; standard output without it")


def add_week_report(add: Add) -> None:
    """week-report: who opened what in seven days, in numbers."""
    week = add("week-report", _week, "say who opened how many intakes in seven days, by names")
    week.add_argument("--to", dest="last", type=day, metavar="DAY", help="today without it")


def _week(said: argparse.Namespace, settings: Settings) -> int:
    from .commands import print_line
    from .store import Refused, clinics, open_kept
    from .usecases.read_audit import who_acts
    from .usecases.report_week import week_report, week_until

    with closing(open_kept(settings)) as store, store.reading() as tx:
        clinic = clinics.the_clinic(tx)
        if clinic is None:
            raise Refused("clinic", "Set up the clinic first.")
        last = said.last or clinic.day(tx.now)
        names = who_acts(tx)
        found = week_report(tx, clinic, last)
    first, last = week_until(last)
    print_line(f"{first} to {last}")
    for each in found:
        told = ", ".join(f"{event} {times}" for event, times in sorted(each.times.items()))
        intakes = f"{len(each.intakes)} intakes, {each.of_others} of another therapist"
        print_line(f"{names.get(each.by, each.by)}: {intakes}; {told}")
    return 0


def _audit(said: argparse.Namespace, settings: Settings) -> int:
    from .commands import SCRIPT, done, to_file
    from .store import open_kept
    from .usecases.read_audit import export_audit

    in_order(said)
    with closing(open_kept(settings)) as store:
        asked, clinic = _asked(said, store)
        lines = export_audit(store, asked, clinic, SCRIPT, said.reason)
        with to_file(said.output) as file:
            rows = sum(1 for line in lines if file.write(line.encode()))
    return done(f"{rows - 1} rows of the audit written.", sys.stderr)


def _asked(said: argparse.Namespace, store: Store) -> tuple[Asked, Clinic]:
    from .store import Missing, Refused, clinics
    from .store.access import staff
    from .usecases.read_audit import Asked, all_about

    with store.reading() as tx:
        clinic = clinics.the_clinic(tx)
        people = {person.name: person.id for person in staff.everyone(tx)}
        try:
            if said.client_of:
                all_about(tx, said.client_of)
        except Missing:
            raise Refused("client", f"There is no record or client {said.client_of}.") from None
    if clinic is None:
        raise Refused("clinic", "Set up the clinic first.")
    if said.by and said.by not in people:
        raise Refused("by", f"Nobody of the name {said.by} works here.")
    by = people.get(said.by, "")
    return Asked(said.first, said.last, said.kind, by, said.client_of), clinic
