"""What the tests of owed papers ask for again and again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select

from kiosk.store.engine.tables import OWED, PAPER
from tests.walks.clinic import Clinic

PATIENT = 600.0
"""Seconds after which a test no longer believes that something is under way."""


def drawn(clinic: Clinic) -> int:
    """How many papers are kept."""
    with clinic.store.reading() as tx:
        return tx.connection.scalar(select(func.count()).select_from(PAPER)) or 0


def owed(clinic: Clinic) -> dict[str, str]:
    """The papers that are owed, each with the reason it was last tried in vain."""
    with clinic.store.reading() as tx:
        rows = tx.connection.execute(select(OWED.c.record_id, OWED.c.why))
        return {row.record_id: row.why for row in rows}


@contextmanager
def busy(loops: int, nice: int = 0) -> Iterator[None]:
    """Other programs that want all of the machine."""
    spin = f"import os; os.nice({nice})\nwhile True: pass"
    others = [subprocess.Popen([sys.executable, "-c", spin]) for _ in range(loops)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()
