"""The command of retention: what it takes, and what it says."""

from __future__ import annotations

import argparse
import os
from contextlib import closing
from typing import TYPE_CHECKING

from .backup_cli import Add
from .settings import Settings

if TYPE_CHECKING:
    from .usecases.retain import Going

NICE = 10
"""How far a quiet run stands back for whoever is served meanwhile."""


def add_retention(add: Add) -> None:
    """retention: what the clinic's rules no longer keep, and erasing it."""
    added = add("retention", _retention, "say what the clinic's rules no longer keep, by id")
    added.add_argument(
        "--run", action="store_true", help="list it, and erase what was listed long enough"
    )
    added.add_argument(
        "--quietly", action="store_true", help="for timers: say nothing, let others go first"
    )


def _retention(said: argparse.Namespace, settings: Settings) -> int:
    from .commands import print_line
    from .store import open_kept
    from .store.backups import erasure_list
    from .store.records import retention
    from .usecases.retain import going, keep_to_rules

    if said.quietly:
        os.nice(NICE)
    with closing(open_kept(settings)) as store:
        erased = keep_to_rules(store) if said.run else []
        if erased:
            erasure_list.keep_beside(store, settings.backup)
        with store.reading() as tx:
            rules = retention.rules(tx)
            left = going(tx, rules)
    lines = [f"erased  {due.kind} {due.id}" for due in erased] + [_line(each) for each in left]
    for line in () if said.quietly else (retention.in_words(rules), *lines):
        print_line(line)
    return 0


def _line(one: Going) -> str:
    when = f"from {one.goes_on}" if one.goes_on else "on hold"
    return f"{when}  {one.due.kind} {one.due.id}, counted from {one.due.last}"
