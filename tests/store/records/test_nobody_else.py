"""Nobody's words ever reach another, whatever the order of visits, joins and partings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kiosk.intake import carry
from kiosk.store import Keys, Store
from kiosk.store.intakes import intakes
from kiosk.store.records import client_links, clients, records
from kiosk.usecases.join_clients import join_clients, part_clients
from tests.conftest import Clock
from tests.store.house import House, a_house
from tests.store.records.test_clients import ANN, signs

pytestmark = pytest.mark.long


class Clinic(RuleBasedStateMachine):
    """Five people come and go, are found again, joined by mistake and taken apart."""

    make: Any = None

    @initialize()
    def opens(self) -> None:
        self.house: House = type(self).make()
        self.mine: dict[str, str] = {}
        """By record, the words that were said in it."""
        self.people: list[str] = []
        self.visits = 0
        self.open: list[str] = []

    @rule()
    def comes_for_the_first_time(self) -> None:
        self._signs("")

    @rule(who=st.integers(0, 9))
    def comes_back_and_signs(self, who: int) -> None:
        if self.mine:
            self._signs(self._client(who))

    @rule(who=st.integers(0, 9))
    def comes_back_and_begins(self, who: int) -> None:
        if not self.mine:
            return
        with self.house.store.writing() as tx:
            client = client_links.root(tx, self._client(who))
            kept = carry.as_json(clients.carried(tx, client))
            words = kept["answers"]["complaint_words"]
            draft = {"client": client, "carried": kept, "answers": {"complaint_words": words}}
            here, _ = intakes.start(tx, self.house.tablet, draft, "changes")
        self.open.append(here.id)

    @rule(one=st.integers(0, 9), other=st.integers(0, 9))
    def is_joined(self, one: int, other: int) -> None:
        if self.mine:
            with self.house.store.writing() as tx:
                join_clients(tx, self._client(one), self._client(other), "desk")

    @rule(one=st.integers(0, 9))
    def is_taken_apart(self, one: int) -> None:
        if self.mine:
            with self.house.store.writing() as tx:
                part_clients(tx, self._client(one), "desk")

    @invariant()
    def nobody_carries_what_another_said(self) -> None:
        if not getattr(self, "mine", None):
            return
        with self.house.store.reading() as tx:
            for client in self.people:
                theirs = {self.mine[each.id] for each in clients.visits_of(tx, client)}
                words = clients.carried(tx, client).answers.get("complaint_words")
                assert words in theirs
            for intake_id in self.open:
                draft = intakes.find(tx, intake_id).draft
                visits = clients.visits_of(tx, draft["client"])
                theirs = {self.mine[each.id] for each in visits}
                assert draft["carried"]["answers"]["complaint_words"] in theirs
                shown = draft.get("answers", {}).get("complaint_words")
                assert shown is None or shown in theirs

    @invariant()
    def every_record_is_as_it_was_signed(self) -> None:
        if getattr(self, "mine", None):
            with self.house.store.reading() as tx:
                assert records.verify_all(tx) == []
                for this, words in self.mine.items():
                    assert records.find(tx, this).record["answers"]["complaint_words"] == words

    def _client(self, number: int) -> str:
        return self.people[number % len(self.people)]

    def _signs(self, client: str) -> None:
        self.visits += 1
        words = f"the words of visit {self.visits}"
        this = signs(self.house, client, complaint_words=words, **ANN)
        self.mine[this] = words
        self.people += [] if client else [this]


@pytest.fixture
def fresh_houses(empty_file: Path, keys: Keys, tmp_path: Path) -> Iterator[Any]:
    """A new clinic for each example."""
    made: list[Store] = []

    def make() -> House:
        file = tmp_path / f"{len(made)}.db"
        file.write_bytes(empty_file.read_bytes())
        made.append(Store(f"sqlite:///{file}", keys, Clock()))
        return a_house(made[-1])

    yield make
    for store in made:
        store.close()


# A few orders each time, and many in the torture tier.
@pytest.mark.parametrize("orders", [6, pytest.param(60, marks=pytest.mark.torture)])
def test_in_any_order_of_visits_joins_and_partings_nothing_reaches_another(
    fresh_houses: Any, orders: int
):
    machine = type("OneClinic", (Clinic,), {"make": staticmethod(fresh_houses)})
    calmly = settings(
        max_examples=orders,
        stateful_step_count=20,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=calmly)
