"""Idle intakes in both databases: touched, put aside when they lie quiet, told from others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.store import Store, audit
from kiosk.store.access import tablets
from kiosk.store.intakes import idle, intakes
from tests.conftest import Clock
from tests.store.house import House, a_house

QUIET = timedelta(minutes=3)


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def put_aside(house: House) -> int:
    with house.store.writing() as tx:
        return idle.put_aside(tx, QUIET)


def opens(house: House, token: str) -> bool:
    with house.store.reading() as tx:
        return intakes.by_token(tx, token, QUIET) is not None


def test_a_touch_keeps_an_intake_open_and_moves_no_rev(house: House, clock: Clock):
    intake, token = house.starts(reason="shoulder")
    for _ in range(5):
        clock.goes_on(minutes=2)
        with house.store.writing() as tx:
            idle.touch(tx, intake)
        assert put_aside(house) == 0
    assert opens(house, token)
    assert house.keeps(intake, reason="neck").rev == 2


def test_what_lies_quiet_is_not_opened_even_before_it_is_put_aside(house: House, clock: Clock):
    _, token = house.starts()
    clock.goes_on(minutes=3)
    assert not opens(house, token)
    clock.goes_on(seconds=-1)
    assert opens(house, token)


def test_what_lies_quiet_is_put_aside_once_with_its_name_in_the_audit(house: House, clock: Clock):
    first, token = house.starts()
    clock.goes_on(minutes=3)
    assert [put_aside(house), put_aside(house)] == [1, 0]
    clock.goes_on(seconds=-30)
    assert not opens(house, token), "its session has ended"
    with house.store.reading() as tx:
        parked = [e for e in audit.matching(tx, audit.Wanted(), 10) if e.event == "park"]
        assert [(e.actor, e.subject) for e in parked] == [("clock", first.id)]
        assert intakes.find(tx, first.id).state == "parked"


def test_a_touch_does_not_bring_back_what_was_put_aside(house: House, clock: Clock):
    intake, _ = house.starts()
    clock.goes_on(minutes=3)
    put_aside(house)
    before = house.store.steady()
    clock.goes_on(seconds=1)
    with house.store.writing() as tx:
        idle.touch(tx, intake)
        kept = intakes.find(tx, intake.id)
    assert kept.state == "parked"
    assert kept.touched_at < before


@pytest.mark.parametrize("quiet", [True, False])
def test_what_was_left_behind_is_told_from_what_a_client_stopped(
    house: House, clock: Clock, quiet: bool
):
    intake, _ = house.starts(reason="shoulder")
    clock.goes_on(minutes=3 if quiet else 2)
    with house.store.writing() as tx:
        intakes.park(tx, intake, "client")
    clock.goes_on(minutes=10)
    with house.store.reading() as tx:
        left = idle.left_behind(tx, intake.id, QUIET)
        assert idle.left_behind(tx, "no such intake", QUIET) is None
    assert (left.draft if left else None) == (intake.draft if quiet else None)


def test_the_intake_on_a_revoked_tablet_is_put_aside_and_given_to_another(
    house: House, clock: Clock
):
    intake, token = house.starts(reason="shoulder")
    with house.store.writing() as tx:
        tablets.revoke(tx, house.tablet.id, "admin")
    assert not opens(house, token)
    clock.goes_on(minutes=3)
    assert put_aside(house) == 1
    other = tablets.pair(house.store, _a_code(house), "198.51.100.7")
    with house.store.writing() as tx:
        tablet = tablets.by_token(tx, other)
        assert tablet
        intakes.give_back(tx, intake.id, tablet.id, "desk")
        taken = intakes.take_up(tx, tablet)
    assert taken
    assert taken[0].draft["answers"] == intake.draft["answers"]


def _a_code(house: House) -> str:
    with house.store.writing() as tx:
        return tablets.pairing_code(tx, "Tablet 2", "admin")
