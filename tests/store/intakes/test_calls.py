"""A client asks for a person, and somebody goes."""

from __future__ import annotations

import pytest

from kiosk.store import Missing, Store
from kiosk.store.intakes import calls, intakes
from tests.conftest import Clock
from tests.store.house import House, a_house


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def made(house: House) -> list[tuple[str, str]]:
    with house.store.reading() as tx:
        return [(call.kind, call.first_name) for call in calls.open_calls(tx)]


def test_calls_wait_in_the_order_they_were_made(house: House, clock: Clock):
    intake, _ = house.starts()
    for kind in ("person", "desk", "grown_up"):
        clock.goes_on(seconds=1)
        with house.store.writing() as tx:
            calls.call(tx, intake.id, kind, "Jo")
    assert made(house) == [("person", "Jo"), ("desk", "Jo"), ("grown_up", "Jo")]


def test_asking_twice_is_one_call(house: House):
    intake, _ = house.starts()
    for _ in range(2):
        with house.store.writing() as tx:
            calls.call(tx, intake.id, "person", "Jo")
    assert made(house) == [("person", "Jo")]


def test_a_settled_call_is_gone_and_may_be_made_again(house: House):
    intake, _ = house.starts()
    with house.store.writing() as tx:
        calls.call(tx, intake.id, "person")
        (first,) = calls.open_calls(tx)
        for who in ("ann", "bob", "ann"):
            assert calls.answer(tx, first.id, who).settled_by == "ann", "the first who goes"
        assert calls.open_calls(tx) == []
        calls.call(tx, intake.id, "person")
    assert made(house) == [("person", "")]
    with pytest.raises(Missing), house.store.writing() as tx:
        calls.answer(tx, "no such call", "ann")


def test_a_call_ends_with_its_intake_when_that_is_erased(house: House):
    intake, _ = house.starts()
    with house.store.writing() as tx:
        calls.call(tx, intake.id, "person", "Jo")
        intakes.erase(tx, intake, "client")
    assert made(house) == []


def test_a_call_outlives_the_signature(house: House):
    intake, _ = house.starts()
    with house.store.writing() as tx:
        calls.call(tx, intake.id, "desk", "Jo")
    house.signs(intake)
    assert made(house) == [("desk", "Jo")]
