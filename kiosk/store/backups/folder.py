"""The folder of the backups: what lies there, what is put there, and what is thrown away."""

from __future__ import annotations

import errno
import fcntl
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from ...whole_file import HALF, whole_file
from ..errors import NoBackup

DAYS, WEEKS = 7, 4
"""How many days, and how many weeks, a backup of each is kept."""

_SHAPE = "kiosk-%Y%m%dT%H%M%SZ"
_END = ".backup"
_DAMAGED = f"-damaged{_END}"


def name_of(made_at: datetime, damaged: bool) -> str:
    """What a backup is called: when it was made, and whether what it holds was damaged."""
    return made_at.astimezone(UTC).strftime(_SHAPE) + (_DAMAGED if damaged else _END)


def make(folder: Path) -> None:
    """The folder, for its owner alone where it has to be made. Raises NoBackup."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        _sweep(folder)
    except OSError as fault:
        raise _no_folder(folder, fault) from fault


@contextmanager
def written(file: Path) -> Iterator[BinaryIO]:
    """A file that is there whole and for good once it is left, or not at all. Raises NoBackup."""
    try:
        with whole_file(file) as out:
            yield out
    except OSError as fault:
        raise _no_folder(file.parent, fault) from fault


def kept(names: Iterable[str], months: int = 0) -> set[str]:
    """Which of these backups are kept: the newest of each day, week and month that has one.

    One that holds damage keeps no place from an earlier one that is whole; of those the newest
    stays.
    """
    names = sorted(names)
    whole = [(day, name) for name in names if (day := _day(name, _END))]
    damaged = [name for name in names if _day(name, _DAMAGED)]
    by_day = dict(whole)
    by_week = {day.isocalendar()[:2]: name for day, name in whole}
    by_month = {(day.year, day.month): name for day, name in whole}
    newest = (
        *list(by_day.values())[-DAYS:],
        *list(by_week.values())[-WEEKS:],
        *(list(by_month.values())[-months:] if months else ()),
        *damaged[-1:],
    )
    return set(newest)


def rotate(folder: Path, months: int, spared: Collection[str] = ()) -> list[str]:
    """Throw away what is kept no longer, but for what is spared. What went."""
    ours = {file.name for file in folder.iterdir() if _day(file.name, _END, _DAMAGED)}
    gone = sorted(ours - kept(ours, months) - set(spared))
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    return gone


def last_before(folder: Path, moment: datetime) -> str:
    """The newest backup that is whole and older than this; empty where there is none."""
    names = (file.name for file in folder.iterdir() if _day(file.name, _END))
    return max((name for name in names if name < name_of(moment, damaged=False)), default="")


def days_since(folder: Path, day: date) -> int:
    """Of how many days after this one there is a backup that is whole."""
    days = {_day(file.name, _END) for file in folder.iterdir()} - {None}
    return sum(each > day for each in days if each)


def _sweep(folder: Path) -> None:
    """Halves that a killed process left; whoever still writes one holds it."""
    for half in folder.glob(f".kiosk-*{HALF}"):
        with suppress(OSError), half.open("rb") as left:
            fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            half.unlink(missing_ok=True)


def _day(name: str, *ends: str) -> date | None:
    """The day of a backup whose name has one of these ends; None for every other name."""
    for end in ends:
        with suppress(ValueError):
            return datetime.strptime(name, _SHAPE + end).replace(tzinfo=UTC).date()
    return None


def _no_folder(folder: Path, fault: OSError) -> NoBackup:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoBackup(
            "full", f"The disk of {folder} is full: make room there. Older backups are untouched."
        )
    return NoBackup(
        "folder",
        f"No backup can be written to {folder} ({fault.strerror or fault}): "
        "see that it is there and may be written to.",
    )
