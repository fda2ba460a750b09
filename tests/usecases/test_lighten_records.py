"""Records weigh a seventh of their text; those of older kiosks open as they did, and are mended."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy import select

from kiosk.store import Store
from kiosk.store.engine.tables import RECORD
from kiosk.store.records import record_rows, records
from kiosk.store.records.deflated import is_in_parts
from kiosk.store.turning import lightening, resealing
from kiosk.usecases.lighten_records import Lightened, lighten_records
from tests.builders.heavy import made_heavy, made_of_one_part, weight
from tests.each import SQLITE_FIRST
from tests.exports.papers import NEW, record_of
from tests.store.house import House, a_house, tampers

pytestmark = pytest.mark.long

DAY_OF_ALL = 12 * 1024
"""Bytes that the database may keep of a visit without its paper."""


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def quietly(words: str) -> None:
    """Nobody looks how far it is."""


def opened(store: Store, record_id: str) -> object:
    with store.reading() as tx:
        return records.find(tx, record_id), record_rows.these(tx, [record_id])


@pytest.mark.parametrize("person", [person.key for person in NEW])
def test_no_visit_takes_more_room_than_it_may(house: House, person: str):
    assert weight(house.store, house.signs_as(record_of(person, "es"))) < DAY_OF_ALL


@SQLITE_FIRST
def test_a_record_of_an_older_kiosk_opens_and_is_made_lighter(house: House):
    old, new = (house.signs_as(record_of(NEW[0].key)) for _ in range(2))
    before = opened(house.store, old)
    made_heavy(house.store, old)
    heavy = weight(house.store, old)
    assert opened(house.store, old) == before
    said: list[str] = []
    assert lighten_records(house.store, said.append) == Lightened(1, ())
    assert said == ["record: 100 % of 1 sealed anew"]
    assert weight(house.store, old) < heavy / 3
    assert opened(house.store, old) == before
    with house.store.reading() as tx:
        assert records.verify_all(tx) == []
    assert lighten_records(house.store, quietly) == Lightened(0, ())
    assert weight(house.store, new) < DAY_OF_ALL


@SQLITE_FIRST
def test_a_record_that_was_deflated_in_one_comes_into_its_two_parts(house: House):
    old, _new = (house.signs_as(record_of(NEW[0].key)) for _ in range(2))
    before = opened(house.store, old)
    made_of_one_part(house.store, old)
    assert opened(house.store, old) == before
    assert lighten_records(house.store, quietly) == Lightened(1, ())
    assert opened(house.store, old) == before
    with house.store.reading() as tx:
        kept = tx.connection.execute(select(RECORD).where(RECORD.c.id == old)).one()
        assert is_in_parts(records.unsealed(tx, kept))
        assert records.verify_all(tx) == []


def test_one_that_cannot_be_read_stays_as_it_is_and_holds_nobody_up(house: House):
    torn, whole = (house.signs_as(record_of(NEW[0].key)) for _ in range(2))
    for each in (torn, whole):
        made_heavy(house.store, each)
    tampers(house.store, "UPDATE record SET content = :x WHERE id = :id", x=bytes(40000), id=torn)
    with house.store.reading() as tx:
        (number,) = tx.connection.scalars(select(RECORD.c.sequence).where(RECORD.c.id == torn))
    assert lighten_records(house.store, quietly) == Lightened(1, (f"record {number}",))


def test_killed_between_two_it_goes_on_where_it_was(house: House, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(resealing, "AT_A_TIME", 1)
    signed = [house.signs_as(record_of(NEW[0].key)) for _ in range(3)]
    for each in signed:
        made_heavy(house.store, each)

    def killed(words: str) -> None:
        raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        lighten_records(house.store, killed)
    assert lightening.are_heavy(house.store) == 2
    assert lighten_records(house.store, quietly) == Lightened(2, ())
    with house.store.reading() as tx:
        assert records.verify_all(tx) == []
