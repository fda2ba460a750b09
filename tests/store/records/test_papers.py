"""Every paper of a record is kept under its number, and opens as it was handed out."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from kiosk.store import Store, Transaction, Unreadable
from kiosk.store.engine.sealing import seal
from kiosk.store.records import corrections, owed, papers, records
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients, part_clients
from tests.each import SQLITE_FIRST
from tests.store.house import House, a_house, keeps, keeps_paper, next_issue, somebody, tampers

pytestmark = pytest.mark.long


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def corrects(tx: Transaction, record_id: str, now: str) -> None:
    corrections.correct(tx, record_id, "phone", "555-0101", now, "misheard", "setup")


def listed(house: House, record_id: str) -> list[tuple[int, str, bool]]:
    """Number, why it was drawn, and whether a later one took its place."""
    with house.store.reading() as tx:
        return [(k.number, k.because, k.superseded) for k in papers.all_of(tx, record_id)]


def test_what_is_drawn_anew_is_the_next_paper_and_the_first_one_stays(house: House):
    signed, ann = house.signed(), somebody(house.store)
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, b"%PDF one")
        corrects(tx, signed.id, "555-0102")
    assert listed(house, signed.id) == [(1, "signed", True)]
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, b"%PDF two")
        records.assign(tx, signed.id, ann.id)
        keeps_paper(tx, signed.id, b"%PDF three")
    with house.store.reading() as tx:
        opened = [papers.paper_number(tx, signed.id, number) for number in (1, 2, 3, 4)]
        assert papers.paper_of(tx, signed.id) == b"%PDF three"
    assert opened == [b"%PDF one", b"%PDF two", b"%PDF three", None]
    assert listed(house, signed.id) == [
        (1, "signed", True),
        (2, "correction", True),
        (3, "therapist", False),
    ]


def test_of_several_reasons_the_heaviest_is_told(house: House):
    signed, ann, other = house.signed(), somebody(house.store), house.signed()
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, b"%PDF one")
        join_clients(tx, other.id, signed.id, "setup")
        corrects(tx, signed.id, "555-0102")
        records.assign(tx, signed.id, ann.id)
        keeps_paper(tx, signed.id, b"%PDF two")
        part_clients(tx, other.id, "setup")
        keeps_paper(tx, signed.id, b"%PDF three")
        keeps_paper(tx, other.id, b"%PDF other")
    assert [why for _, why, _ in listed(house, signed.id)] == ["signed", "correction", "visits"]
    assert [why for _, why, _ in listed(house, other.id)] == ["signed"]


def test_a_paper_under_a_number_that_was_taken_is_drawn_again(house: House):
    signed = house.signed()
    with house.store.writing() as tx:
        late = next_issue(tx, signed.id)
        keeps_paper(tx, signed.id, b"%PDF one")
        corrects(tx, signed.id, "555-0102")
        claim = owed.claim(tx, "a host", redraws=True)
        assert claim
        assert not papers.keep_paper(tx, claim, b"%PDF Paper 1", late)
        assert owed.is_due(tx, redraws=True)
        assert keeps(tx, owed.claim(tx, "a host", redraws=True), b"%PDF Paper 2")
    assert [number for number, _, _ in listed(house, signed.id)] == [1, 2]


def test_a_file_is_found_by_its_hash(house: House):
    signed = house.signed()
    digest = hashlib.sha256(b"%PDF one").digest()
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, b"%PDF one")
        assert papers.by_hash(tx, digest) == papers.Found(signed.id, 1, 1, superseded=False)
        corrects(tx, signed.id, "555-0102")
        assert papers.by_hash(tx, digest) == papers.Found(signed.id, 1, 1, superseded=True)
        keeps_paper(tx, signed.id, b"%PDF two")
        assert papers.by_hash(tx, digest) == papers.Found(signed.id, 1, 2, superseded=True)
        assert papers.by_hash(tx, hashlib.sha256(b"%PDF another").digest()) is None


def test_words_that_no_face_could_draw_are_told_of_the_newest_paper_alone(house: House):
    signed, other = house.signed(), house.signed()
    with house.store.writing() as tx:
        keeps_paper(tx, other.id, b"%PDF")
        claim = owed.claim(tx, "a host", wanted=signed.id)
        assert claim
        papers.keep_paper(tx, claim, b"%PDF", next_issue(tx, signed.id), ("ᚠᚢᚦ", "ᚨᚱ"))
        both = [signed.id, other.id]
        assert papers.unreadable_in(tx, both) == {signed.id: ("ᚠᚢᚦ", "ᚨᚱ")}
        corrects(tx, signed.id, "555-0102")
        keeps_paper(tx, signed.id, b"%PDF two")
        assert papers.unreadable_in(tx, both) == {}


def test_words_that_were_tampered_with_keep_no_list_from_its_readers(house: House):
    signed = house.signed()
    with house.store.writing() as tx:
        claim = owed.claim(tx, "a host", wanted=signed.id)
        assert claim
        papers.keep_paper(tx, claim, b"%PDF", next_issue(tx, signed.id), ("ᚠᚢᚦ",))
    tampers(house.store, "UPDATE paper SET unreadable = :v", v=bytes(40))
    with house.store.reading() as tx:
        assert papers.unreadable_in(tx, [signed.id]) == {}
        assert papers.paper_of(tx, signed.id) == b"%PDF"


def test_a_paper_opens_under_its_own_number_alone(house: House):
    signed = house.signed()
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, b"%PDF one")
        corrects(tx, signed.id, "555-0102")
        keeps_paper(tx, signed.id, b"%PDF two")
    tampers(house.store, "UPDATE paper SET number = 7 WHERE number = 1")
    with pytest.raises(Unreadable), house.store.reading() as tx:
        papers.paper_number(tx, signed.id, 7)


def test_a_paper_from_before_there_were_numbers_opens_as_paper_one(house: House):
    signed = house.signed()
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, b"%PDF of old")
        sealed = seal(tx.keys, b"%PDF of old", f"paper:{signed.id}:content")
        old = text("UPDATE paper SET content = :c, stands = NULL WHERE record_id = :i")
        tx.connection.execute(old, {"c": sealed, "i": signed.id})
    with house.store.reading() as tx:
        assert papers.paper_of(tx, signed.id) == b"%PDF of old"
        assert papers.paper_number(tx, signed.id, 1) == b"%PDF of old"


def test_erasing_a_record_takes_all_its_papers_and_the_bytes_of_those_that_tell_of_it(house: House):
    before, gone, after = house.signed(), house.signed(), house.signed()
    with house.store.writing() as tx:
        for other in (before, after):
            join_clients(tx, other.id, gone.id, "setup")
        for each in (before, gone, after):
            keeps_paper(tx, each.id, each.id.encode())
        corrects(tx, gone.id, "555-0102")
        keeps_paper(tx, gone.id, b"%PDF two")
        erase_record(tx, gone.id, "admin", "asked by the client")
        keeps_paper(tx, after.id, b"%PDF of after")
    with house.store.reading() as tx:
        assert papers.all_of(tx, gone.id) == []
        assert papers.paper_number(tx, before.id, 1) == before.id.encode()
        assert papers.paper_number(tx, after.id, 1) is None
        assert papers.paper_number(tx, after.id, 2) == b"%PDF of after"
        assert [kept.opens for kept in papers.all_of(tx, after.id)] == [False, True]
        handed_out = hashlib.sha256(after.id.encode()).digest()
        assert papers.by_hash(tx, handed_out) == papers.Found(after.id, 1, 2, superseded=True)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(turns=st.lists(st.sampled_from(["correct", "take", "join", "draw"]), max_size=12))
@SQLITE_FIRST
def test_whatever_happens_numbers_go_on_and_every_paper_opens_as_it_was_kept(
    house: House, turns: list[str]
):
    signed, other = house.signed(), house.signed()
    kept: list[bytes] = []
    therapists = [""]
    for turn, what in enumerate([*turns, "draw"]):
        with house.store.writing() as tx:
            if what == "correct":
                corrects(tx, signed.id, f"555-{turn}")
            elif what == "take":
                therapists.append(f"therapist {turn}")
                records.assign(tx, signed.id, therapists[-1], therapists[-2])
            elif what == "join":
                join_clients(tx, other.id, signed.id, "setup")
            elif claim := owed.claim(tx, "a host", wanted=signed.id):
                kept.append(f"%PDF {turn}".encode())
                assert keeps(tx, claim, kept[-1])
    with house.store.reading() as tx:
        numbers = range(1, len(kept) + 1)
        assert [each.number for each in papers.all_of(tx, signed.id)] == list(numbers)
        assert [papers.paper_number(tx, signed.id, number) for number in numbers] == kept
        assert papers.paper_of(tx, signed.id) == kept[-1]
