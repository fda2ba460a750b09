"""The clinic's seal: one key, made once, sealed under the master key; its certificate for all."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from sqlalchemy import select

from kiosk.store import Keys, Missing, Store, Unreadable, clinics
from kiosk.store.engine import cms
from kiosk.store.engine.tables import CLINIC_SEAL
from kiosk.store.records import seals
from kiosk.store.records.seals import Seal
from tests.conftest import Clock
from tests.store.house import House, a_house, rows, tampers

DIGEST = sha256(b"a paper").digest()


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def makes(store: Store) -> Seal:
    with store.writing() as tx:
        return seals.make(tx)


def number_of(seal: Seal) -> int:
    return seal.certificate.serial_number


def test_it_is_made_once(house: House):
    with house.store.reading() as tx:
        assert seals.the_seal(tx) is None
        assert seals.certificate(tx) is None
    first = makes(house.store)
    assert number_of(makes(house.store)) == number_of(first)
    with house.store.reading() as tx:
        assert seals.certificate(tx) == first.certificate
    assert rows(house.store, CLINIC_SEAL) == 1


def test_of_two_hosts_at_once_one_makes_it(house: House, url: str, keys: Keys, clock: Clock):
    other, together, made = Store(url, keys, clock), threading.Barrier(2), []

    def host(store: Store) -> None:
        together.wait(60)
        made.append(number_of(makes(store)))

    hosts = [threading.Thread(target=host, args=(store,)) for store in (house.store, other)]
    for each in hosts:
        each.start()
    for each in hosts:
        each.join(60)
    other.close()
    assert len(made) == 2
    assert len(set(made)) == 1
    assert rows(house.store, CLINIC_SEAL) == 1


def test_of_two_hosts_that_want_one_at_once_the_second_takes_the_firsts(
    postgresql_url: str, keys: Keys, clock: Clock
):
    hosts = [Store(postgresql_url, keys, clock) for _ in range(2)]
    a_house(hosts[0])
    both = threading.Barrier(2)

    def makes_one(host: Store) -> int:
        both.wait(60)
        return number_of(makes(host))

    with ThreadPoolExecutor(2) as together:
        made = list(together.map(makes_one, hosts))
    assert len(set(made)) == 1
    for store in hosts:
        store.close()


def test_there_is_none_without_a_clinic(store: Store):
    with pytest.raises(Missing), store.writing() as tx:
        seals.make(tx)


def test_it_opens_with_the_old_master_key_after_a_new_one_came(
    house: House, url: str, keys: Keys, clock: Clock
):
    before = makes(house.store)
    turned = Store(url, Keys({**keys.masters, max(keys.masters) + 1: b"n" * 32}), clock)
    with turned.reading() as tx:
        after = seals.the_seal(tx)
    turned.close()
    assert after
    assert after.certificate == before.certificate
    assert cms.what_was_signed(after.sign(DIGEST), before.certificate) == DIGEST


def test_with_another_master_key_it_stays_shut(house: House, url: str, clock: Clock):
    makes(house.store)
    stranger = Store(url, Keys.fresh(), clock)
    with pytest.raises(Unreadable), stranger.reading() as tx:
        seals.the_seal(tx)
    with stranger.reading() as tx:
        assert seals.certificate(tx), "checking a paper needs no key"
    stranger.close()


def test_another_certificate_put_there_is_noticed(house: House, clock: Clock):
    makes(house.store)
    other = seals._certificate(generate_private_key(SECP256R1()), "Quiet Room", clock.now)
    strange = seals.as_bytes(other)
    tampers(house.store, "UPDATE clinic_seal SET certificate = :other", other=strange)
    with pytest.raises(Unreadable), house.store.reading() as tx:
        seals.the_seal(tx)


def test_its_key_is_nowhere_in_the_clear(house: House):
    seal = makes(house.store)
    secret = seal._key.private_numbers().private_value.to_bytes(32, "big")
    with house.store.reading() as tx:
        row = tx.connection.execute(select(CLINIC_SEAL)).one()
    assert secret not in b"".join(bytes(part) for part in row if isinstance(part, bytes))
    assert str(secret) not in repr(seal)
    assert "_key" not in repr(seal)


def test_its_certificate_says_what_it_is_for(house: House):
    certificate = makes(house.store).certificate
    assert certificate.subject == certificate.issuer
    assert certificate.subject.rfc4514_string() == "CN=Quiet Room"
    assert isinstance(certificate.public_key().curve, SECP256R1)
    certificate.verify_directly_issued_by(certificate)
    assert certificate.not_valid_after_utc.year == 9999
    assert seals.as_text(certificate).startswith("-----BEGIN CERTIFICATE-----\n")


@pytest.mark.parametrize("name", ["Q" * 200, "Ж" * 200, "🙂" * 90, "Ñandú & Söhne, “quiet”"])
def test_a_seal_has_room_whatever_the_clinic_is_called(some_store: Store, name: str):
    with some_store.writing() as tx:
        clinics.found(tx, name, "en")
        seal = seals.make(tx)
    signed = seal.sign(DIGEST)
    assert cms.what_was_signed(signed, seal.certificate) == DIGEST
    assert len(signed) <= 960


def test_a_bit_that_is_changed_in_a_seal_is_noticed(house: House):
    seal = makes(house.store)
    signed = seal.sign(DIGEST)
    assert cms.what_was_signed(signed + bytes(40), seal.certificate) == DIGEST
    for place in range(len(signed)):
        changed = bytearray(signed)
        changed[place] ^= 1 << place % 8
        assert cms.what_was_signed(bytes(changed), seal.certificate) is None, place


@pytest.mark.parametrize("strange", [b"", b"0", b"0\x82", b"0\x80" * 50, bytes(900), b"\xff" * 900])
def test_what_is_no_seal_is_none(house: House, strange: bytes):
    assert cms.what_was_signed(strange, makes(house.store).certificate) is None
