"""What the preview shows is what is erased: for any visits, rules, holds and days gone by."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kiosk.store import Keys, Store
from kiosk.store.engine.tables import CLIENT, RECORD
from kiosk.store.records import client_links, holds, retention
from kiosk.store.records.retention import GRACES, Rules
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients
from kiosk.usecases.retain import choose_rules, going, keep_to_rules
from tests.conftest import Clock
from tests.store.house import House, a_house
from tests.usecases.test_retain import comes

pytestmark = pytest.mark.long

DAYS = st.dates(date(2004, 1, 1), date(2026, 3, 1)).map(date.isoformat)
BORN = st.sampled_from(["1970-01-01", "2000-06-01", "2008-03-11", "2015-01-01"])
YEARS = st.sampled_from([0, 0, 1, 3, 10])


@dataclass(frozen=True)
class Somebody:
    """A person with visits, and what happened to them."""

    days: list[str]
    born: str
    fate: str


PEOPLE = st.lists(
    st.builds(
        Somebody,
        st.lists(DAYS, min_size=1, max_size=3),
        BORN,
        st.sampled_from(["", "", "held", "one held", "joined", "emptied"]),
    ),
    min_size=1,
    max_size=4,
)
RULES = st.builds(Rules, YEARS, YEARS, YEARS, st.sampled_from(GRACES))


def lives(house: House, people: list[Somebody]) -> None:
    before = ""
    for one in people:
        first = comes(house, one.days[0], born=one.born)
        others = [comes(house, day, first, one.born) for day in one.days[1:]]
        with house.store.writing() as tx:
            if one.fate == "held":
                holds.place(tx, first, "client", "ada", "a court")
            elif one.fate == "one held":
                holds.place(tx, first, "record", "ada", "a court")
            elif one.fate == "joined" and before:
                join_clients(tx, first, before, "mei")
            elif one.fate == "emptied":
                for each in (first, *others):
                    erase_record(tx, each, "ada", "asked")
        before = "" if one.fate == "emptied" else first


def there(store: Store) -> tuple[set[str], set[str]]:
    """The ids of every record, and of every client."""
    with store.reading() as tx:
        ids = (set(tx.connection.scalars(select(each.c.id))) for each in (RECORD, CLIENT))
        records, clients = ids
    return records, clients


def foretold(store: Store, clock: Clock) -> tuple[set[str], set[str]]:
    """What the preview says is gone by now: its records, and its clients."""
    with store.reading() as tx:
        found = going(tx, retention.rules(tx))
        today = clock.now.date()
        gone = [one.due for one in found if one.goes_on and one.goes_on <= today]
        assert gone == [one.due for one in found if one.now]
        whole = [due for due in gone if due.kind != "record"]
        clients = {each for due in whole for each in client_links.all_of(tx, due.id)}
    return {this for due in gone for this in due.records}, clients


@settings(max_examples=12)
@given(people=PEOPLE, rules=RULES, days=st.integers(0, 400))
def test_the_preview_is_what_is_erased(
    empty_file: Path, keys: Keys, people: list[Somebody], rules: Rules, days: int
):
    clock = Clock()
    with TemporaryDirectory() as folder:
        shutil.copy(empty_file, f"{folder}/kiosk.db")
        with closing(Store(f"sqlite:///{folder}/kiosk.db", keys, clock)) as store:
            lives(a_house(store), people)
            choose_rules(store, rules, "ada")
            # The whole of a day, so that a day shown and a moment passed are one.
            clock.goes_on(days=days)
            keep_to_rules(store)
            clock.goes_on(days=rules.grace)
            before, expected = there(store), foretold(store, clock)
            keep_to_rules(store)
            after = there(store)
            assert (before[0] - after[0], before[1] - after[1]) == expected
            assert foretold(store, clock) == (set(), set())
