"""What the commands of the master key and of what it seals do, each with what it says of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from itertools import takewhile
from typing import TextIO

from .backup_commands import progress
from .commands import SCRIPT, done, print_line
from .settings import Settings
from .store import Away, Busy, Full, Keys, Unfit, Unreadable, open_kept
from .store.backups import key_sheet
from .store.engine import recovery_sheet
from .store.engine.migrate import copies_of
from .usecases.lighten_records import lighten_records
from .usecases.turn_key import prepare, turn_key

PER_LINE = 7
"""Groups in a line of the printed sheet."""


def sheet(settings: Settings) -> int:
    """Print the recovery sheet. Written to the audit before it is, where there is one to write to.

    A key that was just made has no database yet, and one whose database is spoiled is what brings
    the backup back. Raises Unfit where the key is not this clinic's, or no key is there.
    """
    try:
        with closing(open_kept(settings)) as store:
            with store.writing() as tx:
                key_sheet.was_shown(tx, SCRIPT)
            _print_sheet(store.keys)
    except (Away, Busy, Full, Unreadable) as no:
        if not settings.key_in_use.exists():
            raise
        _print_sheet(Keys.load(settings.key_in_use))
        sys.stderr.write(f"That it was shown stands in no audit: {no.sentence}\n")
    sys.stderr.write("Keep it away from this machine and from the backups.\n")
    return 0


def _print_sheet(keys: Keys) -> None:
    for number, groups in recovery_sheet.groups_of(keys).items():
        print_line(f"Key {number}")
        for at in range(0, len(groups), PER_LINE):
            print_line("  ".join(groups[at : at + PER_LINE]))


def recover(settings: Settings, typed: TextIO) -> int:
    """Make the key file from a sheet. Raises Refused for a slip, Unfit where a key is there."""
    if settings.key_in_use.exists():
        raise Unfit(f"There is a key at {settings.key_in_use} already: nothing was changed.")
    if typed.isatty():
        sys.stderr.write("Type the groups of the sheet, then an empty line:\n")
    lines = takewhile(str.strip, (line for line in typed))
    keys = recovery_sheet.read("".join(line for line in lines if not line.startswith("Key")))
    keys.save_new(settings.key_in_use)
    print_line(f"The key is at {settings.key_in_use}: now restore the newest backup.")
    return 0


def make(settings: Settings) -> int:
    """Make the key where there is none yet, for whoever hands it over. Raises Unfit."""
    if not settings.key_in_use.exists() and settings.database.exists():
        raise Unfit(f"There is a database at {settings.database}: put its key back.")
    Keys.fresh().save_new(settings.key_in_use)
    return done(f"A new key is at {settings.key_in_use}. Print its sheet: keys sheet.")


def move(settings: Settings) -> int:
    """Move a key that lies inside the data to where the settings want it. Raises Unfit."""
    old, new = settings.key_inside, settings.key_file
    if old is None:
        if not new.is_file():
            raise Unfit(f"There is no key at {new}, and none inside {settings.data}.")
        Keys.load(new)
        return done(f"The key is at {new} already, apart from the data.")
    if old.absolute() == new.absolute():
        raise Unfit(f"KIOSK_KEY_FILE itself says {new}: name a place outside {settings.data}.")
    Keys.load(old).move(old, new)
    return done(f"The key is at {new} now, apart from the data.")


def rotate(settings: Settings, only_prepare: bool) -> int:
    """Turn the key, while the kiosk runs; 1 where something could not be opened. Raises Unfit."""
    with closing(open_kept(settings)) as store:
        if only_prepare:
            number = prepare(store, settings)
            return done(
                f"Key {number} is in {settings.key_in_use} and seals nothing yet: copy the file to "
                "every host of this database, then type keys rotate."
            )
        turned = turn_key(store, settings, SCRIPT, progress)
    print_line(AFTERWARDS.format(number=turned.number))
    if not settings.database_url:
        for copy in copies_of(settings.database):
            print_line(f"{copy} was made before an update and is under an old key: delete it.")
    return _torn(turned.torn)


def lighten(settings: Settings) -> int:
    """Make old records lighter, while the kiosk runs; 1 where one could not be opened."""
    with closing(open_kept(settings)) as store:
        done_so = lighten_records(store, progress)
    print_line(f"Records that take less room now: {done_so.number}.")
    if done_so.number and not settings.database_url:
        print_line("The file stays as long as it is; what is free in it, the next visits fill.")
    return _torn(done_so.torn)


def _torn(names: Sequence[str]) -> int:
    for each in names:
        sys.stderr.write(f"Could not be opened, before and now: {each}.\n")
    return 1 if names else 0


AFTERWARDS = """\
Everything is under key {number} now, and no other key opens anything in the database.
Print the new recovery sheet and confirm it: backups from now on open with that one.
Backups made until now open with the old sheet: keep it for as long as you keep them."""
