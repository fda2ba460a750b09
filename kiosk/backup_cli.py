"""The commands of backups: what each takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from .settings import Settings

Command = Callable[[argparse.Namespace, Settings], int]
Add = Callable[[str, Command, str], argparse.ArgumentParser]
"""Adds a command of this name, which does this, in so many words."""


def add_backups(add: Add) -> None:
    """backup, verify-backup and restore."""
    backup = add("backup", _backup, "make a sealed backup of everything, while the kiosk runs")
    backup.add_argument(
        "--to", type=Path, metavar="FOLDER", help="another than KIOSK_BACKUP; nothing there goes"
    )
    backup.add_argument(
        "--quietly", action="store_true", help="for timers: tell only faults, let others go first"
    )
    verify = add("verify-backup", _verify, "look whether a backup would restore")
    verify.add_argument("file", type=Path, metavar="FILE")
    restore = add("restore", _restore, "restore a backup where there is no database yet")
    restore.add_argument("file", type=Path, metavar="FILE")
    erased = restore.add_mutually_exclusive_group()
    erased.add_argument(
        "--erasures", type=Path, metavar="LIST", help="another than the one beside the backup"
    )
    erased.add_argument(
        "--without-erasures",
        action="store_true",
        help="bring back what was erased since, because there is no list of it",
    )


def _backup(said: argparse.Namespace, settings: Settings) -> int:
    from . import backup_commands

    return backup_commands.backup(settings, said.to, said.quietly)


def _verify(said: argparse.Namespace, settings: Settings) -> int:
    from . import backup_commands

    return backup_commands.verify(settings, said.file)


def _restore(said: argparse.Namespace, settings: Settings) -> int:
    from . import backup_commands

    return backup_commands.bring_back(settings, said.file, said.erasures, said.without_erasures)
