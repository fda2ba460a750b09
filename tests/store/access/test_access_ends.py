"""Codes, links and sign-ins end by time that has passed; a jump of the clock moves none of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from kiosk.store import Refused, Store, Throttled, Transaction
from kiosk.store.access import (
    break_glass,
    invitations,
    second_step,
    setup_link,
    sign_ins,
    staff,
    tablets,
    throttle,
)
from kiosk.store.engine.tables import SESSION
from kiosk.store.records import records
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.store.house import House, a_house, keeps_house, rows, somebody

HERE = "198.51.100.9"

every_jump = pytest.mark.parametrize("jump", [{"hours": -2}, {"days": 400}], ids=str)

Way = Callable[[House], Callable[[], object]]


@pytest.fixture
def house(store: Store) -> House:
    house = a_house(store)
    keeps_house(store)
    return house


def pairing(house: House) -> Callable[[], object]:
    with house.store.writing() as tx:
        made = tablets.pairing_code(tx, "Tablet 9", "admin")

    def pairs() -> str:
        with suppress(Refused):
            return tablets.pair(house.store, made, HERE)
        return ""

    return pairs


def sign_in(house: House) -> Callable[[], object]:
    somebody(house.store, "Ann")
    token = staff.sign_in(house.store, "Ann", PASSWORD, HERE)
    return lambda: looked(house, lambda tx: staff.by_token(tx, token))


def half(house: House) -> Callable[[], object]:
    somebody(house.store, "Ann")
    token = second_step.first(house.store, "Ann", PASSWORD, HERE)
    return lambda: looked(house, lambda tx: second_step.entering(tx, token))


def password_again(house: House) -> Callable[[], object]:
    ann = somebody(house.store, "Ann")
    token = staff.sign_in(house.store, "Ann", PASSWORD, HERE)
    token = sign_ins.confirm(house.store, ann, token, PASSWORD, HERE)
    return lambda: looked(house, lambda tx: sign_ins.is_confirmed(tx, token))


def set_up_link(house: House) -> Callable[[], object]:
    with house.store.writing() as tx:
        token = setup_link.setup_link(tx)
    return lambda: looked(house, lambda tx: setup_link.valid(tx, token))


def invitation(house: House) -> Callable[[], object]:
    boss = somebody(house.store, "Boss")
    with house.store.writing() as tx:
        token = invitations.invite(tx, "Ben", ["desk"], boss.id)
    return lambda: looked(house, lambda tx: invitations.by_token(tx, token))


def reason(house: House) -> Callable[[], object]:
    theo, mei = somebody(house.store, "Theo"), somebody(house.store, "Mei", "therapist")
    signed = house.signed()
    with house.store.writing() as tx:
        records.assign(tx, signed.id, theo.id, by="desk")
        break_glass.say_why(tx, signed.id, mei.id, "Theo is ill")

    def open_to_mei() -> bool:
        with house.store.reading() as tx:
            return not break_glass.must_say_why(tx, records.find(tx, signed.id), mei.id)

    return open_to_mei


def looked(house: House, find: Callable[[Transaction], object]) -> object:
    with house.store.reading() as tx:
        return find(tx)


ACCESS: dict[Way, timedelta] = {
    pairing: timedelta(minutes=10),
    sign_in: timedelta(minutes=10),
    half: timedelta(minutes=10),
    password_again: timedelta(minutes=5),
    set_up_link: timedelta(hours=24),
    invitation: timedelta(hours=24),
    reason: timedelta(hours=8),
}


ONCE = {pairing}


@every_jump
@pytest.mark.parametrize("access", ACCESS, ids=lambda each: each.__name__)
def test_access_ends_when_its_time_has_passed_and_not_before(
    house: House, clock: Clock, access: Way, jump: dict[str, float]
):
    comes_in = access(house)
    clock.jumps(**jump)
    keeps_house(house.store)
    if access in ONCE:
        clock.goes_on(seconds=ACCESS[access].total_seconds())
    else:
        clock.goes_on(seconds=ACCESS[access].total_seconds() - 1)
        assert comes_in()
        clock.goes_on(seconds=1)
    keeps_house(house.store)
    assert not comes_in()


@every_jump
def test_a_pairing_code_is_good_until_its_time_has_passed(
    house: House, clock: Clock, jump: dict[str, float]
):
    comes_in = pairing(house)
    clock.jumps(**jump)
    clock.goes_on(minutes=9)
    assert comes_in()


@every_jump
def test_every_pairing_and_session_outlives_a_jump(
    house: House, clock: Clock, jump: dict[str, float]
):
    with house.store.writing() as tx:
        token = tablets.pairing_code(tx, "Tablet 2", "admin")
    token = tablets.pair(house.store, token, HERE)
    before = rows(house.store, SESSION)
    clock.jumps(**jump)
    keeps_house(house.store)
    assert looked(house, lambda tx: tablets.by_token(tx, token))
    assert rows(house.store, SESSION) == before


@every_jump
def test_a_wait_at_a_door_is_as_long_as_it_was(store: Store, clock: Clock, jump: dict[str, float]):
    door = throttle.account("ann", HERE)
    for _ in range(5):
        throttle.count(store, door)
    clock.jumps(**jump)
    clock.goes_on(seconds=59)
    with pytest.raises(Throttled):
        throttle.count(store, door)
    clock.goes_on(seconds=1)
    throttle.count(store, door)


def test_a_try_that_is_taken_back_opens_its_door_and_leaves_the_others_counted(store: Store):
    door = throttle.arrival("tablet")
    assert [throttle.count(store, door) for _ in range(5)] == [False] * 4 + [True]
    with store.writing() as tx:
        throttle.undo(tx, door)
    assert throttle.count(store, door), "four stay counted, so this one shuts it"
    with pytest.raises(Throttled):
        throttle.count(store, door)
