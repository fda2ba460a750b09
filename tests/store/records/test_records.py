"""A record never changes, and whoever changes it is found out."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from kiosk.store import Missing, Store, Unreadable, audit
from kiosk.store.engine.tables import RECORD
from kiosk.store.engine.transaction import random_id
from kiosk.store.intakes import intakes
from kiosk.store.records import owed, papers, picked, record_rows, records
from kiosk.store.records.picked import Pick
from kiosk.usecases.erase_record import erase_record
from tests.conftest import Clock
from tests.each import SQLITE_FIRST
from tests.store.house import (
    House,
    a_house,
    a_record,
    flipped,
    keeps,
    keeps_paper,
    somebody,
    tampers,
)

pytestmark = pytest.mark.long

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcé"), inner),
    max_leaves=12,
)


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


@given(st.dictionaries(st.sampled_from(["answers", "id", "z"]), JSON))
def test_a_record_has_one_spelling(record: dict[str, object]):
    spelled = records.canonical(record)
    decomposed = {key: record[key] for key in reversed(record)}
    assert records.canonical(decomposed) == spelled
    assert unicodedata.is_normalized("NFC", spelled.decode())


def test_a_composed_and_a_decomposed_letter_are_the_same_record():
    assert records.canonical({"name": "Jose\u0301"}) == records.canonical({"name": "Jos\u00e9"})


def test_a_float_has_no_one_spelling():
    with pytest.raises(TypeError):
        records.canonical({"answers": {"level": 0.1}})


def test_a_records_fingerprint_is_the_hash_of_the_rest(house: House):
    signed = house.signed(reason="shoulder")
    assert signed.record["fingerprint"] == signed.hash
    plain = records.canonical(signed.record)
    assert hashlib.sha256(plain).hexdigest() == signed.hash
    assert records.canonical(a_record(signed.id, reason="shoulder")) == plain


def test_anyone_with_the_public_key_can_check_a_record(house: House):
    signed = house.signed()
    key = Ed25519PublicKey.from_public_bytes(house.store.keys.public_key(1))
    key.verify(signed.signature, hashlib.sha256(records.canonical(signed.record)).digest())


SAYS_WHAT_IT_IS = [
    "id", "clinic_id", "tablet_id", "visit_day", "signed_at", "catalogue_version",
    "key_id", "hash", "signature", "content",
]  # fmt: skip


@pytest.mark.parametrize("column", SAYS_WHAT_IT_IS)
@SQLITE_FIRST
def test_a_flipped_byte_in_a_record_is_reported(house: House, column: str):
    whole, changed = house.signed(), house.signed()
    with house.store.reading() as tx:
        plain = {"signed_at": 1} if column == "signed_at" else {}
        row = tx.connection.execute(select(RECORD).where(RECORD.c.id == changed.id)).one()
    value = plain.get(column) or flipped(getattr(row, column))
    tampers(house.store, f"UPDATE record SET {column} = :v WHERE id = :i", v=value, i=changed.id)
    with house.store.reading() as tx:
        bad = records.verify_all(tx)
        assert value in bad if column == "id" else changed.id in bad
        assert whole.id not in bad
    with pytest.raises((Unreadable, Missing)), house.store.reading() as tx:
        records.find(tx, changed.id)


def test_a_hash_borrowed_from_another_record_is_reported_with_its_signature(house: House):
    lender, changed = house.signed(), house.signed()
    borrow = (
        "UPDATE record SET hash = (SELECT hash FROM record WHERE id = :l), "
        "signature = (SELECT signature FROM record WHERE id = :l) WHERE id = :i"
    )
    tampers(house.store, borrow, l=lender.id, i=changed.id)
    with house.store.reading() as tx:
        assert records.verify_all(tx) == [changed.id]
        for words in (True, False):
            whole_year = picked.stream(tx, Pick(date(2026, 1, 1), date(2026, 12, 31)), words=words)
            told = [(each.id, "unreadable" in each.record) for each in whole_year]
            assert told == [(lender.id, False), (changed.id, True)]


def test_a_record_taken_away_is_reported_and_an_erased_one_is_not(house: House):
    taken, erased = house.signed(), house.signed()
    tampers(house.store, "DELETE FROM record WHERE id = :i", i=taken.id)
    with house.store.writing() as tx:
        erase_record(tx, erased.id, "admin", "asked by the client")
    with house.store.reading() as tx:
        assert records.verify_all(tx) == [taken.id]


def test_an_erased_record_is_gone_with_its_paper(house: House):
    signed = house.signed()
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, b"%PDF")
        erase_record(tx, signed.id, "admin", "asked by the client")
    with house.store.reading() as tx:
        assert papers.paper_of(tx, signed.id) is None
        assert audit.matching(tx, audit.Wanted(), 1)[0].reason == "asked by the client"
        with pytest.raises(Missing):
            records.find(tx, signed.id)
    with pytest.raises(Missing), house.store.writing() as tx:
        erase_record(tx, signed.id, "admin", "again")


def test_records_are_listed_by_visit_day(house: House):
    days = ["2026-03-09", "2026-03-10", "2026-03-10", "2026-03-11"]
    ids = []
    for day in days:
        intake, _ = house.starts()
        record = {**a_record(intake.id), "visit_day": day}
        with house.store.writing() as tx:
            ids.append(intakes.sign(tx, intake, record).id)
    with house.store.reading() as tx:
        assert [s.id for s in record_rows.of_day(tx, date(2026, 3, 10))] == [ids[2], ids[1]]
        these = picked.stream(tx, Pick(date(2026, 3, 9), date(2026, 3, 10)))
        assert [s.id for s in these] == ids[:3]


def test_newest_records_come_page_by_page(house: House):
    ids = [house.signed().id for _ in range(5)]
    with house.store.reading() as tx:
        first = record_rows.newest(tx, 2)
        second = record_rows.newest(tx, 2, before=first[-1].sequence)
    assert [s.id for s in first + second] == ids[:0:-1]


def test_a_range_is_read_as_a_stream(house: House):
    for _ in range(3):
        house.signed()
    with house.store.reading() as tx:
        stream = picked.stream(tx, Pick(date(2026, 1, 1), date(2026, 12, 31)))
        assert next(stream).sequence < next(stream).sequence


def test_the_first_reader_stays_noted(house: House, clock: Clock):
    signed = house.signed()
    ann = somebody(house.store, "Ann", "therapist")
    with house.store.writing() as tx:
        records.assign(tx, signed.id, ann.id)
        records.mark_read(tx, signed.id, ann.id)
        first = tx.now
    clock.goes_on(minutes=5)
    with house.store.writing() as tx:
        records.mark_read(tx, signed.id, "somebody else")
        read = records.find(tx, signed.id)
    assert (read.read_by, read.read_at, read.therapist_id) == (ann.id, first, ann.id)
    assert read.hash == signed.hash


def test_the_first_paper_kept_stays(house: House):
    signed = house.signed()
    with house.store.writing() as tx:
        assert papers.paper_of(tx, signed.id) is None
        claim = owed.claim(tx, "a host", wanted=signed.id)
        assert claim
        keeps(tx, claim, b"%PDF first")
        keeps(tx, claim, b"%PDF second")
    with house.store.reading() as tx:
        assert papers.paper_of(tx, signed.id) == b"%PDF first"
    with pytest.raises(Missing), house.store.writing() as tx:
        keeps(tx, replace(claim, record_id="no such record"), b"%PDF")


@pytest.mark.parametrize("column", ["hash", "content"])
def test_a_changed_paper_is_unreadable(house: House, column: str):
    signed = house.signed()
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, b"%PDF")
    tampers(house.store, f"UPDATE paper SET {column} = :v", v=b"\1\1" + bytes(40))
    with pytest.raises(Unreadable), house.store.reading() as tx:
        papers.paper_of(tx, signed.id)


def test_an_id_begins_like_a_word_so_that_no_spreadsheet_and_no_command_takes_it_for_more():
    assert all(random_id()[0].isalnum() for _ in range(2000))
