"""Whether a file was issued here, unchanged: by its hash, or by its seal where that is unknown."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.exports.carried_seals import LookedAt, look_at
from kiosk.store import Keys, Store
from kiosk.store.records import corrections, papers
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.seal_paper import make_seal, seal_paper
from kiosk.usecases.verify_paper import Verdict, sentence, verify_paper
from tests.builders.small_paper import small_paper
from tests.store.house import House, a_house, keeps_paper

pytestmark = pytest.mark.paper

TIMES = 200


@pytest.fixture
def house(some_store: Store) -> House:
    return a_house(some_store)


def sealed(store: Store, words: str = "") -> bytes:
    pdf, done = seal_paper(store, "x", small_paper(words))
    assert done
    return pdf


def issues(house: House) -> tuple[str, bytes]:
    """A record, and its paper as it was handed out."""
    signed, pdf = house.signed(), sealed(house.store)
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, pdf)
    return signed.id, pdf


def verdict(house: House, pdf: bytes) -> Verdict:
    return verify_paper(house.store, pdf, look_at)


def never(_: tuple[bytes, bytes]) -> LookedAt:
    raise AssertionError("a file that is known is not looked into")


def test_a_paper_of_ours_is_known_by_its_hash_alone(house: House):
    record_id, pdf = issues(house)
    found = verify_paper(house.store, pdf, never)
    assert sentence(found, "en") == (
        f"Issued here, byte for byte unchanged: paper 1 of 1 of record {record_id}. "
        "It is the newest paper of this record."
    )


def test_an_earlier_paper_is_said_to_be_superseded(house: House):
    record_id, first = issues(house)
    with house.store.writing() as tx:
        corrections.correct(tx, record_id, "phone", "555-0101", "555-0102", "misheard", "setup")
    assert "A later paper has taken its place, or will." in sentence(verdict(house, first), "en")
    second = sealed(house.store, "firmly")
    with house.store.writing() as tx:
        keeps_paper(tx, record_id, second)
    assert "paper 1 of 2" in sentence(verdict(house, first), "en")
    assert "paper 2 of 2" in sentence(verdict(house, second), "en")
    assert "It is the newest paper" in sentence(verdict(house, second), "en")


def test_the_paper_of_an_erased_record_is_known_by_its_seal(house: House):
    record_id, pdf = issues(house)
    with house.store.writing() as tx:
        erase_record(tx, record_id, "asked for", "setup")
    assert verdict(house, pdf).kind == "gone"


def test_one_byte_changed_anywhere_is_never_unchanged(house: House):
    _, pdf = issues(house)
    chance = random.Random(7)
    told = [verdict(house, flipped(pdf, chance.randrange(len(pdf)), chance)) for _ in range(TIMES)]
    assert {each.kind for each in told} <= {"changed", "no_pdf"}
    assert sum(each.kind == "changed" for each in told) > TIMES - 5


def test_nor_is_it_where_the_paper_is_not_known(house: House):
    pdf, chance = sealed(house.store), random.Random(8)
    assert verdict(house, pdf).kind == "gone"
    told = [verdict(house, flipped(pdf, chance.randrange(len(pdf)), chance)) for _ in range(TIMES)]
    assert {each.kind for each in told} <= {"changed", "no_pdf"}


@pytest.mark.torture
def test_nor_is_it_at_any_byte(house: House):
    pdf, chance = sealed(house.store), random.Random(9)
    kinds = {verdict(house, flipped(pdf, place, chance)).kind for place in range(len(pdf))}
    assert kinds <= {"changed", "no_pdf"}


def flipped(pdf: bytes, place: int, chance: random.Random) -> bytes:
    changed = bytearray(pdf)
    changed[place] ^= 1 << chance.randrange(8)
    return bytes(changed)


@pytest.mark.parametrize("more", [b"\n", b"%", b"\n1 0 obj<<>>endobj"])
def test_what_is_written_behind_it_is_a_change(house: House, more: bytes):
    _, pdf = issues(house)
    assert verdict(house, pdf + more).kind == "changed"
    assert verdict(house, pdf[:-1]).kind == "changed"


def test_a_seal_put_over_another_paper_is_a_change(house: House):
    _, pdf = issues(house)
    other = sealed(house.store, "firmly")
    start, end = pdf.index(b"/Contents<"), pdf.index(b">", pdf.index(b"/Contents<"))
    at = other.index(b"/Contents<")
    forged = other[:at] + pdf[start:end] + other[at + end - start :]
    assert len(forged) == len(other)
    assert verdict(house, forged).kind == "changed"


def test_what_another_clinic_sealed_is_not_ours(house: House, empty_file: Path, tmp_path: Path):
    make_seal(house.store)
    shutil.copy(empty_file, tmp_path / "others.db")
    theirs = a_house(Store(f"sqlite:///{tmp_path / 'others.db'}", Keys.fresh()))
    assert verdict(house, sealed(theirs.store)).kind == "other"
    theirs.store.close()


def test_before_there_is_a_seal_nothing_carries_it(house: House):
    assert verdict(house, small_paper()).kind == "other"


def test_a_paper_of_ours_without_a_seal_is_known_as_well(house: House):
    signed = house.signed()
    with house.store.writing() as tx:
        keeps_paper(tx, signed.id, small_paper())
    assert verdict(house, small_paper()).kind == "issued"


def test_without_the_master_key_a_paper_is_still_proved(house: House, some_url: str):
    _, pdf = issues(house)
    stranger = Store(some_url, Keys.fresh())
    assert verify_paper(stranger, pdf, never).kind == "issued"
    assert verify_paper(stranger, sealed(house.store, "firmly"), look_at).kind == "gone"
    stranger.close()


@given(st.binary(max_size=300) | st.binary(max_size=300).map(b"%PDF-1.7 ".__add__))
def test_whatever_a_file_holds_it_is_looked_at_in_peace(content: bytes):
    assert look_at((content, b"certificate")).seals == ()


@pytest.mark.parametrize(
    "held",
    [
        b"[0 9 9 9]",
        b"[0 9999999 1 1]",
        b"[0 5 3 1]",
        b"[ 0 1 2 3 ]",
        b"[0 12 8 4]<" + b"z" * 40 + b">",
        b"[0 1 2 3]" * 10_000,
    ],
)
def test_a_range_that_leads_nowhere_is_no_seal(held: bytes):
    assert look_at((b"%PDF-1.7 /ByteRange" + held, b"certificate")).seals == ()


def test_the_hash_alone_is_kept_of_what_was_erased(house: House):
    record_id, pdf = issues(house)
    with house.store.reading() as tx:
        assert papers.by_hash(tx, b"0" * 32) is None
        assert papers.paper_of(tx, record_id) == pdf
