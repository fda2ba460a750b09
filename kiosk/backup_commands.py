"""What the commands of backups do, each with what it says of it."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

from .commands import SCRIPT, print_line
from .settings import Settings
from .store import Unfit, open_kept
from .store.backups.manifest import Manifest
from .usecases.back_up import Backup, Place, back_up
from .usecases.restore_backup import erasures_for, key_of, restore, verify_backup

NICE = 10
"""How far a quiet backup stands back for whoever is served meanwhile."""


def backup(settings: Settings, to: Path | None, quietly: bool = False) -> int:
    """Make a backup; 1 where what it holds is damaged. Raises NoBackup or Unfit."""
    folder = to or settings.backup
    if folder is None:
        raise Unfit("Say where backups go: name a folder in KIOSK_BACKUP, or after --to.")
    place = Place(folder, settings.backup_months, rotates=to is None)
    if quietly:
        os.nice(NICE)
    with closing(open_kept(settings)) as store:
        report = nothing if quietly else progress
        made = back_up(store, settings.data, place, SCRIPT, report)
    if not quietly:
        _tell(settings, folder, made)
    return _damage(made.manifest)


def _tell(settings: Settings, folder: Path, made: Backup) -> None:
    told = made.manifest
    print_line(f"Everything is in {made.file}: {_size(made.file)}, {_holds(told)}.")
    if made.gone:
        print_line(f"Thrown away, as kept long enough: {', '.join(made.gone)}.")
    if _same_disk(settings, folder):
        print_line("It lies on the same disk as the database: keep a copy on another one.")


def verify(settings: Settings, file: Path) -> int:
    """Look whether a backup would restore; 1 where what it holds is damaged. Raises BadBackup."""
    told = verify_backup(key_of(settings), settings.data, file, progress)
    print_line(f"{file} is whole: made at {told.made_at}, {_holds(told)}.")
    return _damage(told)


def bring_back(settings: Settings, file: Path, erasures: Path | None, without: bool) -> int:
    """Restore a backup into an empty place. Raises Unfit or BadBackup."""
    marks = set() if without else erasures_for(key_of(settings), file, erasures)
    came = restore(settings, file, marks, SCRIPT, progress)
    told = came.manifest
    print_line(f"Restored and looked through: all as it was at {told.made_at}, {_holds(told)}.")
    if came.erased:
        print_line(f"Erased once more, as it was after the backup: {came.erased}.")
    print_line(
        "Everybody was signed out. What was changed since is as it was then: "
        "look through Staff and Tablets before you begin."
    )
    return _damage(told)


def progress(words: str) -> None:
    """How far it is, on standard error."""
    sys.stderr.write(f"{words} …\n")
    sys.stderr.flush()


def nothing(words: str) -> None:
    """Nobody looks how far it is."""


def _holds(told: Manifest) -> str:
    return f"{told.rows['record']} signed intakes, audit up to row {told.audit.sequence}"


def _size(file: Path) -> str:
    size = file.stat().st_size
    return f"{size / 1e6:.1f} MB" if size < 1e9 else f"{size / 1e9:.1f} GB"


def _damage(told: Manifest) -> int:
    for line in told.damage.lines():
        sys.stderr.write(f"Damaged in the clinic's own data: {line}.\n")
    return 1 if told.damage else 0


def _same_disk(settings: Settings, folder: Path) -> bool:
    return not settings.database_url and folder.stat().st_dev == settings.data.stat().st_dev
