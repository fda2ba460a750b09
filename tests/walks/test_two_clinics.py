"""Two clinics are two databases: whatever opens something in the one opens nothing in the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from kiosk.store import Keys, Refused, Store, StoreError, clinics
from kiosk.store.access import one_time_links, program_tokens, tablets
from kiosk.store.access import staff as accounts
from kiosk.store.engine.migrate import migrate
from kiosk.store.engine.tables import CLINIC
from kiosk.store.intakes import intakes, planned_visits
from kiosk.store.records import record_days, records
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of, plans
from tests.walks.tablet import Tablet
from tests.web.visits import signs

pytestmark = pytest.mark.on_sqlite  # the other clinic is a file

CANARY = "Zebrafinch"


@pytest.fixture
def other(clinic: Clinic, tmp_path: Path) -> Iterator[Clinic]:
    """A clinic of the same name, with the same people, on the same machine."""
    store = Store(f"sqlite:///{tmp_path / 'other.db'}", Keys.fresh(), Clock())
    migrate(store)
    there = Clinic(clinic.app, store, Clock())
    there.founds()
    yield there
    store.close()


@contextmanager
def serving(clinic: Clinic, store: Store) -> Iterator[None]:
    """The kiosk that answers is the other clinic's for as long as that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(clinic.app.extensions, "store", store)
        yield


def adds_a_row(store: Store) -> None:
    with store.writing() as tx:
        row = dict(tx.connection.execute(select(CLINIC)).one()._mapping)
        tx.connection.execute(insert(CLINIC), {**row, "id": "another"})


def test_a_database_refuses_a_second_clinic(either_clinic: Clinic):
    clinic = either_clinic
    with clinic.store.writing() as tx, pytest.raises(Refused):
        clinics.found(tx, "Elm Street", "en")
    with pytest.raises((DBAPIError, StoreError)):
        adds_a_row(clinic.store)
    with clinic.store.reading() as tx:
        assert len(tx.connection.execute(select(CLINIC.c.id)).all()) == 1


def test_what_signs_somebody_in_here_opens_nothing_there(clinic: Clinic, other: Clinic):
    tablet, dana = Tablet(clinic), Staff(clinic).signs_in("Dana Desk")
    tablet.starts()
    urls = {dana: ("/staff/", "/staff/visits"), tablet: ("/", tablet.here)}
    with serving(clinic, other.store):
        for device, addresses in urls.items():
            for url in addresses:
                answer = device.browser.get(url, base_url=device.base_url)
                assert answer.status_code in (303, 200), url
                assert "Dana Desk" not in answer.text
                assert "step-form" not in answer.text


def test_codes_links_and_tokens_of_one_are_unknown_to_the_other(clinic: Clinic, other: Clinic):
    dana = Staff(clinic).signs_in("Dana Desk")
    code = plans(dana, full_name=f"{CANARY} Brook")
    tablet = Tablet(clinic)
    tablet.starts()
    here = clinic.intake(tablet.intake_id)
    with clinic.store.writing() as tx:
        ada = accounts.find(tx, id_of(clinic, "Ada Books"))
        pairing = tablets.pairing_code(tx, "Tablet 9", "ada")
        token = program_tokens.make(tx, "Books", ("visits",), 30, ada)
        link = one_time_links.make_for_intake(tx, here.id, here.clinic_id, "en")
        assert planned_visits.by_code(tx, code)
        assert program_tokens.by_token(tx, token)
        assert one_time_links.find(tx, link)
    with other.store.writing() as tx:
        assert planned_visits.by_code(tx, code) is None
        assert program_tokens.by_token(tx, token) is None
        assert one_time_links.find(tx, link) is None
    with pytest.raises(Refused):
        tablets.pair(other.store, pairing, "198.51.100.9")


def test_a_row_carried_over_is_read_by_nobody_there(clinic: Clinic, other: Clinic):
    """Whoever copies a record into the other database has what its key does not open."""
    kept = signs(clinic, f"{CANARY} Brook")
    ours, theirs = (each.store.url.database or "" for each in (clinic, other))
    with closing(sqlite3.connect(theirs)) as file:
        file.execute("ATTACH ? AS ours", (ours,))
        file.execute("INSERT INTO record SELECT * FROM ours.record")
        file.commit()
    with other.store.reading() as tx, pytest.raises(StoreError):
        records.find(tx, kept)
    with serving(clinic, other.store):
        mei = Staff(other).signs_in("Mei Tanaka")
        for url in ("/staff/?whose=everyone", "/staff/clients", f"/staff/intakes/{kept}"):
            answer = mei.browser.get(url, base_url=mei.base_url)
            assert CANARY not in answer.text, url


def test_no_list_page_or_export_of_one_tells_of_the_other(clinic: Clinic, other: Clinic):
    signs(clinic, f"{CANARY} Brook")
    plans(Staff(clinic).signs_in("Dana Desk"), full_name=f"{CANARY} Vale")
    Tablet(clinic).is_at("sensitive", full_name=f"{CANARY} Quill")
    with serving(clinic, other.store):
        mei = Staff(other).signs_in("Mei Tanaka")
        for url in ("/staff/", "/staff/visits", "/staff/clients", "/admin/audit", "/admin/export"):
            assert CANARY not in mei.opens(url).words, url
    assert CANARY in Staff(clinic).signs_in("Mei Tanaka").opens("/staff/?whose=everyone").words
    with other.store.reading() as tx:
        assert not record_days.are_there(tx, 1)
        assert not intakes.waiting(tx)
