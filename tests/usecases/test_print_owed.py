"""What is owed is drawn, without anybody asking, and nobody waits longer than they were told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.exports.press import Limits, NoPaper, Press
from kiosk.store import Busy
from kiosk.store.engine.tables import OWED
from kiosk.store.records import owed, papers
from kiosk.usecases import print_owed, print_record
from kiosk.usecases.print_owed import Printing
from tests.conftest import Clock
from tests.patience import until
from tests.store.house import tampers
from tests.walks.clinic import Clinic
from tests.web.visits import broken_press, signs

PATIENT = 120.0


def drawn(clinic: Clinic, record_id: str) -> bytes | None:
    with clinic.store.reading() as tx:
        return papers.paper_of(tx, record_id)


def owes(clinic: Clinic) -> tuple[int, list[str]]:
    with clinic.store.reading() as tx:
        return owed.how_many(tx), [each.why for each in owed.given_up(tx)]


class StuckPress(Press):
    """A press that draws for as long as nobody lets it go."""

    def __init__(self, patience: float = PATIENT) -> None:
        super().__init__(limits=Limits(patience=patience))
        self.let_go = threading.Event()
        self.begun = threading.Event()

    def draw(self, *_: Any, **__: Any) -> Any:
        self.begun.set()
        self.let_go.wait(PATIENT)
        raise NoPaper("stopped")

    def close(self) -> None:
        self.let_go.set()


@pytest.fixture
def stuck(clinic: Clinic) -> Iterator[tuple[StuckPress, Printing]]:
    press = StuckPress()
    printing = Printing(clinic.store, press)
    yield press, printing
    printing.close()


@pytest.mark.paper
def test_whatever_is_owed_is_drawn_once_somebody_rings(clinic: Clinic, running_press: Press):
    kept = [signs(clinic) for _ in range(2)]
    printing = Printing(clinic.store, running_press)
    printing.ring()
    for each in kept:
        assert until(lambda each=each: drawn(clinic, each)).startswith(b"%PDF")
    printing.close()
    assert owes(clinic) == (0, [])


@pytest.mark.paper
def test_a_redraw_is_drawn_without_anybody_asking(clinic: Clinic, running_press: Press):
    kept = signs(clinic)
    with clinic.store.writing() as tx:
        papers.owe_all(tx, [kept])
    printing = Printing(clinic.store, running_press)
    printing.start()
    assert until(lambda: drawn(clinic, kept))
    printing.close()


def test_looking_again_needs_no_ring(clinic: Clinic):
    with broken_press(clinic, "time"):
        printing = Printing(clinic.store, clinic.app.extensions["press"], look=0.02)
        printing.start()
        signs(clinic)
        until(lambda: reasons(clinic) == ["time"])
        printing.close()


def reasons(clinic: Clinic) -> list[str]:
    with clinic.store.reading() as tx:
        return list(tx.connection.scalars(select(OWED.c.why)))


def test_a_paper_that_cannot_be_drawn_is_given_up_and_keeps_no_other_waiting(
    clinic: Clinic, clock: Clock
):
    bad = signs(clinic)
    with broken_press(clinic, "memory") as printing:
        for _ in range(owed.TRIES):
            printing.wait_for(bad)
    assert owes(clinic) == (0, ["memory"])
    signs(clinic)
    assert owes(clinic) == (1, ["memory"])


def test_a_record_that_cannot_be_read_costs_only_its_own_paper(clinic: Clinic, clock: Clock):
    torn, sound = signs(clinic), signs(clinic)
    tampers(clinic.store, "UPDATE record SET content = :c WHERE id = :i", c=b"\1\1", i=torn)
    with broken_press(clinic, "engine") as printing:
        for _ in range(owed.TRIES):
            printing.wait_for(torn)
        printing.wait_for(sound)
    with clinic.store.reading() as tx:
        assert [(each.record_id, each.why) for each in owed.given_up(tx)] == [(torn, "unread")]
        assert owed.put_off(tx) == "engine"


def test_a_record_nobody_has_thought_of_costs_only_its_own_paper(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    odd = signs(clinic)
    monkeypatch.setattr(print_record, "record_for_paper", lambda *_: {}["not there"])
    with broken_press(clinic) as printing:
        for _ in range(owed.TRIES):
            printing.wait_for(odd)
    assert owes(clinic) == (0, ["fault"])


def test_no_pango_is_no_fault_of_any_paper(clinic: Clinic):
    kept = signs(clinic)
    with broken_press(clinic, "engine") as printing:
        for _ in range(owed.TRIES + 1):
            printing.wait_for(kept)
    assert owes(clinic) == (1, [])


def test_whoever_opens_a_paper_waits_no_longer_than_the_press_says(clinic: Clinic):
    kept, press = signs(clinic), StuckPress(patience=0.05)
    printing = Printing(clinic.store, press)
    printing.wait_for(kept)
    assert press.begun.wait(PATIENT)
    assert not press.let_go.is_set()
    assert not drawn(clinic, kept)
    printing.close()
    assert owes(clinic) == (1, [])


def test_closing_keeps_nobody_waiting_and_forgets_no_paper(
    clinic: Clinic, stuck: tuple[StuckPress, Printing]
):
    press, printing = stuck
    kept = signs(clinic)
    waiting = [threading.Thread(target=printing.wait_for, args=(kept,)) for _ in range(3)]
    for each in waiting:
        each.start()
    assert press.begun.wait(PATIENT)
    printing.close()
    for each in waiting:
        each.join(PATIENT)
        assert not each.is_alive()
    printing.wait_for(kept)
    assert owes(clinic) == (1, [])


def test_who_waits_comes_before_what_nobody_waits_for(clinic: Clinic, clock: Clock):
    order: list[str] = []
    queued = []
    for _ in range(3):
        queued.append(signs(clinic))
        clock.goes_on(seconds=1)

    class Notes(StuckPress):
        def draw(self, record: Any, *_: Any, **__: Any) -> Any:
            order.append(record.id)
            return super().draw()

    press = Notes()
    printing = Printing(clinic.store, press)
    printing.ring()
    assert press.begun.wait(PATIENT)
    asking = threading.Thread(target=printing.wait_for, args=(queued[2],))
    asking.start()
    until(lambda: printing._first._wanted)
    press.let_go.set()
    asking.join(PATIENT)
    printing.close()
    assert order[:2] == [queued[0], queued[2]]


def test_a_database_that_is_away_only_puts_papers_off(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    kept = signs(clinic)
    with broken_press(clinic, "memory") as printing, monkeypatch.context() as away:
        tried = threading.Event()

        def busy(*_: Any, **__: Any) -> Any:
            tried.set()
            raise Busy

        away.setattr(print_owed.owed, "claim", busy)
        printing.wait_for(kept)
        assert tried.is_set()
        away.undo()
        printing.wait_for(kept)
    assert reasons(clinic) == ["memory"]


def test_a_thread_that_ends_in_an_unknown_way_is_followed_by_another(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    kept, ended = signs(clinic), threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda _: ended.set())
    with broken_press(clinic, "memory") as printing:
        with monkeypatch.context() as odd:
            odd.setattr(print_owed, "print_record", lambda *_: {}["nobody thought of it"])
            printing.wait_for(kept)
            assert ended.wait(PATIENT)
        printing.wait_for(kept)
    assert reasons(clinic) == ["memory"]
