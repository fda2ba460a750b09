"""Programs are told in order, at least once, however long they are away or whatever fails."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest

from kiosk.exports.webhook import NotDelivered
from kiosk.settings import Settings
from kiosk.store import Store, StoreError
from kiosk.store.access import webhooks
from kiosk.store.records import records, treatments
from kiosk.usecases import tell_programs as telling
from kiosk.usecases.tell_programs import keep_telling, tell_programs
from tests.conftest import Clock
from tests.store.house import House, a_house

BOOKS, OTHER = "https://books.example.org/kiosk", "https://other.example.org/kiosk"


class Receivers:
    """Programs that are told, each there or away."""

    def __init__(self) -> None:
        self.away: set[str] = set()
        self.taken: dict[str, list[Mapping[str, str]]] = {BOOKS: [], OTHER: []}
        self.tried = 0

    def __call__(self, url: str, said: Mapping[str, str], secret: bytes, time: int) -> None:
        self.tried += 1
        assert secret == b"s" * 32
        if url in self.away:
            raise NotDelivered("lost")
        self.taken[url].append(said)

    def heard(self, url: str = BOOKS) -> list[tuple[str, str]]:
        return [(said["event"], said["record"]) for said in self.taken[url]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    secret = tmp_path / "secret"
    secret.write_bytes(b"s" * 32)
    return Settings(webhook_urls=(BOOKS, OTHER), webhook_secret_file=secret)


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


@pytest.fixture
def receivers() -> Receivers:
    return Receivers()


def visit(house: House) -> str:
    """One that was signed, read and done, and noted on the way; its id."""
    this = house.signed().id
    with house.store.writing() as tx:
        records.mark_read(tx, this, "theo")
        treatments.note(tx, this, "start", {}, "theo")
        treatments.note(tx, this, "end", {}, "theo")
    return this


def all_of(*visits: str) -> list[tuple[str, str]]:
    return [(event, this) for this in visits for event in ("signed", "read", "done")]


def test_each_is_told_in_order_what_happens_after_it_was_named(
    house: House, settings: Settings, receivers: Receivers
):
    visit(house)
    tell_programs(house.store, settings, receivers)
    assert receivers.tried == 0, "what was before is for nobody"
    two = [visit(house), visit(house)]
    tell_programs(house.store, settings, receivers)
    tell_programs(house.store, settings, receivers)
    assert receivers.heard(BOOKS) == receivers.heard(OTHER) == all_of(*two)
    (first, *_) = receivers.taken[BOOKS]
    assert set(first) == {"id", "event", "record", "at"}
    assert len({said["id"] for said in receivers.taken[BOOKS]}) == 6


def test_a_webhook_survives_an_outage_of_an_hour_and_more(
    house: House, settings: Settings, receivers: Receivers, clock: Clock
):
    tell_programs(house.store, settings, receivers)
    receivers.away.add(BOOKS)
    seen = []
    for _ in range(9):
        seen.append(visit(house))
        clock.goes_on(minutes=10)
        tell_programs(house.store, settings, receivers)
    assert receivers.heard(OTHER) == all_of(*seen), "nobody waits for another"
    with house.store.reading() as tx:
        told = webhooks.of(tx, BOOKS)
        assert told
        assert told.is_behind(tx.steady)
    receivers.away.clear()
    clock.jumps(hours=-5)
    clock.goes_on(minutes=15)
    tell_programs(house.store, settings, receivers)
    assert receivers.heard(BOOKS) == all_of(*seen), "nothing is lost, and each in its turn"
    with house.store.reading() as tx:
        told = webhooks.of(tx, BOOKS)
        assert told
        assert (told.tries, told.is_behind(tx.steady)) == (0, False)


def test_tries_come_further_and_further_apart(
    house: House, settings: Settings, receivers: Receivers, clock: Clock
):
    tell_programs(house.store, settings, receivers)
    receivers.away |= {BOOKS, OTHER}
    visit(house)
    for _ in range(360):
        tell_programs(house.store, settings, receivers)
        clock.goes_on(seconds=10)
    assert 2 * 6 <= receivers.tried <= 2 * 10


def test_whatever_fails_after_it_was_sent_it_is_sent_again_under_the_same_id(
    house: House,
    settings: Settings,
    receivers: Receivers,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
):
    tell_programs(house.store, settings, receivers)
    seen = visit(house)
    with monkeypatch.context() as broken, suppress(StoreError):
        broken.setattr(webhooks, "arrived", _fails)
        tell_programs(house.store, settings, receivers)
    assert receivers.heard(BOOKS) == [("signed", seen)]
    tell_programs(house.store, settings, receivers)
    assert receivers.heard(BOOKS) == [("signed", seen)], "somebody else may be at it"
    clock.goes_on(seconds=61)
    tell_programs(house.store, settings, receivers)
    first, second, *rest = receivers.taken[BOOKS]
    assert first == second
    assert len(rest) == 2


def test_whoever_looks_just_after_another_sent_the_last_keeps_nobody_waiting(
    house: House, settings: Settings, receivers: Receivers, monkeypatch: pytest.MonkeyPatch
):
    tell_programs(house.store, settings, receivers)
    with monkeypatch.context() as late:
        late.setattr(webhooks, "is_due", lambda *_: True)
        tell_programs(house.store, settings, receivers)
    seen = visit(house)
    tell_programs(house.store, settings, receivers)
    assert receivers.heard() == all_of(seen)


def test_a_process_tells_by_itself_what_waits_and_keeps_on_through_faults(
    house: House, settings: Settings, receivers: Receivers, monkeypatch: pytest.MonkeyPatch
):
    tell_programs(house.store, settings, receivers)
    seen, faults, told = visit(house), [StoreError("away")], Event()

    def looks(*_: object) -> None:
        if faults:
            raise faults.pop()
        tell_programs(house.store, settings, receivers)
        told.set()
        Event().wait()

    monkeypatch.setattr(telling, "LOOK", 0.01)
    monkeypatch.setattr(telling, "tell_programs", looks)
    keep_telling(house.store, settings, receivers)
    assert told.wait(60)
    assert receivers.heard() == all_of(seen)


def _fails(*_: object) -> None:
    raise StoreError("away")


def test_without_an_address_and_in_the_demo_nothing_is_sent(
    house: House, settings: Settings, receivers: Receivers
):
    demo = Settings(
        webhook_urls=(BOOKS,), webhook_secret_file=settings.webhook_secret_file, demo=True
    )
    for each in (Settings(), demo):
        tell_programs(house.store, each, receivers)
        visit(house)
        tell_programs(house.store, each, receivers)
    assert receivers.tried == 0
