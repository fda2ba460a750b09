"""Pages of the staff in a large clinic: none asks more often, and none reads through all of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, text

from kiosk.settings import Settings
from kiosk.store import Store, Transaction
from tools.bench_rows import staff_pages, synthetic
from tools.bench_rows.copies import LIGHT
from tools.bench_rows.staff_pages import Bench

FEW, MANY = 120, 240
"""Visits; more than any page shows at once."""

GROWS = frozenset({"record", "entry", "paper", "audit", "client", "card", "piece", "alike"})
"""What has more rows with each visit, for ever."""

OF_SOME_DAYS = {"/staff/ask-after": "shows the visits of the last days, however many there were"}

READS_THROUGH = re.compile(r"^(?:SCAN|.*\bSeq Scan on) (\w+)")


@dataclass
class Asked:
    """What pages ask of the database."""

    page: str = ""
    often: Counter[str] = field(default_factory=Counter)
    statements: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def note(self, _: Any, __: Any, statement: str, parameters: Any, *more: Any) -> None:
        self.often[self.page] += 1
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            self.statements.setdefault(statement, (self.page, parameters))


@contextmanager
def listened() -> Iterator[Asked]:
    """Everything that is asked meanwhile."""
    asked = Asked()
    event.listen(Engine, "before_cursor_execute", asked.note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", asked.note)


def opens_every_page(bench: Bench) -> Asked:
    with listened() as asked:
        for page in staff_pages.pages(bench):
            asked.page = page.name
            staff_pages.task(bench, page)
    return asked


def clinic_in(folder: Path, store: Store, visits: int) -> Bench:
    synthetic.filled(store, visits, LIGHT)
    key = folder / "keys" / "master.key"
    return staff_pages.bench_in(Settings(data=folder, key_file=key, totp="off", demo=True), store)


def read_through(tx: Transaction, statement: str, parameters: Any) -> set[str]:
    """The tables that a statement has to read from one end to the other to find what it asks."""
    how = "EXPLAIN QUERY PLAN" if tx.connection.dialect.name == "sqlite" else "EXPLAIN"
    rows = tx.connection.exec_driver_sql(f"{how} {statement}", parameters).all()
    found = (READS_THROUGH.match(row[-1]) for row in rows)
    # Some rows from one end are no reading through: nothing is left out on the way.
    ends = "LIMIT" in statement and "WHERE" not in statement
    return {one[1] for one in found if one and not ends} & GROWS


def test_no_page_asks_the_database_more_often_in_a_larger_clinic(tmp_path: Path):
    few, many = (
        opens_every_page(staff_pages.bench_of(tmp_path / str(visits), visits)).often
        for visits in (FEW, MANY)
    )
    more = {page for page, often in many.items() if often > few[page]}
    assert more <= OF_SOME_DAYS.keys()


def test_no_page_reads_through_what_grows_with_the_visits(store: Store, tmp_path: Path):
    asked = opens_every_page(clinic_in(tmp_path, store, FEW))
    with store.reading() as tx:
        if not store.is_sqlite:
            # So small a table is read through though it has the index: is there one at all?
            tx.connection.execute(text("SET LOCAL enable_seqscan = off"))
        found = {
            (page, statement): tables
            for statement, (page, parameters) in asked.statements.items()
            if (tables := read_through(tx, statement, parameters))
        }
    assert found == {}
