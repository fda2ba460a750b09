"""`make drill-failover`, shortly: a primary is lost under clients, and nothing that they were told.

Here both servers are at two addresses of one machine and the app is in the process of the test;
networks of their own, and a kiosk that serves, are for `make torture` and the drill.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from kiosk.store import Keys, Store, audit, clinics
from kiosk.store.engine import database
from kiosk.store.engine.allowance import allowed
from kiosk.store.engine.migrate import migrate
from tests import postgres
from tests.faults.running import a_free_port
from tests.ledger import Ledger
from tests.patience import until
from tests.trial import Trial
from tests.visitor import Visitor, at_work
from tests.walks.clinic import Clinic
from tools.drills.cluster import Node, address, nodes
from tools.drills.failover import MAYA, Found, failover, falls_over
from tools.drills.machines import two_machines

pytestmark = pytest.mark.process
Pair = tuple[Node, Node]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """A primary and its synchronous standby, both empty."""
    found = postgres.binaries()
    if found is None or not (found / "pg_basebackup").exists():
        pytest.skip("no PostgreSQL with pg_basebackup on this machine")
    with two_machines(apart=False) as machines, nodes(machines, a_free_port()) as both:
        both[0].is_made()
        both[1].follows(both[0])
        yield both


@pytest.fixture
def clinic(pair: Pair, app: Flask, keys: Keys) -> Iterator[Clinic]:
    """A clinic on both: it is told two addresses, and finds the primary by itself."""
    with closing(Store(address(*pair), keys)) as store:
        migrate(store)
        with store.writing() as tx:
            clinics.found(tx, "Drill", "en", "UTC")
        app.extensions["store"] = store
        yield Clinic(app, store, None)  # type: ignore[arg-type]


def test_a_primary_that_is_killed_in_mid_step_takes_nothing_with_it(pair: Pair, clinic: Clinic):
    ledger, found = Ledger(), Found()
    visitors = [Visitor(clinic, ledger, MAYA, number) for number in range(2)]
    with at_work(visitors, threading.Event()):
        until(lambda: ledger.posts > 4)
        falls_over(*pair, ledger, found)
        was = ledger.posts
        until(lambda: ledger.posts > was + 4)
    assert ledger.wrong(clinic.store) == []
    assert pair[1].asks("SELECT pg_is_in_recovery()") is False


@pytest.mark.torture
def test_a_copy_that_nobody_waits_for_loses_what_was_acknowledged_and_the_ledger_says_so(
    pair: Pair, clinic: Clinic
):
    """The control: without it a green drill would prove nothing."""
    primary, standby = pair
    ledger = Ledger()
    visitor = Visitor(clinic, ledger, MAYA)
    visitor.begins()
    until(lambda: standby.asks("SELECT count(*) FROM intake") == 1)
    primary.tell("ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()")
    standby.falls_behind()
    while ledger.posts < 4:
        visitor.takes_a_step()
    for node in pair:
        node.is_killed()
    standby.starts()
    standby.is_promoted()
    assert any("has lost" in line for line in ledger.wrong(clinic.store))


@pytest.mark.torture
def test_nothing_is_acknowledged_that_the_standby_does_not_have(pair: Pair, clinic: Clinic):
    primary, standby = pair
    ledger = Ledger()
    visitor = Visitor(clinic, ledger, MAYA)
    visitor.begins()
    standby.falls_behind()
    hand = threading.Thread(target=visitor.takes_a_step)
    hand.start()
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    until(lambda: primary.asks(waiting) == 1)
    assert (ledger.posts, hand.is_alive()) == (0, True)
    standby.catches_up()
    hand.join(60)
    assert ledger.posts == 1


@pytest.mark.torture
def test_a_page_of_the_staff_waits_for_the_standby_longer_than_for_any_statement(
    pair: Pair, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    """PostgreSQL calls a commit kept whose waiting it is told to give up: no timeout tells it."""
    monkeypatch.setattr(database, "_LONGEST_STATEMENT", "SET LOCAL statement_timeout = '300ms'")
    pair[1].falls_behind()
    done = threading.Event()

    def writes() -> None:
        with allowed(60), clinic.store.writing() as tx:
            audit.write(tx, "view", "ada", "somebody")
        done.set()

    hand = threading.Thread(target=writes)
    hand.start()
    assert not done.wait(3), "six times as long as it may take"
    pair[1].catches_up()
    assert done.wait(60)
    hand.join()


@pytest.mark.torture
@pytest.mark.parametrize("apart", [None, False])
def test_the_whole_drill(tmp_path: Path, trial: Trial, apart: bool | None):
    rounds = trial.of(5)
    found = failover(tmp_path, rounds, 8, apart=apart)
    assert found.wrong == []
    slowest = f"acknowledged again after {max(found.seconds):.1f} s at the worst"
    trial.found(f"{rounds} failovers: {found.acknowledged} acknowledged, 0 lost; {slowest}", rounds)
