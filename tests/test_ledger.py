"""The ledger finds what is lost, doubled or broken; else no drill would prove anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from kiosk.demo.personas import personas
from tests.ledger import Ledger
from tests.store.house import tampers
from tests.visitor import Visitor
from tests.walks.clinic import Clinic

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers


@pytest.fixture
def ledger(clinic: Clinic) -> Ledger:
    """Of somebody who has signed, and somebody on the way."""
    ledger = Ledger()
    visitor = Visitor(clinic, ledger, MAYA)
    visitor.begins()
    visitor.is_at("sign")
    visitor.takes_a_step()
    visitor.begins()
    while len(ledger.visits[visitor.intake_id].answers) < 12:
        visitor.takes_a_step()
    return ledger


def signed(ledger: Ledger) -> str:
    return next(each for each, visit in ledger.visits.items() if visit.is_signed)


def on_the_way(ledger: Ledger) -> str:
    return next(each for each, visit in ledger.visits.items() if not visit.is_signed)


def test_where_all_is_kept_nothing_is_wrong(clinic: Clinic, ledger: Ledger):
    assert ledger.signed == 1
    assert ledger.posts > 3
    assert ledger.wrong(clinic.store) == []


def test_what_is_told_while_it_is_looked_at_is_not_called_lost(
    clinic: Clinic, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
):
    reading, other = clinic.store.reading, on_the_way(ledger)

    @contextmanager
    def meanwhile(**how: Any) -> Iterator[Any]:
        with reading(**how) as tx:
            ledger.told(other, {"full_name": "Told a moment too late"})
            ledger.begins("somebody who came just now")
            yield tx

    monkeypatch.setattr(clinic.store, "reading", meanwhile)
    assert ledger.wrong(clinic.store) == []


def test_an_intake_that_is_gone_is_found(clinic: Clinic, ledger: Ledger):
    ledger.begins("somebody else's")
    assert ledger.wrong(clinic.store) == ["somebody else's is gone"]


@pytest.mark.parametrize("which", [signed, on_the_way])
def test_an_answer_that_was_lost_is_found(clinic: Clinic, ledger: Ledger, which):
    ledger.told(which(ledger), {"full_name": "Another", "goals": ["pain"]})
    (wrong,) = ledger.wrong(clinic.store)
    assert wrong.startswith(f"{which(ledger)} has lost ['full_name'")


def test_a_signature_that_was_lost_is_found(clinic: Clinic, ledger: Ledger):
    other = on_the_way(ledger)
    ledger.told(other, {}, signed=True)
    assert ledger.wrong(clinic.store) == [f"{other} was signed and is not"]


def test_a_record_of_nobody_is_found(clinic: Clinic, ledger: Ledger):
    someone = signed(ledger)
    del ledger.visits[someone]
    assert ledger.wrong(clinic.store) == [f"{someone} is signed, and nobody was told so"]


def test_a_visit_that_is_signed_twice_is_found(clinic: Clinic, ledger: Ledger):
    columns = "clinic_id, at, event, actor, subject, reason, held, key_id, link"
    twice = f"SELECT sequence + 1000, {columns} FROM audit WHERE event = 'sign'"
    tampers(clinic.store, f"INSERT INTO audit (sequence, {columns}) {twice}")
    assert f"{signed(ledger)} is signed 2 times" in ledger.wrong(clinic.store)


def test_a_record_whose_intake_goes_on_is_found(clinic: Clinic, ledger: Ledger):
    one, other = signed(ledger), on_the_way(ledger)
    tampers(clinic.store, f"UPDATE intake SET id = '{one}' WHERE id = '{other}'")
    wrong = ledger.wrong(clinic.store)
    assert f"{one} is signed and goes on" in wrong
    assert f"{other} is gone" in wrong


def test_a_page_of_the_file_that_was_lost_is_found(clinic: Clinic, ledger: Ledger):
    tampers(clinic.store, "DELETE FROM audit WHERE event = 'start'")
    assert "what is kept is not what was written" in ledger.wrong(clinic.store)[0]


def test_whoever_is_told_nothing_sends_it_again_and_it_is_kept_once(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    """The answer is lost on the way back, each second time: a step's, and the signature's."""
    ledger = Ledger()
    visitor = Visitor(clinic, ledger, MAYA)
    sends, times = visitor.sends, iter(range(1000))

    def lossy(*sent, **more):
        response = sends(*sent, **more)
        if next(times) % 2 == 0:
            raise ConnectionResetError
        return response

    monkeypatch.setattr(visitor, "sends", lossy)
    visitor.visits()
    assert ledger.signed == 1
    assert visitor.faults > 10
    assert ledger.wrong(clinic.store) == []
