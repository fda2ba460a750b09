"""Opening the store as the settings say: folders, key, database, schema, and what must hold."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from ..settings import Settings
from . import clinics
from .engine import durability, jumps, put_aside
from .engine.database import Store
from .engine.keys import Keys
from .engine.sealing import unseal
from .engine.steady import THIS_MACHINE, Clock
from .engine.tables import CLINIC
from .errors import Away, Busy, Full, Unfit, Unreadable
from .proving import stock
from .records import card_keeping

ROOT = 0


def open_store(
    settings: Settings,
    clock: Clock = THIS_MACHINE,
    *,
    migrate: bool = False,
    open_to_others: bool = False,
) -> Store:
    """The store, ready for use. Raises Unfit where it must not be used, and says why.

    SQLite is made and migrated here; PostgreSQL only where ``migrate`` asks for it. Only whoever
    looks for faults takes one whose key or folder is ``open_to_others``.
    """
    _make_folder(settings.data)
    url = database_url(settings)
    if not open_to_others:
        _refuse_what_others_read(settings)
    if url.get_backend_name() == "sqlite":
        return _open_file(url, settings, clock)
    with told_of(url):
        return _ready(_on_server(url, settings, clock), settings, migrate)


def open_kept(
    settings: Settings, clock: Clock = THIS_MACHINE, *, open_to_others: bool = False
) -> Store:
    """The store of a clinic that is there already; an empty place stays empty. Raises Unfit.

    A lost machine's successor is looked at before it is restored: a database or a key that a
    command had made there would be in the way.
    """
    url = database_url(settings)
    file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    if file and file.exists() and not file.stat().st_size:
        raise Away(f"The file {file} is empty: move it away, and restore the last backup.")
    if file and not file.exists():
        put_aside.refuse_moved(file)
        raise Away(
            f"There is no clinic in {settings.data} yet: type python -m kiosk init, or make run. "
            "If this machine takes the place of a lost one, type keys recover, then restore."
        )
    return open_store(settings, clock, open_to_others=open_to_others)


def _open_file(url: URL, settings: Settings, clock: Clock) -> Store:
    database = Path(url.database or "")
    put_aside.refuse_moved(database)
    _prepare_file(database)
    keys = _keys(settings, database.stat().st_size > 0)
    return _ready(Store(url, keys, clock), settings, migrate=True)


def _on_server(url: URL, settings: Settings, clock: Clock) -> Store:
    """The store on PostgreSQL. A new key is made only where nothing was sealed with another."""
    if settings.key_in_use.exists():
        return Store(url, Keys.load(settings.key_in_use), clock)
    looking = Store(url, Keys.fresh(), clock)
    try:
        holds_something = bool(looking.revision()) and _has_clinic(looking)
    finally:
        looking.close()
    return Store(url, _keys(settings, holds_something), clock)


def _ready(store: Store, settings: Settings, migrate: bool) -> Store:
    try:
        _make_ready(store, settings, migrate)
    except BaseException:
        store.close()
        raise
    return store


def _make_ready(store: Store, settings: Settings, migrate: bool) -> None:
    if not store.is_sqlite:
        durability.check_server(store)
    if not store.is_current():
        if not migrate:
            raise Unfit("The database has no schema, or an older one: type python -m kiosk init.")
        from .engine.migrate import migrate as bring_up_to_date

        bring_up_to_date(store)
    check_key(store, settings.key_in_use)
    with suppress(Busy, Full), store.writing() as tx:
        jumps.look(tx)
    if card_keeping.are_due(store) and not migrate:
        raise Unfit("The clients' cards are not all written: type python -m kiosk init.")
    catch_up(store)


def catch_up(store: Store) -> None:
    """Write down what an older kiosk did not: clients' cards, and what the audit holds fast."""
    if card_keeping.are_due(store):
        card_keeping.write_due(store, _say)
    if _stock_is_due(store):
        stock.take_stock(store, _say)


def _stock_is_due(store: Store) -> bool:
    with store.reading() as tx:
        return stock.stock_is_due(tx)


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def database_url(settings: Settings) -> URL:
    """Where the database is. Raises Unfit where the setting is no address."""
    try:
        return make_url(settings.database_url or f"sqlite:///{settings.database}")
    except (ArgumentError, ValueError) as fault:
        raise Unfit(
            "KIOSK_DATABASE_URL cannot be read: write postgresql://user:password@host:5432/name, "
            "with %40 for an @ inside the password."
        ) from fault


@contextmanager
def told_of(url: URL) -> Iterator[None]:
    """What keeps a server's database from being opened, in one line that says where to look."""
    try:
        yield
    except ImportError as fault:
        raise Unfit(
            "The driver for PostgreSQL is not installed: "
            "with KIOSK_DATABASE_URL set as it is now, type make setup."
        ) from fault
    except (Busy, DBAPIError) as fault:
        said = fault.orig if isinstance(fault, DBAPIError) else fault
        first = next(iter(str(said).splitlines()), "no answer").strip().rstrip(".")
        where = url.render_as_string(hide_password=True)
        raise Away(f"PostgreSQL cannot be used at {where}: {first}.") from fault


def _keys(settings: Settings, holds_something: bool) -> Keys:
    file = settings.key_in_use
    if file.exists():
        return Keys.load(file)
    if holds_something:
        raise Unfit(
            f"There is a database but no key at {file}. Put the key back: "
            "without it nothing in the database can be read."
        )
    _refuse_what_goes_with_the_machine(settings)
    return Keys.load_or_make(file)


def _refuse_what_goes_with_the_machine(settings: Settings) -> None:
    """Raises Unfit where data is a disk of its own, such as a container's, and the key no place.

    Beside such a folder the key would be gone with the container, and the data stay, for nobody.
    """
    data = settings.data.absolute()
    if settings.key_is_beside and data.stat().st_dev != data.parent.stat().st_dev:
        raise Unfit(
            f"{settings.data} is a disk of its own, and a key beside it may not last as long: "
            "say in KIOSK_KEY_FILE where the key is to lie."
        )


def _refuse_what_others_read(settings: Settings) -> None:
    """Raises Unfit where somebody else on this machine could read the key or the data.

    What belongs to us is for us alone. What belongs to another, as credentials and mounted folders
    do, may be there for a group, and never for everybody.
    """
    for kept in open_to_others(settings):
        mode = "700" if kept.is_dir() else "600"
        raise Unfit(f"Others can read {kept}: type chmod {mode} {kept}")


def open_to_others(settings: Settings) -> list[Path]:
    """The key file and the folders of the data that others on this machine can read."""
    kept = (settings.key_in_use, settings.data, settings.database.parent)
    return [each for each in kept if each.exists() and _others_may_read(each)]


def _others_may_read(kept: Path) -> bool:
    """Whether anybody may but its owner, or a group that it was handed to us through."""
    found = kept.stat()
    # Credentials and mounts belong to root, also where we are root ourselves.
    closed = 0o006 if found.st_uid != os.geteuid() or found.st_uid == ROOT else 0o066
    return bool(found.st_mode & closed)


def _make_folder(data: Path) -> None:
    """The folder of this host, for its owner alone, also where the database is elsewhere."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise Unfit(f"KIOSK_DATA is {data}: no folder can be made there ({fault.strerror}).") from (
            fault
        )


def _prepare_file(database: Path) -> None:
    """The file and its folder, for their owner alone. SQLite's log takes the file's mode."""
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    durability.check_disk(database.parent)
    os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))


def _has_clinic(store: Store) -> bool:
    with store.reading() as tx:
        return tx.connection.scalar(select(CLINIC.c.id).limit(1)) is not None


def check_key(store: Store, key_file: Path) -> None:
    """Raises Unfit where this key is not the one the clinic was founded with."""
    with store.reading() as tx:
        for row in tx.connection.execute(select(CLINIC.c.id, CLINIC.c.key_check)):
            try:
                unseal(store.keys, row.key_check, clinics.place_of(row.id))
            except Unreadable as fault:
                raise Unfit(
                    f"The key at {key_file} is not the one this clinic was founded with: "
                    "put that one there."
                ) from fault
