"""The commands that read what other programs wrote: clients of a table, a calendar's visits."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .backup_cli import Add
from .intake.from_table import FIELDS, guess
from .languages import Order
from .settings import Settings

if TYPE_CHECKING:
    from .exports.calendar_reading import Days
    from .exports.table_reading import Table
    from .store import Store
    from .store.clinics import Clinic
    from .usecases.bring_in import Preview

DAYS: dict[str, Order] = {
    "day": ("day", "month", "year"),
    "month": ("month", "day", "year"),
    "year": ("year", "month", "day"),
}


UNREAD = {
    "busy": "it took too long",
    "time": "it took too long",
    "memory": "it takes too much memory",
}
"""By why the press gave it up, what is said of a file."""

FETCHED = {
    "elsewhere": "its address sends us to another host",
    "private": "its host is no public one",
    "large": "it is larger than a clinic's",
    "lost": "it did not answer, or nobody vouches for its certificate",
}
"""By why a calendar could not be fetched, what is said of it."""


def add_import(add: Add) -> None:
    """import: clients and past visits from a CSV file, looked through first."""
    words = "bring clients and past visits in from a CSV file of another program"
    added = add("import", _import, words)
    what = added.add_mutually_exclusive_group(required=True)
    what.add_argument("file", type=Path, nargs="?", metavar="FILE.csv", help="the file")
    what.add_argument("--undo", metavar="ID", help="take one import back, whole")
    added.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=HEADING",
        help=f"which heading is what, where it is not guessed: {', '.join(FIELDS)}",
    )
    added.add_argument("--days", choices=DAYS, help="what comes first where a day is in numbers")
    added.add_argument("--look", action="store_true", help="only say what would come of it")


def _import(said: argparse.Namespace, settings: Settings) -> int:
    from .commands import done
    from .store import Missing, Refused, open_kept
    from .store.backups import erasure_list
    from .store.clinics import the_clinic
    from .usecases.bring_in import SOME_STAY, take_back

    with closing(open_kept(settings)) as store:
        with store.reading() as tx:
            clinic = the_clinic(tx)
        if clinic is None:
            raise Refused("clinic", "Set up the clinic first.")
        try:
            if said.undo:
                stay = take_back(store, said.undo, "command")
                erasure_list.keep_beside(store, settings.backup)
                if stay:
                    raise Refused("undo", f"{SOME_STAY} ({', '.join(stay)})")
                return done("All of it is taken back.")
        except Missing:
            raise Refused("undo", f"There is no import {said.undo}.") from None
        return _of_file(store, clinic, said)


def _of_file(store: Store, clinic: Clinic, said: argparse.Namespace) -> int:
    from .commands import done, print_line
    from .store import Refused
    from .usecases import bring_in

    content = said.file.read_bytes()
    this = bring_in.look_through(store, clinic, content, _read, "command")
    try:
        found = _looked_at(store, clinic, this)
        columns = _columns(said.column, found.headings)
        bring_in.say_columns(store, this, columns, DAYS.get(said.days, found.order))
        if not said.look:
            bring_in.bring_in(store, clinic, this, "command", _counted)
            return _told(store, clinic, this)
    except Refused:
        bring_in.take_back(store, this, "command")
        raise
    found = _looked_at(store, clinic, this)
    bring_in.take_back(store, this, "command")
    for left_out in found.whole.refused:
        print_line(f"would leave out row {left_out.row}: {left_out.why}")
    return done(f"Clients that would be brought in: {len(found.whole.people)}.")


def _told(store: Store, clinic: Clinic, this: str) -> int:
    from .commands import done, print_line

    kept = _looked_at(store, clinic, this).kept
    for each in kept.content["left_out"]:
        print_line(f"left out row {each['row']}: {each['why']}")
    return done(f"Clients brought in: {kept.done}. To take them back: import --undo {this}")


def _looked_at(store: Store, clinic: Clinic, this: str) -> Preview:
    from .usecases.bring_in import preview

    with store.reading() as tx:
        return preview(tx, clinic, this)


def add_calendar(add: Add) -> None:
    """calendar: the visits of the next days from the clinic's calendar."""
    added = add("calendar", _calendar, "plan the visits of the clinic's calendar, each once")
    added.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="ICS or CSV; else KIOSK_CALENDAR_URL"
    )


def _calendar(said: argparse.Namespace, settings: Settings) -> int:
    from .commands import done
    from .exports.calendar_source import NoCalendar, fetch
    from .store import Refused, open_kept
    from .store.clinics import the_clinic
    from .usecases.fetch_calendar import fetch_calendar
    from .usecases.read_calendar import read_calendar

    with closing(open_kept(settings)) as store:
        with store.reading() as tx:
            clinic = the_clinic(tx)
        if clinic is None:
            raise Refused("clinic", "Set up the clinic first.")
        if not (said.file or settings.calendar_url):
            raise Refused("file", "Name a file, or set KIOSK_CALENDAR_URL.")
        readers = (_in_press_calendar, _read, "command")
        try:
            if said.file:
                came = read_calendar(store, clinic, said.file.read_bytes(), *readers)
            else:
                came = fetch_calendar(store, clinic, lambda: fetch(settings.calendar_url), *readers)
        except NoCalendar as no:
            raise Refused("file", f"The calendar was not fetched: {FETCHED[no.why]}.") from None
    counts = (len(came.new), len(came.moved), came.as_before, len(came.gone), came.unread)
    return done("{} new, {} moved, {} as before, {} gone from it, {} unread.".format(*counts))


def _in_press_calendar(of: tuple[bytes, Days]) -> dict[str, Any]:
    from .exports.calendar_reading import read_calendar

    found: dict[str, Any] = _in_press(read_calendar, of)
    return found


def _columns(said: list[str], headings: tuple[str, ...]) -> dict[str, int]:
    """Which column is what: as it is said, else as it is guessed. Raises Refused."""
    from .store import Refused

    columns, there = guess(headings), f"Its headings: {', '.join(headings)}."
    for each in said:
        field, _, heading = each.partition("=")
        if field not in FIELDS:
            raise Refused("column", f"{field} is none of: {', '.join(FIELDS)}.")
        if heading not in headings:
            raise Refused("column", f"No column is called {heading}. {there}")
        columns[field] = headings.index(heading)
    if columns.keys().isdisjoint({"full_name", "first_name", "last_name"}):
        words = "No column is a name: say which is, with --column full_name=HEADING."
        raise Refused("column", f"{words} {there}")
    return columns


def _read(content: bytes) -> Table:
    from .exports.table_reading import read_table

    found: Table = _in_press(read_table, content)
    return found


def _in_press(task: Callable[[Any, str, str], Any], of: Any) -> Any:
    """What a file says, read where there are limits and no key. Raises Refused."""
    from .exports.press import Limits, NoPaper, Press
    from .store import Refused

    # Nobody waits at a page: on a busy machine the press alone takes longer to start than that.
    press = Press(limits=Limits(patience=Limits.wall))
    try:
        return press.make(task, of)
    except NoPaper as no:
        why = UNREAD.get(no.why, "something in it stopped its reader")
        raise Refused("file", f"The file could not be read: {why}. Nothing was changed.") from None
    finally:
        press.close()


def _counted(number: int, of: int) -> None:
    sys.stderr.write(f"{number} of {of} …\n")
