"""The database locked, full or away: an answer is kept, or it is still on the page."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.store import Store
from tests.conftest import Clock
from tests.faults.canary import CANARY
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check, sendable
from tests.walks.tablet import HTMX, Tablet

pytestmark = pytest.mark.on_sqlite  # one test of it is on PostgreSQL, in every run of the suite

SHORT = 0.15
"""Seconds the store waits for a lock here; five in the clinic. It waits twice."""


@pytest.fixture
def impatient(clinic: Clinic) -> Iterator[Clinic]:
    """The clinic, with a store that soon gives up waiting."""
    patient = clinic.store
    clinic.store = Store(patient.url, patient.keys, clinic.clock, wait=SHORT)
    clinic.app.extensions["store"] = clinic.store
    yield clinic
    clinic.store.close()


@contextmanager
def locked(clinic: Clinic) -> Iterator[None]:
    """Somebody else holds the one write lock."""
    with closing(sqlite3.connect(clinic.store.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


@contextmanager
def full(clinic: Clinic) -> Iterator[None]:
    """No page more may be written: what a full disk does, without filling one."""
    with closing(sqlite3.connect(clinic.store.url.database or "")) as other:
        other.execute("VACUUM")
    with clinic.store.reading() as tx:
        pages = tx.connection.exec_driver_sql("PRAGMA page_count").scalar()
        tx.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    try:
        yield
    finally:
        with clinic.store.reading() as tx:
            tx.connection.exec_driver_sql("PRAGMA max_page_count=1000000")


def asks_to_send_again(page: Page) -> dict[str, list[str]]:
    """The form of an error page, after a look at what it says."""
    check(page)
    assert page.status == 503
    assert "Your words are still here. Please hand the tablet to staff." in page.words
    return sendable(page.tree.find(".//main//form"))


def staff_lines(log: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in log.records if r.levelno >= logging.ERROR]


def test_a_lock_that_is_soon_let_go_is_waited_for(clinic: Clinic):
    tablet = Tablet(clinic)
    tablet.is_at("life")
    sent = tablet.fills("next", activity_level="some")
    with locked(clinic):
        answers: list[int] = []
        hand = threading.Thread(target=lambda: answers.append(tablet.sends(sent).status_code))
        hand.start()
        time.sleep(0.3)
        assert not answers, "it waits"
    hand.join()
    assert answers == [303]
    assert tablet.draft.answers["activity_level"] == "some"


def test_a_lock_held_too_long_keeps_what_was_typed_on_the_page(
    impatient: Clinic, caplog: pytest.LogCaptureFixture
):
    tablet = Tablet(impatient)
    tablet.is_at("reason")
    sent = tablet.fills("next", goals=["pain"], session_focus="together", good_visit=CANARY)
    with locked(impatient):
        response = tablet.sends(sent)
        again = asks_to_send_again(Page(response))
        assert tablet.opens().step == "reason", "reading goes on meanwhile"
    assert "goals" not in tablet.draft.answers, "nothing half-written"
    (line,) = staff_lines(caplog)
    assert line.endswith(
        "503 Busy step.post The database is busy or locked. If this stays, restart the kiosk."
    )
    assert CANARY not in caplog.text
    assert tablet.sends(again).status_code == 303
    assert tablet.opens().step == "body_map"
    assert tablet.draft.answers["good_visit"] == CANARY


def test_htmx_is_told_that_nothing_was_saved_yet(impatient: Clinic):
    tablet = Tablet(impatient)
    tablet.is_at("life")
    sent = tablet.fills("next", activity_level="some")
    with locked(impatient):
        assert tablet.sends(sent, headers=HTMX).status_code == 503
    assert tablet.sends(sent, headers=HTMX).status_code == 200


def test_a_row_held_by_another_session_of_postgresql_is_the_same_calm_page(
    keys: object, postgresql_url: str, app: object, clock: Clock
):
    store = Store(postgresql_url, keys, clock, wait=SHORT)  # type: ignore[arg-type]
    app.extensions["store"] = store  # type: ignore[attr-defined]
    clinic = Clinic(app, store, clock)  # type: ignore[arg-type]
    clinic.founds()
    tablet = Tablet(clinic)
    tablet.is_at("life")
    with store.writing() as other:
        other.connection.exec_driver_sql("SELECT * FROM intake FOR UPDATE")
        again = asks_to_send_again(Page(tablet.sends(tablet.fills("next", activity_level="some"))))
    assert tablet.sends(again).status_code == 303
    assert tablet.draft.answers["activity_level"] == "some"
    store.close()


def test_a_full_disk_keeps_what_was_typed_on_the_page(
    clinic: Clinic, caplog: pytest.LogCaptureFixture
):
    tablet = Tablet(clinic)
    tablet.is_at("about_you")
    kept, long = tablet.draft, " ".join([CANARY] * 1500)
    with full(clinic):
        response = tablet.sends(tablet.fills("next", full_name="Hal", preferred_name=long))
        again = asks_to_send_again(Page(response))
        assert again["preferred_name"] == [long.strip()]
        assert tablet.opens().step == "about_you"
    assert tablet.draft == kept
    (line,) = staff_lines(caplog)
    assert line.endswith(
        "503 Full step.post The disk is full. Free some space; nothing acknowledged is lost."
    )
    assert CANARY not in caplog.text
    assert tablet.sends(again).status_code == 303
    assert tablet.opens().form["preferred_name"] == [long]
    assert clinic.is_whole()


def test_a_full_disk_signs_nothing_by_halves(clinic: Clinic):
    tablet = Tablet(clinic)
    tablet.is_at("sign")
    sent = tablet.fills("next", signature={"method": "typed", "name": "Hal Brook"})
    with full(clinic):
        assert tablet.sends(sent).status_code == 503
        assert clinic.signed() == []
        assert tablet.opens().step == "sign"
    assert tablet.sends(sent).location == "/thanks"
    assert clinic.signed() == [tablet.intake_id]
    assert clinic.is_whole()


def test_when_an_opening_cannot_be_recorded_nothing_is_shown(impatient: Clinic):
    tablet = Tablet(impatient)
    tablet.is_at("sign", full_name=CANARY)
    tablet.signs()
    theo = Staff(impatient).signs_in("Theo Hands")
    with locked(impatient):
        for part in ("", "/paper.pdf"):
            response = theo.gets(f"/staff/intakes/{tablet.intake_id}{part}")
            assert response.status_code == 503
            assert CANARY not in response.text
    assert impatient.audit("view", "print") == []


def test_a_store_that_is_away_from_the_first_look_on_is_the_same_calm_page(
    impatient: Clinic, tmp_path: Path
):
    tablet, dana = Tablet(impatient), Staff(impatient)
    tablet.is_at("life")
    dana.signs_in("Dana Desk")
    sent = tablet.fills("next", activity_level="some")
    lost = Store(f"sqlite:///{tmp_path}/nowhere/kiosk.db", impatient.store.keys, wait=SHORT)
    impatient.app.extensions["store"] = lost
    again = asks_to_send_again(Page(tablet.sends(sent)))
    assert dana.gets("/staff/").status_code == 503
    impatient.app.extensions["store"] = impatient.store
    assert tablet.sends(again).status_code == 303
    assert tablet.draft.answers["activity_level"] == "some"


def test_pages_that_only_note_a_sign_in_come_while_somebody_else_writes(impatient: Clinic):
    mei = Staff(impatient).signs_in()
    impatient.clock.goes_on(minutes=2)
    with locked(impatient):
        assert mei.opens("/staff/").heading
    impatient.clock.goes_on(minutes=9)
    assert mei.opens("/staff/").heading == mei.opens("/staff/").heading, "still signed in"


def test_health_says_what_is_wrong(impatient: Clinic, tmp_path: Path):
    browser = impatient.app.test_client()
    assert browser.get("/healthz").json["database"] == "ok"  # type: ignore[index]
    lost = Store(f"sqlite:///{tmp_path}/nowhere/kiosk.db", impatient.store.keys, wait=SHORT)
    impatient.app.extensions["store"] = lost
    response = browser.get("/healthz")
    assert response.status_code == 503
    assert response.json["database"] == "full"  # type: ignore[index]
    impatient.app.extensions["store"] = impatient.store


def test_health_says_that_the_data_folder_is_gone(clinic: Clinic, monkeypatch: pytest.MonkeyPatch):
    nowhere = replace(clinic.app.extensions["settings"], data=Path("/nowhere"))
    monkeypatch.setitem(clinic.app.extensions, "settings", nowhere)
    response = clinic.app.test_client().get("/healthz")
    assert response.status_code == 503
    assert response.json["disk"] == "missing"  # type: ignore[index]
