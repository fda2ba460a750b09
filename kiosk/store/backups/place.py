"""The place a backup is restored into: empty before, and whole or still empty afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ...settings import Settings
from ...whole_file import sync_folder
from ..engine import durability, half_restored
from ..engine.database import Store
from ..engine.keys import Keys, make_private
from ..engine.migrate import migrate
from ..errors import BadBackup, Unfit
from ..opening import catch_up, database_url, told_of
from . import server_copies
from .manifest import Manifest
from .scratch import scratch

_OTHER = {
    "sqlite": "This backup is of SQLite: take KIOSK_DATABASE_URL away to restore it.",
    "postgresql": "This backup is of PostgreSQL: name an empty database in KIOSK_DATABASE_URL.",
}


@contextmanager
def empty_place(settings: Settings, keys: Keys) -> Iterator[tuple[Path, Store]]:
    """Where the copy is to be opened, and the store it becomes; in its place once all went well.

    Raises Unfit where the place is not empty.
    """
    url = database_url(settings)
    if url.get_backend_name() == "sqlite":
        database = Path(url.database or "")
        if database.exists():
            raise Unfit(f"There is a database at {database}: a backup needs an empty place.")
        with scratch(settings.data) as beside:
            copy = beside / "copy"
            with closing(Store(f"sqlite:///{copy}", keys)) as store:
                yield copy, store
            _move(copy, database)
        return
    with scratch(settings.data) as beside, closing(Store(url, keys)) as store:
        if not server_copies.is_empty(store):
            raise Unfit("The database is not empty: make a new one, and restore into that.")
        yield beside / "copy", store
        with store.writing() as tx:
            half_restored.has_ended(tx)


def empty_server(settings: Settings) -> Store:
    """The database without a table that the settings name, under the key in use. Raises Unfit."""
    url = database_url(settings)
    if url.get_backend_name() != "postgresql":
        raise Unfit("Say where to: name an empty PostgreSQL database in KIOSK_DATABASE_URL.")
    with told_of(url):
        found = settings.key_in_use.exists()
        store = Store(url, Keys.load(settings.key_in_use) if found else Keys.fresh())
        try:
            durability.check_server(store)
            if not server_copies.is_empty(store):
                raise Unfit("The database is not empty: make a new one. Nothing was changed.")
        except BaseException:
            store.close()
            raise
    return store


def fill(there: Store, copy: Path, told: Manifest) -> None:
    """Let the store be what the copy holds, up to date. Raises BadBackup for another engine's."""
    if told.engine != there.url.get_backend_name():
        raise BadBackup(_OTHER[told.engine])
    if not there.is_sqlite:
        with there.writing() as tx:
            half_restored.begins(tx)
        server_copies.put_back(there.url, copy)
    migrate(there)
    catch_up(there)


def _move(copy: Path, database: Path) -> None:
    """All of it at once: a restore that was killed has left the place empty."""
    make_private(database.parent)
    copy.replace(database)
    sync_folder(database.parent)
