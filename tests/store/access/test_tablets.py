"""A tablet is paired by a code that works once, for ten minutes."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from kiosk.store import Missing, Refused, Store, Throttled, clinics
from kiosk.store.access import sessions, tablets
from kiosk.store.engine.tables import PAIRING, SESSION
from tests.conftest import Clock
from tests.store.house import House, a_house, a_tablet

HERE = "198.51.100.8"


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def a_code(house: House) -> str:
    with house.store.writing() as tx:
        return tablets.pairing_code(tx, "Tablet 2", "admin")


def test_a_code_pairs_one_tablet(house: House):
    code = a_code(house)
    assert re.fullmatch("[A-Z2-7]{8}", code)
    token = tablets.pair(house.store, f" {code[:4].lower()} {code[4:]} ", HERE)
    with house.store.reading() as tx:
        tablet = tablets.by_token(tx, token)
    assert tablet
    assert tablet.name == "Tablet 2"
    with pytest.raises(Refused):
        tablets.pair(house.store, code, HERE)


WIDE = {ord("O"): "0", ord("I"): "1", **{code: code + 0xFEE0 for code in b"ABCDEFGH2345"}}


def test_a_code_may_be_typed_as_it_was_read(house: House):
    code = a_code(house)
    sloppy = f"{code[:4]}-{code[4:]}\u00a0".translate(WIDE)
    assert tablets.pair(house.store, sloppy, HERE)


def test_a_code_used_by_many_at_once_pairs_one(house: House):
    code = a_code(house)

    def paired(number: int) -> bool:
        try:
            return bool(tablets.pair(house.store, code, f"198.51.100.{number}"))
        except Refused:
            return False

    with ThreadPoolExecutor(8) as hands:
        assert sum(hands.map(paired, range(8))) == 1


def test_a_code_is_dead_after_ten_minutes(house: House, clock: Clock):
    code = a_code(house)
    clock.goes_on(minutes=10)
    with pytest.raises(Refused):
        tablets.pair(house.store, code, HERE)


def test_five_wrong_codes_kill_the_right_one(house: House):
    code = a_code(house)
    for _ in range(5):
        with pytest.raises(Refused):
            tablets.pair(house.store, "AAAAAAAA", HERE)
    with pytest.raises(Refused):
        tablets.pair(house.store, code, HERE)


def test_four_wrong_codes_do_not(house: House):
    code = a_code(house)
    for _ in range(4):
        with pytest.raises(Refused):
            tablets.pair(house.store, "AAAAAAAA", HERE)
    assert tablets.pair(house.store, code, HERE)


def test_an_address_that_guesses_codes_must_wait(house: House, clock: Clock):
    for _ in range(30):
        with pytest.raises(Refused):
            tablets.pair(house.store, "AAAAAAAA", HERE)
    with pytest.raises(Throttled):
        tablets.pair(house.store, "AAAAAAAA", HERE)
    clock.goes_on(minutes=1)
    assert tablets.pair(house.store, a_code(house), HERE)


def test_neither_codes_nor_tokens_are_in_the_database(house: House):
    code = a_code(house)
    token = tablets.pair(house.store, a_code(house), HERE)
    with house.store.reading() as tx:
        rows = tx.connection.execute(select(PAIRING)).all()
        rows += tx.connection.execute(select(SESSION)).all()
    assert len(rows) == 3
    assert code not in repr(rows)
    assert token not in repr(rows)


def test_a_revoked_tablet_is_gone(house: House):
    other = a_tablet(house.store, "Tablet 2")
    with house.store.writing() as tx:
        tablets.revoke(tx, house.tablet.id, "admin")
        assert tablets.all_tablets(tx) == [other]
    with pytest.raises(Missing), house.store.writing() as tx:
        tablets.revoke(tx, house.tablet.id, "admin")


def test_a_tablet_stays_paired_for_a_year(house: House, clock: Clock):
    token = tablets.pair(house.store, a_code(house), HERE)
    for days, paired in ((364, True), (1, False)):
        clock.goes_on(days=days)
        with house.store.reading() as tx:
            assert bool(tablets.by_token(tx, token)) is paired


def test_use_is_written_down_once_a_minute(house: House, clock: Clock):
    token = tablets.pair(house.store, a_code(house), HERE)
    paired = house.store.steady()
    for seconds, seen in ((59, 0), (1, 60), (59, 60), (3600, 3719)):
        clock.goes_on(seconds=seconds)
        with house.store.writing() as tx:
            tablet = tablets.by_token(tx, token)
            assert tablet
            tablets.seen(tx, tablet)
            (listed,) = (each for each in tablets.all_tablets(tx) if each.id == tablet.id)
        assert listed.seen_at == paired + timedelta(seconds=seen)


def test_a_tablet_whose_pairing_has_lapsed_stays_on_the_list(house: House, clock: Clock):
    clock.goes_on(days=366)
    with house.store.writing() as tx:
        sessions.forget_expired(tx)
        (listed,) = tablets.all_tablets(tx)
    assert (listed.id, listed.seen_at) == (house.tablet.id, None)


def test_no_clinic_no_code(store: Store):
    with pytest.raises(Refused), store.writing() as tx:
        tablets.pairing_code(tx, "Tablet 1", "admin")


def test_there_is_one_clinic_and_it_keeps_its_settings(house: House):
    with house.store.writing() as tx:
        clinic = clinics.the_clinic(tx)
        assert clinic
        assert (clinic.name, clinic.time_zone, clinic.majority_age) == (
            "Quiet Room", "Europe/Madrid", 18,
        )  # fmt: skip
        clinics.change(tx, clinic.id, "admin", phone="555-0100", majority_age=16)
    with house.store.reading() as tx:
        changed = clinics.the_clinic(tx)
        assert changed
        assert (changed.phone, changed.majority_age) == ("555-0100", 16)
    with pytest.raises(Refused), house.store.writing() as tx:
        clinics.found(tx, "Another Room", "en", "UTC")
