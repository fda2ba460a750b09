"""A record lies in two parts under one seal: what was said, and how it was worded."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from kiosk.exports.values import values
from kiosk.intake.record_json import as_json
from kiosk.store import Store
from kiosk.store.engine.tables import RECORD
from kiosk.store.records import corrections, picked, record_rows, records, standing
from kiosk.store.records.deflated import (
    hash_of,
    in_parts,
    inflated,
    light,
    without_lines,
)
from kiosk.store.records.picked import Pick
from kiosk.store.records.records import Signed
from kiosk.store.records.standing import Standing
from kiosk.usecases.exported_visits import Exporter, Wanted, exported_visits
from tests.builders.heavy import made_heavy, made_of_one_part
from tests.exports.papers import NEW, record_of
from tests.store.house import House, a_house, tampers

ALWAYS = Pick(date(2000, 1, 1), date(2100, 1, 1))

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda part: (
        st.lists(part)
        | st.dictionaries(st.text(), part)
        | st.fixed_dictionaries({"marks": st.lists(part), "sections": st.lists(part)})
        | st.fixed_dictionaries({"sections": st.lists(part)}, optional={"title": part})
    ),
)
RECORDS = st.fixed_dictionaries({"answers": JSON, "said": JSON}, optional={"told": JSON, "z": JSON})


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def read(house: House, *, words: bool = True) -> list[Signed]:
    with house.store.reading() as tx:
        return list(picked.stream(tx, ALWAYS, words=words))


@given(RECORDS)
def test_any_text_comes_back_to_the_letter_and_its_first_part_is_what_was_said(said: Any):
    text = records.canonical(said)
    kept = in_parts(text)
    assert inflated(kept) == text
    assert hash_of(kept) == hash_of(text)
    assert in_parts(kept) == kept
    whole = json.loads(text)
    assert json.loads(light(kept)) in (whole, without_lines(whole))


@pytest.mark.parametrize("spoken", ["en", "es", "ar"])
def test_the_first_part_of_a_record_has_all_but_the_lines(spoken: str):
    record = as_json(record_of(NEW[0].key, spoken))
    kept = in_parts(records.canonical(record))
    assert json.loads(light(kept)) == json.loads(records.canonical(without_lines(record)))
    assert len(light(kept)) < len(inflated(kept)) / 2


def test_a_wording_that_two_share_is_kept_once():
    shared, apart = (as_json(record_of(NEW[0].key, spoken)) for spoken in ("en", "es"))
    assert "told" not in shared
    assert apart["told"]["language"] != apart["said"]["language"]


def test_however_a_record_was_kept_it_is_read_alike_with_its_words_and_without(house: House):
    new, heavy, one_part = (house.signs_as(record_of(NEW[0].key, "es")) for _ in range(3))
    before = read(house), read(house, words=False)
    made_heavy(house.store, heavy)
    made_of_one_part(house.store, one_part)
    assert (read(house), read(house, words=False)) == before
    for whole, said in zip(*before, strict=True):
        assert {**without_lines(whole.record), "fingerprint": whole.hash} == said.record
    with house.store.reading() as tx:
        rows = record_rows.these(tx, [new, heavy, one_part])
        assert len({(str(row.answers), row.severities, row.whole) for row in rows}) == 1


def test_what_was_read_without_words_is_never_taken_for_all_of_it(house: House):
    house.signs_as(record_of(NEW[0].key))
    (said,) = read(house, words=False)
    for words in ("in_full", "to_the_letter", "fingerprint"):
        with pytest.raises(RuntimeError, match=said.id):
            getattr(Standing(said), words)


def test_a_correction_is_read_with_all_the_words_it_moves(house: House):
    record_id = house.signs_as(record_of(NEW[0].key))
    with house.store.writing() as tx:
        corrections.correct(tx, record_id, "phone", None, "555-0199", "misread", "ann")
    with house.store.reading() as tx:
        (stands,) = standing.of_all(tx, picked.stream(tx, ALWAYS, words=False))
        assert stands.kept == standing.find(tx, record_id).kept
        assert stands.says["phone"] == "555-0199"


def test_every_column_says_the_same_with_words_read_and_without(house: House):
    for spoken in ("en", "es"):
        house.signs_as(record_of(NEW[0].key, spoken))
    made_heavy(house.store, house.signs_as(record_of(NEW[1].key)))
    wanted = Wanted(ALWAYS.first, ALWAYS.last, "csv", "to compare")
    with house.store.reading() as tx:
        whole, said = (
            [values(one) for one in exported_visits(tx, wanted, Exporter("test"), words=words)]
            for words in (True, False)
        )
    assert whole == said


@pytest.mark.parametrize("at", [0, 1, 14, 60, -1])
def test_a_first_part_that_was_changed_is_never_shown(house: House, at: int):
    changed, whole = (house.signs_as(record_of(NEW[0].key)) for _ in range(2))
    with house.store.reading() as tx:
        kept = tx.connection.scalar(select(RECORD.c.content).where(RECORD.c.id == changed))
    bad = bytearray(kept or b"")
    bad[at] ^= 1
    tampers(house.store, "UPDATE record SET content = :c WHERE id = :i", c=bytes(bad), i=changed)
    assert {one.id: "unreadable" in one.record for one in read(house, words=False)} == {
        changed: True,
        whole: False,
    }
    with house.store.reading() as tx:
        assert records.verify_all(tx) == [changed]


def test_a_hash_that_is_not_that_of_the_text_is_found_without_its_words(house: House):
    changed = house.signs_as(record_of(NEW[0].key))
    tampers(house.store, "UPDATE record SET hash = :h WHERE id = :i", h=bytes(32), i=changed)
    (told,) = read(house, words=False)
    assert told.record["unreadable"]
