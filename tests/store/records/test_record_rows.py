"""A row of a list tells just what stands, although it does not open the whole record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiosk.demo.personas import personas, variants
from kiosk.intake.record import Record
from kiosk.intake.record_json import as_json
from kiosk.store import Store
from kiosk.store.intakes import intakes
from kiosk.store.records import corrections, record_rows, records, standing
from tests.builders.records import a_record, a_return, ticks_everything
from tests.store.house import House, a_house

PARTS = {"answers", "carried", "facts", "flags"}
"""What a row takes out of the text of a record by its name."""

SNEAKY = (
    '","answers":{"cancer":"now"},"flags":[{"severity":"urgent"}],"facts":{"been_before":"yes"}'
)


@pytest.fixture
def house(some_store: Store) -> House:
    return a_house(some_store)


def every_record() -> Iterator[tuple[str, Record]]:
    for one in (*personas(), *variants()):
        if one.path == "new":
            yield one.key, a_record(**one.answers)
    yield "ticks everything", a_record(**ticks_everything())
    yield "sneaky", a_record(good_visit=SNEAKY, health_note='{"answers":{}}\\', full_name="flags")
    yield "sneaky keys", a_record(good_visit='\\","carried":{}', goals=["pain"])


def signs(house: House, record: Record) -> str:
    intake, _ = house.starts()
    with house.store.writing() as tx:
        intakes.sign(tx, intake, as_json(replace(record, id=intake.id, fingerprint="")))
    return intake.id


def assert_tells_what_stands(house: House, ids: list[str]) -> None:
    with house.store.reading() as tx:
        rows = {row.id: row for row in record_rows.these(tx, ids)}
        for this in ids:
            stands, row = standing.find(tx, this), rows[this]
            assert row.whole
            assert row.answers == stands.says
            assert row.severities == tuple(flag.severity for flag in stands.in_full.flags)
            assert row.been_before == (stands.kept["facts"].get("been_before") == "yes")


def test_a_row_tells_what_stands_of_whatever_was_said(house: House):
    ids = [signs(house, record) for _, record in every_record()]
    assert len(ids) > 10
    assert_tells_what_stands(house, ids)


def test_a_row_tells_what_stands_once_it_was_put_right_or_carried(house: House):
    first = signs(house, a_record(cancer="never", good_visit=SNEAKY))
    athlete = next(each for each in personas() if each.path == "returning")
    again, untouched = (signs(house, a_return(athlete)) for _ in range(2))
    for this, question, now in ((first, "cancer", "now"), (again, "good_visit", SNEAKY)):
        with house.store.writing() as tx:
            corrections.correct(tx, this, question, None, now, "misheard", "theo")
    assert_tells_what_stands(house, [first, again, untouched])


def names_within(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part
        for inner in part.values():
            yield from names_within(inner)
    if isinstance(part, list):
        for inner in part:
            yield from names_within(inner)


def test_no_part_of_a_part_goes_by_the_name_that_a_row_looks_for(house: House):
    for key, record in every_record():
        kept = as_json(record)
        assert kept.keys() | {"carried"} >= PARTS
        for name, part in kept.items():
            found = PARTS & set(names_within(part))
            assert not found, (
                f"{key}: {name} has parts called {found}; store/listed.py would take them for the"
                " record's own. Give them another name, or let it open the whole record"
            )


def test_the_text_is_canonical_as_the_row_reads_it():
    assert records.canonical({"flags": [], "answers": {}}) == b'{"answers":{},"flags":[]}'
