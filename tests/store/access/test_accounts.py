"""Accounts: one that cannot be read is listed all the same; what is done to one is told."""

from __future__ import annotations

import pytest

from kiosk.store import Store, audit
from kiosk.store.access import staff
from tests.store.house import House, a_house, somebody, tampers


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


@pytest.mark.on_sqlite
def test_an_account_that_cannot_be_read_is_listed_and_may_do_nothing(house: House):
    somebody(house.store, "Ann")
    tampers(house.store, "UPDATE staff SET roles = :torn", torn=b"\x00")
    with house.store.reading() as tx:
        (ann,) = staff.everyone(tx)
    assert (ann.name, ann.roles) == ("Ann", frozenset())


def test_letting_somebody_try_again_is_in_the_audit(house: House):
    ann = somebody(house.store, "Ann")
    with house.store.writing() as tx:
        staff.unlock(tx, ann.id, by="ada")
        row = audit.last_about(tx, ann.id)
    assert row
    assert (row.actor, row.event, row.reason) == ("ada", "staff", "unlocked")
