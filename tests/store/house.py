"""A small clinic for the tests of the store: a tablet, a client's answers, a signed record."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, func, select, text

from kiosk.intake.issue import Issue
from kiosk.intake.record import Record
from kiosk.intake.record_json import as_json
from kiosk.store import Refused, Store, Throttled, Transaction, clinics, housekeeping
from kiosk.store.access import staff, tablets
from kiosk.store.access.tablets import Tablet
from kiosk.store.intakes import idle, intakes
from kiosk.store.intakes.intakes import Intake
from kiosk.store.records import owed, papers
from kiosk.store.records.owed import Claim
from kiosk.store.records.records import Signed
from tests.builders.clinic import hires, pairs

QUIET = timedelta(minutes=3)
"""After which an intake that nobody touches is put aside."""
CANARY = "Marisol-Kestrel-7741"


@dataclass
class House:
    """A clinic with one tablet, and what happens in it."""

    store: Store
    tablet: Tablet

    def starts(self, **answers: Any) -> tuple[Intake, str]:
        with self.store.writing() as tx:
            return intakes.start(tx, self.tablet, {"answers": answers}, "reason")

    def keeps(self, intake: Intake, **answers: Any) -> Intake:
        with self.store.writing() as tx:
            draft = {"answers": {**intake.draft["answers"], **answers}}
            return intakes.keep(tx, intake, draft, "body")

    def opens(self, token: str) -> Intake | None:
        with self.store.reading() as tx:
            return intakes.by_token(tx, token)

    def signs(self, intake: Intake, **answers: Any) -> Signed:
        with self.store.writing() as tx:
            return intakes.sign(tx, intake, a_record(intake.id, **answers))

    def signs_as(self, record: Record, client: str = "") -> str:
        """This record, signed under an intake of its own; its id."""
        intake, _ = self.starts()
        kept = as_json(replace(record, id=intake.id, client=client, fingerprint=""))
        with self.store.writing() as tx:
            intakes.sign(tx, intake, kept)
        return intake.id

    def signed(self, **answers: Any) -> Signed:
        return self.signs(self.starts(**answers)[0], **answers)


def a_house(store: Store) -> House:
    """The clinic, founded, with a paired tablet."""
    with store.writing() as tx:
        clinics.found(tx, "Quiet Room", "en", "Europe/Madrid")
    return House(store, a_tablet(store, "Tablet 1"))


def a_tablet(store: Store, name: str) -> Tablet:
    token = pairs(store, name)
    with store.reading() as tx:
        tablet = tablets.by_token(tx, token)
    assert tablet
    return tablet


def somebody(store: Store, name: str = "Ann", *roles: str) -> staff.Staff:
    return hires(store, name, roles or ("admin",))


def who_is(store: Store, token: str) -> staff.Staff | None:
    """Whose sign-in this is; None for one that has ended."""
    with store.reading() as tx:
        return staff.by_token(tx, token)


def a_record(record_id: str, **answers: Any) -> dict[str, Any]:
    """A record as JSON has it; what the rest of it holds is no business of the store."""
    return {
        "id": record_id,
        "visit_day": "2026-03-10",
        "catalogue_version": "0123456789ab",
        "answers": {"birth_date": "1996-05-14", "phone": "555-0101", **answers},
        "agreements": [{"key": "touch", "version": 1, "text": "I agree to touch."}],
        "signature": {"method": "drawn", "w": 300, "h": 120, "strokes": [[1, 2, 31, 42]]},
    }


HERE = "198.51.100.9"
"""Where somebody sits who signs in."""


def guesses(store: Store, number: int, name: str = "Ann", address: str = HERE) -> list[str]:
    """What each of so many wrong guesses was answered with."""
    replies = []
    for _ in range(number):
        try:
            staff.sign_in(store, name, "wrong wrong wrong", address)
        except (Refused, Throttled) as reply:
            replies.append(type(reply).__name__)
    return replies


def tampers(store: Store, statement: str, **values: Any) -> None:
    """Change the database as somebody with the file in hand could, past every guard."""
    if store.is_sqlite:
        with closing(sqlite3.connect(store.url.database or "")) as file:
            unguards(file)
            file.execute(statement, values)
            file.commit()
    else:
        with store.writing() as tx:
            tx.connection.execute(text("SET LOCAL session_replication_role = replica"))
            tx.connection.execute(text(statement), values)


def unguards(file: sqlite3.Connection) -> None:
    """Drop what keeps the database itself from changing what was signed."""
    guards = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (guard,) in guards.fetchall():
        file.execute(f"DROP TRIGGER {guard}")


def keeps_house(store: Store) -> int:
    """What housekeeping does now and then. How many intakes were erased."""
    with store.writing() as tx:
        erased = housekeeping.purge(tx)
    with store.writing() as tx:
        idle.put_aside(tx, QUIET)
    return erased


def rows(store: Store, table: Table) -> int:
    with store.reading() as tx:
        return tx.connection.scalar(select(func.count()).select_from(table)) or 0


def flipped(value: Any) -> Any:
    """The same kind of value, different in its last bit or sign."""
    match value:
        case bytes():
            return value[:-1] + bytes([value[-1] ^ 1])
        case int():
            return value + 1
        case None:
            return b"\0" * 16
    return f"{value}x"


def keeps_paper(tx: Transaction, record_id: str, pdf: bytes) -> None:
    """Keep this as the paper of a record that is owed one."""
    claim = owed.claim(tx, "a test", wanted=record_id)
    assert claim
    assert keeps(tx, claim, pdf)


def keeps(tx: Transaction, claim: Claim | None, pdf: bytes) -> bool:
    """Keep it under the number that comes next. Whether it was kept."""
    assert claim
    return papers.keep_paper(tx, claim, pdf, next_issue(tx, claim.record_id))


def next_issue(tx: Transaction, record_id: str) -> Issue:
    """The paper of this record that comes next, without a look at what stands."""
    return Issue(papers.next_number(tx, record_id), tx.now.isoformat(), "5a" * 32)
