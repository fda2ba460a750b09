"""The commands of exports: what they take, and what they say."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from .arguments import add_days, day, in_order
from .backup_cli import Add
from .exports.formats import FORMATS
from .intake.normal import one_line
from .languages import LANGUAGES, SOURCE
from .settings import Settings

if TYPE_CHECKING:
    from .store import Store
    from .usecases.exported_visits import Wanted

STATES = ("waiting", "read", "in_room", "done", "postponed")

WIDTH = 30
"""Characters of a bar that is full."""


def add_export(add: Add) -> None:
    """export: the signed visits of some days, as a file."""
    export = add("export", _export, "export signed intakes")
    add_days(export)
    export.add_argument("--format", choices=tuple(FORMATS), required=True)
    export.add_argument("--reason", required=True, type=one_line, help="kept in the audit")
    export.add_argument("--output", type=Path, help="a file; standard output without it")
    export.add_argument("--therapist", default="", metavar="NAME", help="their visits alone")
    export.add_argument("--site", default="", metavar="NAME", help="that site's visits alone")
    export.add_argument("--state", default="", choices=STATES, help="how far the session is")
    export.add_argument("--walked-in", default="", choices=tuple(LANGUAGES), help="the language")
    export.add_argument("--flag", action="append", default=[], metavar="ID", help="may repeat")
    export.add_argument("--changed-since", type=day, metavar="DAY", help="new or changed alone")
    export.add_argument("--columns", action="append", default=[], metavar="GROUP", help="repeats")
    export.add_argument("--words", default=SOURCE, choices=tuple(LANGUAGES), help="of its words")


def add_dictionary(add: Add) -> None:
    """dictionary: what the columns of every export mean."""
    added = add("dictionary", _dictionary, "say what each column of an export means")
    added.add_argument("--format", choices=("csv", "xlsx"), default="csv")
    added.add_argument("--words", default=SOURCE, choices=tuple(LANGUAGES), help="of its words")
    added.add_argument("--output", type=Path, help="a file; standard output without it")


def _export(said: argparse.Namespace, settings: Settings) -> int:
    """Write the signed intakes of these days. Recorded before the first byte goes out.

    1 where one of them cannot be read: the file has all others.
    """
    from .commands import SCRIPT, done, to_file
    from .store import open_kept
    from .usecases.export_records import count_export, export_records
    from .usecases.exported_visits import Exporter

    in_order(said)
    by = Exporter(SCRIPT)
    with closing(open_kept(settings)) as store:
        wanted = _wanted(said, store)
        bar = Bar(sys.stderr, count_export(store, wanted, by).number)
        file = export_records(store, wanted, by, bar)
        with to_file(said.output) as out:
            out.writelines(file.pieces)
    bar.ends()
    done(f"{bar.number} intakes exported.", sys.stderr)
    if file.torn:
        done(f"Of these, cannot be read and are there by id: {len(file.torn)}.", sys.stderr)
    return 1 if file.torn else 0


def _dictionary(said: argparse.Namespace, settings: Settings) -> int:
    from .commands import to_file
    from .store import open_kept
    from .usecases.read_dictionary import dictionary_file

    with closing(open_kept(settings)) as store, to_file(said.output) as out:
        out.write(dictionary_file(store, said.words, said.format))
    return 0


def _wanted(said: argparse.Namespace, store: Store) -> Wanted:
    """What was asked for. Raises Refused for a therapist, site, flag or group that is none."""
    from .catalogue.flags import RULES
    from .exports.groups import groups
    from .store import Refused
    from .usecases.exported_visits import Wanted

    for name, given, known in (
        ("flag", said.flag, {rule.key for rule in RULES}),
        ("columns", said.columns, set(groups())),
    ):
        if unknown := set(given) - known:
            raise Refused(name, f"{min(unknown)} is none of: {', '.join(sorted(known))}.")
    return Wanted(
        said.first,
        said.last,
        said.format,
        said.reason,
        _therapist(store, said.therapist),
        said.state,
        said.walked_in,
        tuple(said.flag),
        said.changed_since,
        tuple(said.columns),
        said.words,
        site=_site(store, said.site),
    )


def _therapist(store: Store, name: str) -> str:
    from .store.access import staff_names

    with store.reading() as tx:
        return staff_names.called(tx, name, "therapist") if name else ""


def _site(store: Store, name: str) -> str:
    from .store import sites

    with store.reading() as tx:
        return sites.known_as(tx, name) if name else ""


class Bar:
    """How many are on their way out: a bar for a person, a line every thousand for a log."""

    def __init__(self, out: TextIO, total: int) -> None:
        self.out, self.total, self.number = out, max(total, 1), 0
        self.watched = out.isatty()

    def __call__(self, number: int) -> None:
        """So many so far."""
        self.number = number
        if self.watched:
            full = WIDTH * number // self.total
            self.out.write(f"\r[{'#' * full:<{WIDTH}}] {number} of {self.total}")
            self.out.flush()
        elif number % 1000 == 0:
            self.out.write(f"{number} …\n")

    def ends(self) -> None:
        """Nothing more comes."""
        if self.watched:
            self.out.write("\n")
