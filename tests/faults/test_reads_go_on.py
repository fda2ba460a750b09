"""Somebody else holds the database for seconds: who writes waits, and who reads does not."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from random import Random

import pytest

from kiosk.demo.personas import personas
from tests.builders.clinic import hires
from tests.faults.brood import Brood
from tests.faults.conftest import clinic_of
from tests.faults.running import Server
from tests.ledger import Ledger
from tests.patience import until
from tests.trial import Trial
from tests.visitor import Visitor, at_work
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers


def test_pages_come_while_more_tablets_wait_to_write_than_there_are_threads(
    own_server: Server, served: Clinic
):
    own_server.settings |= {"KIOSK_THREADS": "2", "KIOSK_TOTP": "off"}
    own_server.starts()
    hires(served.store, "Mei Tanaka", ("desk", "therapist"))
    desk, reader, ledger = Staff(served).signs_in(), Tablet(served), Ledger()
    reader.starts()
    visitors = [Visitor(served, ledger, MAYA, number) for number in range(6)]
    over = threading.Event()
    with at_work(visitors, over):
        until(lambda: ledger.posts >= 6)
        with closing(sqlite3.connect(served.store.url.database or "")) as other:
            until(lambda: takes(other))
            was = ledger.posts
            for _ in range(6):
                assert reader.opens().step
                assert desk.opens().heading
                assert reader.gets("/healthz").status_code == 200
            under_way = len(visitors)  # what was kept just before, and is told only now
            assert ledger.posts <= was + under_way, "nobody writes meanwhile"
            other.rollback()
        until(lambda: ledger.posts > was + under_way)
    assert ledger.wrong(served.store) == []


@pytest.mark.torture
def test_locked_again_and_again_nothing_is_lost(brood: Brood, trial: Trial):
    """For a moment, or for longer than anybody waits."""
    clinic, ledger, locks, chance = clinic_of(brood), Ledger(), trial.of(100), Random(6)
    visitors = [Visitor(clinic, ledger, MAYA, number) for number in range(8)]
    brood.starts()
    slowest, reader = 0.0, Tablet(clinic)
    reader.starts()
    with at_work(visitors, threading.Event()):
        for number in range(locks):
            was = ledger.posts
            with closing(sqlite3.connect(clinic.store.url.database or "")) as other:
                until(lambda other=other: takes(other))
                begun, until_then = time.monotonic(), chance.choice((0.1, 0.5, 1, 11))
                while time.monotonic() < begun + until_then:
                    asked = time.monotonic()
                    reader.opens()
                    slowest = max(slowest, time.monotonic() - asked)
                other.rollback()
            until(lambda was=was: ledger.posts > was)
            trial.is_at(number, locks, f"locks, {ledger.posts:,} acknowledged")
    assert ledger.wrong(clinic.store) == []
    trial.found(
        f"{locks} locks of up to 11 s: {ledger.posts:,} acknowledged, {ledger.signed:,} signed, "
        f"0 lost, 0 doubled; the slowest page meanwhile {slowest:.2f} s",
        locks,
    )
    clinic.store.close()


def takes(other: sqlite3.Connection) -> bool:
    """Whether somebody else has got the one write lock."""
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    return True
