"""Backing up: one sealed file of everything, proved before it counts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ..catalogue import CATALOGUE
from ..frozen import dataclass
from ..store import BadBackup, NoBackup, Store, StoreError
from ..store.backups import copies, erasure_list, folder, manifest, payload, state
from ..store.backups.manifest import Made, Manifest
from ..store.backups.scratch import scratch
from ..store.engine.migrate import copies_of
from ..version import VERSION

ENOUGH = 3
"""Days with a backup after an update; then nobody goes back to the kiosk before it."""

Report = Callable[[str], None]
"""Told how far it is, in a few words."""


@dataclass(frozen=True)
class Place:
    """Where backups go, and how long they stay."""

    folder: Path
    months: int = 0
    """Monthly ones that are kept besides those of days and weeks."""
    rotates: bool = True
    """Whether older ones are thrown away: not in a folder named for once."""


@dataclass(frozen=True)
class Backup:
    """A backup that was made."""

    file: Path
    manifest: Manifest
    gone: tuple[str, ...]
    """Older ones that were thrown away for it."""


def back_up(
    store: Store, data: Path, place: Place, by: str, report: Report = lambda words: None
) -> Backup:
    """Make a backup while others go on writing. On disk, and read back, when it returns.

    Scratch files lie in ``data`` meanwhile. Raises NoBackup, BadBackup or another StoreError: then
    older backups are as they were, and why is kept for Today.
    """
    try:
        made = _make(store, data, place, report)
    except (StoreError, OSError) as fault:
        with suppress(StoreError), store.writing() as tx:
            state.failed(tx, _why(fault))
        raise
    whole = not made.manifest.damage
    with store.writing() as tx:
        state.was_made(tx, made.file.name, made.at, by, whole=whole)
    spared = _ways_back(store, place.folder)
    gone = folder.rotate(place.folder, place.months, spared) if place.rotates else []
    if store.is_sqlite:
        _forget_old_copies(Path(store.url.database or ""), place.folder)
    return Backup(made.file, made.manifest, tuple(gone))


@dataclass(frozen=True)
class _Made:
    file: Path
    manifest: Manifest
    at: datetime


def _make(store: Store, data: Path, place: Place, report: Report) -> _Made:
    folder.make(place.folder)
    at, engine = store.now(), store.url.get_backend_name()
    made = Made(at, engine, store.revision(), VERSION, CATALOGUE.version)
    with scratch(data) as beside:
        report("copying and checking")
        copy, told = copies.take(store, beside, partial(manifest.of, made=made))
        file = place.folder / folder.name_of(at, damaged=bool(told.damage))
        payload.put(store.keys, file, told, copy, _in_tenths(report))
    erasure_list.keep(store, place.folder)
    return _Made(file, told, at)


def _ways_back(store: Store, where: Path) -> set[str]:
    """The last backup before each update, as long as the update's own copy is kept.

    A kiosk of before the update reads no later one, and one of the same day would replace it.
    """
    copied = copies_of(Path(store.url.database or "")) if store.is_sqlite else []
    moments = (datetime.fromtimestamp(copy.stat().st_mtime, UTC) for copy in copied)
    return {folder.last_before(where, moment) for moment in moments}


def _forget_old_copies(database: Path, where: Path) -> None:
    """What was copied before an update goes, once backups of three later days are there.

    It holds what was erased since: a backup is held against the list of erasures, a copy is not.
    """
    for copy in copies_of(database):
        made = datetime.fromtimestamp(copy.stat().st_mtime, UTC).date()
        if folder.days_since(where, made) >= ENOUGH:
            copy.unlink(missing_ok=True)


def _in_tenths(report: Report) -> payload.Progress:
    said = -1

    def tell(done: int, whole: int) -> None:
        nonlocal said
        tenth = 10 * done // whole
        if tenth > said:
            said = tenth
            report(f"sealed {10 * tenth} %")

    return tell


def _why(fault: Exception) -> str:
    match fault:
        case NoBackup():
            return fault.why
        case BadBackup():
            return "damaged"
    return "fault"
