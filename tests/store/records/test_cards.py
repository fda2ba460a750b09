"""Cards are always what the records say, whatever happened, and in whatever order."""

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
from sqlalchemy import delete, insert, select

from kiosk.intake.names import folded
from kiosk.store import Keys, Store, Transaction
from kiosk.store.engine.tables import ALIKE, CARD, CARD_DUE, CLIENT, PIECE
from kiosk.store.intakes import intakes
from kiosk.store.records import (
    blind_index,
    card_keeping,
    cards,
    client_links,
    corrections,
    lookalikes,
)
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients, keep_apart, part_clients, set_record_apart
from kiosk.usecases.refresh_carried import refresh_carried
from tests.conftest import Clock
from tests.store.house import House, a_house
from tests.store.records.test_clients import a_record

pytestmark = pytest.mark.long


NAMES = ("Maria Lund", "Mario Lund", "Maria Lund-Ruiz", "だいき 田中", "たいき 田中", "मीना", "O")
BORN = ("1990-02-03", "1990-02-03", "1971-12-31", "")
PHONES = ("555 0101", "+44 555 0101", "555 0199", "")


def signs(house: House, client: str, said: dict[str, Any], carried: dict[str, Any]) -> str:
    intake, _ = house.starts()
    record = a_record(intake.id, client, **said)
    record["carried"] = {key: {"said": words, "on": ""} for key, words in carried.items()}
    with house.store.writing() as tx:
        intakes.sign(tx, intake, record)
    return intake.id


def kept(tx: Transaction) -> tuple[dict[str, Any], set[tuple[int, int]], set[tuple[str, str, int]]]:
    """Every card, piece and pair there is."""
    opened = {
        row.client_id: (row.newest, cards.visits_in(tx, row))
        for row in tx.connection.execute(select(CARD))
    }
    pieces = {(row.value, row.newest) for row in tx.connection.execute(select(PIECE))}
    pairs = {(row.one, row.other, row.newest) for row in tx.connection.execute(select(ALIKE))}
    return opened, pieces, pairs


def rebuilt(store: Store) -> Any:
    """The same, made anew from the records, with nothing to go on."""
    with store.writing() as tx:
        for table in (ALIKE, PIECE, CARD, CARD_DUE):
            tx.connection.execute(delete(table))
        roots = select(CLIENT.c.id).where(CLIENT.c.merged_into.is_(None))
        tx.connection.execute(insert(CARD_DUE).from_select(["client_id"], roots))
    card_keeping.write_due(store, lambda _: None)
    with store.reading() as tx:
        return kept(tx)


SAID = st.fixed_dictionaries(
    {},
    optional={
        "full_name": st.sampled_from(NAMES),
        "preferred_name": st.sampled_from(("Mo", "")),
        "guardian_name": st.sampled_from(("Ida Lund", "")),
        "birth_date": st.sampled_from(BORN),
        "phone": st.sampled_from(PHONES),
    },
)


class Clinic(RuleBasedStateMachine):
    """People come, come back, are put right, joined, taken apart and erased."""

    make: Any = None

    @initialize()
    def opens(self) -> None:
        self.house: House = type(self).make()
        self.visits: list[str] = []

    @rule(said=SAID, carried=SAID, who=st.integers(0, 12))
    def comes(self, said: dict[str, Any], carried: dict[str, Any], who: int) -> None:
        with self.house.store.reading() as tx:
            client = self._client(tx, self.visits[who]) if who < len(self.visits) else ""
        self.visits.append(signs(self.house, client, said, carried if client else {}))

    @rule(which=st.integers(0, 12), to=SAID)
    def is_put_right(self, which: int, to: dict[str, Any]) -> None:
        if not (record := self._record(which)):
            return
        with self.house.store.writing() as tx:
            for key, now in to.items():
                corrections.correct(tx, record, key, None, now or None, "misheard", "theo")
            refresh_carried(tx, self._client(tx, record))

    @rule(one=st.integers(0, 12), other=st.integers(0, 12))
    def is_joined(self, one: int, other: int) -> None:
        if (here := self._record(one)) and (there := self._record(other)):
            with self.house.store.writing() as tx:
                join_clients(tx, self._client(tx, here), self._client(tx, there), "desk")

    @rule(one=st.integers(0, 12))
    def is_taken_apart(self, one: int) -> None:
        with self.house.store.writing() as tx:
            joined = select(CLIENT.c.id).where(CLIENT.c.merged_into.is_not(None))
            found = sorted(tx.connection.scalars(joined))
            if found:
                part_clients(tx, found[one % len(found)], "desk")

    @rule(which=st.integers(0, 12))
    def was_another_person(self, which: int) -> None:
        if record := self._record(which):
            with self.house.store.writing() as tx:
                set_record_apart(tx, record, "desk")

    @rule(one=st.integers(0, 3))
    def only_look_alike(self, one: int) -> None:
        with self.house.store.writing() as tx:
            found = lookalikes.pairs(tx, 9).pairs
            if one < len(found):
                keep_apart(tx, found[one][0].id, found[one][1].id, "desk")

    @rule(which=st.integers(0, 12))
    def is_erased(self, which: int) -> None:
        if record := self._record(which):
            self.visits.remove(record)
            with self.house.store.writing() as tx:
                erase_record(tx, record, "admin", "asked for")

    @invariant()
    def the_cards_are_what_a_slow_rebuild_gives(self) -> None:
        if not getattr(self, "visits", None):
            return
        with self.house.store.reading() as tx:
            now = kept(tx)
        assert now == rebuilt(self.house.store)

    @invariant()
    def everybody_is_found_by_every_beginning_of_their_name(self) -> None:
        if not getattr(self, "visits", None):
            return
        with self.house.store.reading() as tx:
            everybody = [card for _, card in self._everybody(tx)]
            for card in everybody:
                for name in card.names:
                    word = folded(name).split()[-1]
                    for part in (word[:1], word[:3], word):
                        found = cards.named(tx, part, 99).cards
                        meant = {each.id for each in everybody if each.goes_by(folded(part))}
                        assert {each.id for each in found} == meant

    def _everybody(self, tx: Transaction) -> Iterator[tuple[int, cards.Card]]:
        for row in tx.connection.execute(select(CARD).where(CARD.c.newest.is_not(None))):
            yield row.newest, cards.opened(tx, row)

    def _record(self, which: int) -> str:
        return self.visits[which % len(self.visits)] if self.visits else ""

    def _client(self, tx: Transaction, record: str) -> str:
        return client_links.client_of(tx, record)


@pytest.fixture
def fresh_houses(
    empty_file: Path, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    """A new clinic for each example, in which nearly every name shares its pieces with others."""
    monkeypatch.setattr(blind_index, "_NAME_BITS", 1)
    made: list[Store] = []

    def make() -> House:
        file = tmp_path / f"{len(made)}.db"
        file.write_bytes(empty_file.read_bytes())
        made.append(Store(f"sqlite:///{file}", keys, Clock()))
        return a_house(made[-1])

    yield make
    for store in made:
        store.close()


@pytest.mark.parametrize("phones", [("555 0199", ""), ("", "555 0199"), ("", "")])
def test_two_without_a_name_look_alike_by_nothing(fresh_houses: Any, phones: tuple[str, str]):
    house = fresh_houses()
    for phone in phones:
        signs(house, "", {"birth_date": "1990-02-03", "phone": phone}, {})
    with house.store.reading() as tx:
        pairs = kept(tx)[2]
    assert pairs == rebuilt(house.store)[2] == set()


def test_in_any_order_of_events_cards_are_what_a_slow_rebuild_gives(fresh_houses: Any):
    machine = type("OneClinic", (Clinic,), {"make": staticmethod(fresh_houses)})
    calmly = settings(
        max_examples=12,
        stateful_step_count=14,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=calmly)
