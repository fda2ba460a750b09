"""Accounts: one that cannot be read is listed all the same; what is done to one is told."""

from __future__ import annotations

from contextlib import suppress

import pytest

from kiosk.store import Refused, Store, Throttled, audit
from kiosk.store.access import second_step, staff
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.store.access.test_second_step import waiting_app
from tests.store.house import House, a_house, somebody, tampers

HERE, NEW = "198.51.100.7", "another lamp by the door"


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


def test_a_new_password_lets_in_at_once_however_often_the_old_one_was_missed(house: House):
    ann = somebody(house.store, "Ann")
    for _ in range(6):
        with suppress(Refused, Throttled):
            staff.sign_in(house.store, "Ann", "not this one", HERE)
    with pytest.raises(Throttled):
        staff.sign_in(house.store, "Ann", PASSWORD, HERE)
    with house.store.writing() as tx:
        staff.set_password(tx, ann.id, NEW, by="ada")
    assert staff.sign_in(house.store, "Ann", NEW, HERE)


def test_new_recovery_codes_are_in_the_audit(house: House, clock: Clock):
    ann = somebody(house.store, "Ann")
    token = second_step.first(house.store, "Ann", PASSWORD, HERE)
    app = waiting_app(house.store, ann, clock)
    second_step.enter_with_new_app(house.store, token, app.code(), HERE)
    with house.store.writing() as tx:
        second_step.renew_recovery_codes(tx, ann)
        row = audit.last_about(tx, ann.id)
    assert row
    assert (row.actor, row.event, row.reason) == (ann.id, "staff", "recovery codes")
