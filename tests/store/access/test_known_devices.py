"""Tries to sign in are counted by name and place, and apart on devices that are known."""

from __future__ import annotations

import pytest

from kiosk.store import Refused, Store, Throttled
from kiosk.store.access import known_devices, staff
from tests.builders.clinic import PASSWORD
from tests.store.house import HERE, House, a_house, guesses, somebody, who_is


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def known_at(store: Store, person: staff.Staff, device: str = "") -> str:
    """The token of a device they have signed in on."""
    with store.writing() as tx:
        return known_devices.renew(tx, device, person.id)


def test_a_stranger_shuts_nobody_out_elsewhere(house: House):
    ann = somebody(house.store, "Ann")
    device = known_at(house.store, ann)
    guesses(house.store, 9)
    assert guesses(house.store, 1) == ["Throttled"]
    assert who_is(house.store, staff.sign_in(house.store, "Ann", PASSWORD, "203.0.113.9"))
    for number in range(30):
        guesses(house.store, 1, "Ann", f"198.51.100.{number}")
    with pytest.raises(Throttled):
        staff.sign_in(house.store, "Ann", PASSWORD, "203.0.113.9")
    assert who_is(house.store, staff.sign_in(house.store, "Ann", PASSWORD, HERE, device))


def test_a_known_device_guesses_no_more_than_a_stranger_and_is_not_known_for_others(house: House):
    ann, ben = somebody(house.store, "Ann"), somebody(house.store, "Ben")
    device = known_at(house.store, ann)
    for _ in range(5):
        with pytest.raises(Refused):
            staff.sign_in(house.store, "Ann", "wrong wrong wrong", HERE, device)
    with pytest.raises(Throttled):
        staff.sign_in(house.store, "Ann", PASSWORD, HERE, device)
    assert who_is(house.store, staff.sign_in(house.store, "Ann", PASSWORD, HERE))
    with house.store.reading() as tx:
        assert not known_devices.is_known(tx, device, ben.id)
        assert not known_devices.is_known(tx, "planted", ann.id)
        assert staff.by_token(tx, device) is None


def test_a_device_stays_known_for_all_who_signed_in_there_under_a_new_token(house: House):
    ann, ben = somebody(house.store, "Ann"), somebody(house.store, "Ben")
    first = known_at(house.store, ann)
    second = known_at(house.store, ben, first)
    with house.store.reading() as tx:
        assert not known_devices.is_known(tx, first, ann.id)
        assert all(known_devices.is_known(tx, second, each.id) for each in (ann, ben))


@pytest.mark.parametrize("way", ["an admin", "a new password"])
def test_the_count_of_an_account_is_cleared_everywhere_by(house: House, way: str):
    ann = somebody(house.store, "Ann")
    somebody(house.store, "Ben")
    for name in ("Ann", "Ben"):
        guesses(house.store, 9, name)
    with house.store.writing() as tx:
        if way == "an admin":
            staff.unlock(tx, ann.id, by="setup")
        else:
            staff.set_password(tx, ann.id, PASSWORD, by="setup")
    assert who_is(house.store, staff.sign_in(house.store, "Ann", PASSWORD, HERE))
    assert guesses(house.store, 1, "Ben") == ["Throttled"]
