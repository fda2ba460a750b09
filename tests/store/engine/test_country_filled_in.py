"""A clinic that is older than its country gets one proposed from where its time zone lies."""

from __future__ import annotations

from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, inspect, text

from kiosk.languages.countries import country_of
from kiosk.store import Store
from kiosk.store.engine.migrate import config
from tests.store.engine.test_migrating import bare

__all__ = ["bare"]


def upgrades(connection: Connection, revision: str) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)


def founds(connection: Connection, time_zone: str) -> None:
    """A clinic as it was kept before it had a country, in whatever columns there were."""
    columns = inspect(connection).get_columns("clinic")
    row = {each["name"]: something(str(each["type"])) for each in columns}
    row |= {"id": time_zone, "time_zone": time_zone}
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO clinic ({names}) VALUES ({values})"), row)


def something(kind: str) -> Any:
    if "BOOL" in kind:
        return False
    if "INT" in kind:
        return 1
    return b"1" if "BLOB" in kind or "BYTEA" in kind else "1"


PROPOSED = {
    "Europe/Madrid": "ES",
    "America/New_York": "US",
    "Asia/Tokyo": "JP",
    "UTC": "",
    "Etc/GMT+3": "",
    "Nowhere/At_All": "",
}


def test_the_country_is_filled_in_from_the_time_zone(bare: Store):
    with bare.writing() as tx:
        upgrades(tx.connection, "0008")
        for zone in PROPOSED:
            founds(tx.connection, zone)
        upgrades(tx.connection, "0009")
        rows = tx.connection.execute(text("SELECT time_zone, country FROM clinic")).all()
    assert dict(map(tuple, rows)) == PROPOSED


@pytest.mark.parametrize("zone", PROPOSED)
def test_it_is_the_country_that_is_proposed_at_set_up(zone: str):
    assert country_of(zone) == PROPOSED[zone]
