"""Somebody else holds the database for seconds: who writes waits, and who reads does not."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

from kiosk.demo.personas import personas
from tests.builders.clinic import hires
from tests.faults.running import Server
from tests.ledger import Ledger
from tests.patience import until
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
            assert ledger.posts == was, "nobody writes meanwhile"
            other.rollback()
        until(lambda: ledger.posts >= was + 6)
    assert ledger.wrong(served.store) == []


def takes(other: sqlite3.Connection) -> bool:
    """Whether somebody else has got the one write lock."""
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    return True
