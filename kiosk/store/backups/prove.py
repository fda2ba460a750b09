"""Proving a backup: that what was taken out of it is all that its manifest says."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from ..engine.database import Store
from ..engine.keys import Keys
from ..engine.migrate import migrate
from ..errors import BadBackup, Unreadable
from ..opening import catch_up
from . import copies, manifest, server_rows
from .manifest import Manifest


def prove(keys: Keys, copy: Path, told: Manifest) -> None:
    """Look at every row of a copy. Raises BadBackup, or Unfit where a newer kiosk made it.

    One that an older kiosk made is brought up to date for it, where it lies.
    """
    file = copy
    if told.engine != "sqlite":
        file = server_rows.as_file(keys, copy, told.schema)
    copies.is_sound(file)
    with closing(Store(f"sqlite:///{file}", keys)) as store:
        try:
            _look(store, told)
        except Unreadable as fault:
            raise BadBackup(f"The database inside the backup is damaged ({fault}).") from fault


def _look(store: Store, told: Manifest) -> None:
    current = store.is_current()
    with store.reading() as tx:
        manifest.is_as_counted(tx, told)
    if not current:
        migrate(store)
        catch_up(store)
    with store.reading() as tx:
        manifest.is_as_made(tx, told, migrated=not current)
