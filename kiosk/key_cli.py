"""The commands of the master key and of what it seals: what each takes."""

from __future__ import annotations

import argparse
import sys

from .backup_cli import Add
from .settings import Settings


def add_keys(add: Add) -> None:
    """What is under keys."""
    add("sheet", _sheet, "print the recovery sheet: whoever has it and the disk reads everything")
    add("recover", _recover, "make the key file from a recovery sheet, typed or pasted")
    add("make", _make, "make the key where there is none, before the kiosk is first started")
    rotate = add("rotate", _rotate, "put a new key in place, and seal everything anew under it")
    rotate.add_argument(
        "--prepare",
        action="store_true",
        help="only put the new key into the file, to be copied to other hosts of the database",
    )
    add("move", _move, "move a key that lies inside the data folder out of it")


def add_lighten(add: Add) -> None:
    """lighten: what older kiosks kept, as this one keeps it."""
    add("lighten", _lighten, "seal records of older kiosks anew, which then take a seventh of it")


def _sheet(said: argparse.Namespace, settings: Settings) -> int:
    from . import key_commands

    return key_commands.sheet(settings)


def _recover(said: argparse.Namespace, settings: Settings) -> int:
    from . import key_commands

    return key_commands.recover(settings, sys.stdin)


def _make(said: argparse.Namespace, settings: Settings) -> int:
    from . import key_commands

    return key_commands.make(settings)


def _move(said: argparse.Namespace, settings: Settings) -> int:
    from . import key_commands

    return key_commands.move(settings)


def _rotate(said: argparse.Namespace, settings: Settings) -> int:
    from . import key_commands

    return key_commands.rotate(settings, said.prepare)


def _lighten(said: argparse.Namespace, settings: Settings) -> int:
    from . import key_commands

    return key_commands.lighten(settings)
