"""A clinic that has been at work, whose key is turned; both databases alike."""

from __future__ import annotations

import base64
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import select, update

from kiosk.settings import Settings
from kiosk.store import Keys, Store, Transaction, Unreadable, audit
from kiosk.store.access import authenticator_codes, staff
from kiosk.store.clinics import the_clinic
from kiosk.store.engine.sealing import seal, unseal
from kiosk.store.engine.tables import PAPER
from kiosk.store.intakes import calls, planned_visits
from kiosk.store.intakes.planned_visits import Planned
from kiosk.store.proving import proof
from kiosk.store.proving.sealed_columns import SEALED
from kiosk.store.records import brought, imports, notes, papers
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.seal_paper import make_seal
from kiosk.usecases.turn_key import Turned, turn_key
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.walks.clinic import Clinic
from tests.walks.tablet import Tablet
from tests.web.visits import draws, signs


@dataclass
class Turning:
    """A clinic with its key file, and what is known of it."""

    clinic: Clinic
    settings: Settings
    old: Keys
    """What was in the file at first."""
    erased: str
    code: str
    """The arrival code of a visit that is planned."""

    @property
    def running(self) -> Store:
        """The store of the server that runs meanwhile."""
        return self.clinic.store

    def starts(self) -> Store:
        """The store of a process that begins now."""
        keys = Keys.load(self.settings.key_file)
        return Store(self.running.url, keys, self.clinic.clock)

    def turns(self) -> Turned:
        """The key is turned by a process of its own."""
        with closing(self.starts()) as store:
            return turn_key(store, self.settings, "script", lambda words: None)

    def in_file(self) -> set[int]:
        return set(Keys.load(self.settings.key_file).masters)

    def damage(self) -> list[str]:
        """What the proof finds, as a process sees it that begins now."""
        with closing(self.starts()) as store:
            return found(store)


def found(store: Store) -> list[str]:
    with store.reading() as tx:
        bad = proof.verify_all(tx)
    rows = [] if bad.audit_row is None else [f"audit row {bad.audit_row}"]
    return [*bad.records, *bad.entries, *bad.states, *bad.seals, *rows]


@pytest.fixture
def turning(either_clinic: Clinic, tmp_path: Path) -> Turning:
    clinic = either_clinic
    settings = Settings(data=tmp_path / "data", key_file=tmp_path / "keys" / "master.key")
    settings.data.mkdir(mode=0o700)
    clinic.store.keys.save_new(settings.key_file)
    clinic.store.keys = Keys.load(settings.key_file)
    make_seal(clinic.store)
    hal, ines = signs(clinic, "Hal Brook"), signs(clinic, "Ines Roca")
    draws(clinic, hal)
    erased = signs(clinic, "Ulf Berg")
    Tablet(clinic).is_at("reason")
    (waiting,) = clinic.waiting()
    with clinic.store.writing() as tx:
        correct_record(tx, hal, "phone", "555-0102", "misheard", "theo")
        withdraw_agreement(tx, ines, "consent_treatment", "client", "in_person", "theo")
        erase_record(tx, erased, "admin", "asked to")
        notes.keep_draft(tx, hal, {"did": "slow work"}, 0)
        calls.call(tx, waiting.id, "human", "Nadia")
        planned = Planned(date(2026, 3, 10), "11:00", "", {"full_name": "Jo Vale"})
        _, code = planned_visits.plan(tx, planned, "dana")
        _gives_an_app(tx)
        _brings_in(tx)
        words = seal(tx.keys, b'["x"]', papers.place_at(hal, 1, "unreadable"))
        tx.connection.execute(update(PAPER).values(unreadable=words))
    return Turning(clinic, settings, clinic.store.keys, erased, code)


def _brings_in(tx: Transaction) -> None:
    """Somebody whom another program knew."""
    here = the_clinic(tx)
    assert here
    file = imports.begin(tx, {"rows": []}, "ada")
    ana = brought.bring(tx, file, here.id, {"full_name": "Ana Ruiz"}, (), "2026-03-10")
    audit.write(tx, "import", "ada", ana)


def _gives_an_app(tx: Transaction) -> None:
    """Mei has an app, and is about to change it."""
    mei = next(each for each in staff.everyone(tx) if each.name == "Mei Tanaka")
    authenticator_codes.prepare(tx, mei.id, mei.clinic_id)
    secret = base64.b32decode(authenticator_codes.typed_secret(tx, mei.id))
    code = TOTP(secret, 6, SHA1(), 30).generate(int(tx.now.timestamp()))
    assert authenticator_codes.confirm(tx, mei.id, code.decode())
    authenticator_codes.prepare(tx, mei.id, mei.clinic_id)


def under(keys: Keys, store: Store) -> dict[str, list[str]]:
    """By column, what these keys open of it, by its place. Every column has something in it."""
    opened: dict[str, list[str]] = {}
    with store.reading() as tx:
        for each in SEALED:
            rows = tx.connection.execute(select(each.column.table)).all()
            kept = [(row._mapping[each.column], each.place(row)) for row in rows]
            opened[str(each.column)] = [
                where for sealed, where in kept if sealed and _opens(keys, sealed, where)
            ]
    return opened


def _opens(keys: Keys, sealed: bytes, where: str) -> bool:
    try:
        unseal(keys, sealed, where)
    except Unreadable:
        return False
    return True


class Killed(BaseException):
    """As kill -9: nothing is cleaned up on the way."""


def kills(monkeypatch: pytest.MonkeyPatch, where: object, name: str, after: int) -> None:
    """Whoever has done this so often is killed; what was done before stands."""
    real, calls = getattr(where, name), [0]

    def counted(*words: object, **more: object) -> object:
        if calls[0] == after:
            raise Killed
        calls[0] += 1
        return real(*words, **more)

    monkeypatch.setattr(where, name, counted)
