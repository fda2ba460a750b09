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
    from .store.clinics import the_clinic
    from .usecases.bring_in import take_back

    with closing(open_kept(settings)) as store:
        with store.reading() as tx:
            clinic = the_clinic(tx)
        if clinic is None:
            raise Refused("clinic", "Set up the clinic first.")
        try:
            if said.undo:
                take_back(store, said.undo, "command")
                return done("All of it is taken back.")
        except Missing:
            raise Refused("undo", f"There is no import {said.undo}.") from None
        return _of_file(store, clinic, said)


def _of_file(store: Store, clinic: Clinic, said: argparse.Namespace) -> int:
    from .commands import print_line
    from .usecases import bring_in

    content = said.file.read_bytes()
    this = bring_in.look_through(store, clinic, content, _read, "command")
    found = _looked_at(store, clinic, this)
    columns = guess(found.headings) | dict(_named(said.column, found.headings))
    bring_in.say_columns(store, this, columns, DAYS.get(said.days, found.order))
    found = _looked_at(store, clinic, this)
    for left_out in found.whole.refused:
        print_line(f"row {left_out.row}: {left_out.why}")
    if said.look:
        bring_in.take_back(store, this, "command")
        print_line(f"{len(found.whole.people)} clients would be brought in.")
        return 0
    bring_in.bring_in(store, clinic, this, "command", _counted)
    return _told(store, clinic, this)


def _told(store: Store, clinic: Clinic, this: str) -> int:
    from .commands import done, print_line

    kept = _looked_at(store, clinic, this).kept
    for each in kept.content["left_out"]:
        print_line(f"left out row {each['row']}: {each['why']}")
    return done(f"{kept.done} clients were brought in as {this}.")


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
            raise Refused("file", f"The calendar could not be fetched: {no.why}.") from None
    counts = (len(came.new), len(came.moved), came.as_before, len(came.gone), came.unread)
    return done("{} new, {} moved, {} as before, {} gone from it, {} unread.".format(*counts))


def _in_press_calendar(of: tuple[bytes, Days]) -> dict[str, Any]:
    from .exports.calendar_reading import read_calendar

    found: dict[str, Any] = _in_press(read_calendar, of)
    return found


def _named(said: list[str], headings: tuple[str, ...]) -> list[tuple[str, int]]:
    from .store import Refused

    found = []
    for each in said:
        field, _, heading = each.partition("=")
        if field not in FIELDS or heading not in headings:
            raise Refused("column", f"There is no field or heading of {each}.")
        found.append((field, headings.index(heading)))
    return found


def _read(content: bytes) -> Table:
    from .exports.table_reading import read_table

    found: Table = _in_press(read_table, content)
    return found


def _in_press(task: Callable[[Any, str, str], Any], of: Any) -> Any:
    """What a file says, read where there are limits and no key. Raises Refused."""
    from .exports.press import NoPaper, Press
    from .store import Refused

    press = Press()
    try:
        return press.make(task, of)
    except NoPaper as no:
        raise Refused("file", f"The file could not be read: {no.why}.") from None
    finally:
        press.close()


def _counted(number: int, of: int) -> None:
    sys.stderr.write(f"{number} of {of} …\n")
