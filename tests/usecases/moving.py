"""A clinic that has been at work in its SQLite file, and an empty PostgreSQL beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.settings import Settings
from kiosk.store import Keys, Store, open_store
from kiosk.store.engine.carrying import TABLES
from tests.postgres import Server
from tests.usecases.turning import Turning

Kept = dict[str, list[Any]]


def kept(settings: Settings) -> Kept:
    """Every row of every table, as it lies there."""
    keys = Keys.load(settings.key_file)
    url = settings.database_url or f"sqlite:///{settings.database}"
    with closing(Store(url, keys)) as store, store.reading() as tx:
        rows = {table.name: tx.connection.execute(select(table)).all() for table in TABLES}
    return {name: sorted(map(repr, map(tuple, some))) for name, some in rows.items()}


def tables(server: Server, settings: Settings) -> str:
    """How many tables there are over there."""
    name = settings.database_url.partition("?")[0].rpartition("/")[2]
    return server.asks("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name)


def in_file(settings: Settings) -> Settings:
    """The same clinic without its server."""
    return replace(settings, database_url="")


@pytest.fixture
def worked_in(turning: Turning, server: Server, tmp_path: Path) -> Iterator[Settings]:
    """What ``move`` is told: the folder of a file with a turned key, and where it is to go."""
    turning.turns()
    turning.running.close()
    settings = replace(turning.settings, database_url=server.address(server.new_database()))
    settings.database.parent.mkdir(mode=0o700)
    (tmp_path / "kiosk.db").rename(settings.database)
    with server.honest():
        open_store(in_file(settings)).close()
        yield settings
