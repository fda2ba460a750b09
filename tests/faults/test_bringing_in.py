"""Bringing clients in takes many transactions: whichever breaks, each person is whole, and once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from sqlalchemy import func, select

from kiosk.exports.table_reading import read_table
from kiosk.store import Store
from kiosk.store.engine.tables import BROUGHT, CARD, CLIENT
from kiosk.usecases import bring_in
from tests.faults.acts_of_admins import TABLE
from tests.faults.test_every_write import fails_before
from tests.faults.test_faults import Fault
from tests.usecases.clinic import Small, small


@pytest.fixture
def house(some_store: Store, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.setattr(bring_in, "AT_A_TIME", 1)
    return small(some_store)


def how_many(house: Small) -> set[int]:
    with house.store.reading() as tx:
        return {
            tx.connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (BROUGHT, CARD, CLIENT)
        }


def goes_on(house: Small, do: Callable[[], None]) -> None:
    """Done in the end, after failing before each of its writes; nobody is ever half there."""
    for number in count():
        try:
            with fails_before(house.store, number):
                do()
            return
        except Fault:
            assert len(how_many(house)) == 1, "a client without a card, or a card of nobody"


def test_whatever_fails_everybody_comes_in_once_and_goes_out_again(house: Small):
    this = bring_in.look_through(house.store, house.clinic, TABLE, read_table, "ada")
    goes_on(house, lambda: bring_in.bring_in(house.store, house.clinic, this, "ada"))
    assert how_many(house) == {2}
    goes_on(house, lambda: bring_in.take_back(house.store, this, "ada"))
    assert how_many(house) == {0}
