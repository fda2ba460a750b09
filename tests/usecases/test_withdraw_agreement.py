"""An agreement that is taken back counts as not given, at once and wherever it still held."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from kiosk.exports.exported import Exported
from kiosk.exports.json_lines import json_rows
from kiosk.intake.carry import carried, due_cards
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.record import Record
from kiosk.intake.withdrawn import CARDS, holds
from kiosk.store import Missing, Refused, Store, audit
from kiosk.store.records import entries, owed, papers, record_rows, standing
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.builders.records import a_record, comes_back, the_record
from tests.each import SQLITE_FIRST
from tests.faults.test_faults import Fault, breaks
from tests.store.house import House, a_house, keeps_paper, tampers

pytestmark = pytest.mark.long

NEXT_VISIT = date(2026, 4, 2)
NOT_ASKED = ("consent_guardian",)
AGREED = {"consent_story": "yes", "consent_clinician": "yes"}


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def withdraws(house: House, record_id: str, card: str) -> bool:
    with house.store.writing() as tx:
        return withdraw_agreement(tx, record_id, card, "client", "by_phone", "theo")


def stands(house: House, record_id: str) -> standing.Standing:
    with house.store.reading() as tx:
        return standing.find(tx, record_id)


def due_next(house: House, *visits: str) -> tuple[str, ...]:
    past = [stands(house, each).past for each in visits]
    known = carried(past, NEXT_VISIT, ClinicFacts(language="en"))
    cards = due_cards(known, {}, for_other=False)
    return tuple(card for card in cards if card not in NOT_ASKED)


def test_a_card_the_massage_waits_for_waits_for_a_talk_and_is_due_at_the_next_visit(house: House):
    kept = house.signs_as(a_record(**AGREED))
    assert due_next(house, kept) == ()
    assert withdraws(house, kept, "consent_treatment")
    found = stands(house, kept)
    assert found.says["consent_treatment"] == "talk_first"
    assert found.risen == ("A consent card is waiting for a talk",)
    assert due_next(house, kept) == ("consent_treatment",)


def test_an_optional_card_counts_as_no_with_what_hangs_on_it(house: House):
    kept = house.signs_as(a_record(warning_signs=["chest_breath"], **AGREED))
    assert withdraws(house, kept, "consent_clinician")
    found = stands(house, kept)
    assert found.says["consent_clinician"] == "no"
    assert found.risen == ("Has not agreed to us talking with their doctor",)
    assert due_next(house, kept) == (), "as for whoever said no at once"


def test_a_private_area_is_not_worked_on_any_more(house: House):
    marks = [{"region": "buttock_left", "mark": "work"}]
    said = {"any_sensitive": "choose", "sensitive_glutes": "yes", "body_marks": marks}
    kept = house.signs_as(a_record(**said))
    assert withdraws(house, kept, "sensitive_glutes")
    found = stands(house, kept)
    assert found.says["sensitive_glutes"] == "no"
    assert "Map asks for an area they did not agree to" in found.risen


def test_the_signed_record_and_what_was_agreed_to_stay_as_they_were(house: House):
    kept = house.signs_as(a_record(**AGREED))
    before = stands(house, kept)
    withdraws(house, kept, "consent_story")
    after = stands(house, kept)
    assert after.signed == before.signed
    assert after.in_full.agreements == before.in_full.agreements
    assert before.fingerprint == before.signed.hash != after.fingerprint


def test_who_asked_and_how_is_kept(house: House):
    kept = house.signs_as(a_record(**AGREED))
    withdraws(house, kept, "consent_story")
    (made,) = stands(house, kept).withdrawals
    assert (made.card, made.said, made.asked_by, made.how, made.made_by) == (
        *("consent_story", "yes", "client", "by_phone", "theo"),
    )
    with house.store.reading() as tx:
        row = audit.last_of(tx, "withdraw", kept)
    assert row
    assert (row.actor, row.reason) == ("theo", "consent_story")


def test_taking_back_twice_is_harmless(house: House):
    kept = house.signs_as(a_record(**AGREED))
    assert withdraws(house, kept, "consent_story")
    assert not withdraws(house, kept, "consent_story")
    assert len(stands(house, kept).withdrawals) == 1


@pytest.mark.parametrize("card", ["consent_follow_up", "consent_guardian", "full_name", "nothing"])
def test_only_what_holds_can_be_taken_back(house: House, card: str):
    kept = house.signs_as(a_record(**AGREED))
    with pytest.raises(Refused):
        withdraws(house, kept, card)
    assert not stands(house, kept).written
    with pytest.raises(Missing):
        withdraws(house, "nobody", card)


def test_it_falls_at_every_visit_where_it_still_held(house: House):
    first = a_record(**AGREED)
    one = house.signs_as(first)
    again = house.signs_as(comes_back([first], {"visit_kind": "returning"}), client=one)
    assert stands(house, again).says["consent_treatment"] == "agree"
    assert withdraws(house, again, "consent_treatment")
    assert stands(house, one).says["consent_treatment"] == "talk_first"
    assert stands(house, again).says["consent_treatment"] == "talk_first"
    assert due_next(house, one, again) == ("consent_treatment",)
    third = house.signs_as(agrees_anew(stands(house, one)), client=one)
    assert due_next(house, one, again, third) == ()


def agrees_anew(before: standing.Standing) -> Record:
    known = carried([before.past], NEXT_VISIT, ClinicFacts(language="en"))
    said = {"visit_kind": "returning", "consent_treatment": "agree"}
    return the_record(said, day=NEXT_VISIT, known=known)


def test_the_paper_is_drawn_anew_and_says_why(house: House):
    kept = house.signs_as(a_record(**AGREED))
    with house.store.writing() as tx:
        keeps_paper(tx, kept, b"%PDF")
        correct_record(tx, kept, "phone", "555-0102", "misheard", "theo")
    withdraws(house, kept, "consent_story")
    with house.store.writing() as tx:
        keeps_paper(tx, kept, b"%PDF two")
        assert [each.because for each in papers.all_of(tx, kept)] == ["signed", "withdrawal"]


def test_lists_and_exports_follow(house: House):
    kept = house.signs_as(a_record(**AGREED))
    withdraws(house, kept, "consent_treatment")
    with house.store.reading() as tx:
        (row,) = record_rows.these(tx, [kept])
        (line,) = json_rows([Exported(standing.find(tx, kept).kept)])
    assert "stop_and_ask" in row.severities
    assert b'"withdrawals":[{"card":"consent_treatment","said":"agree"' in line


def test_one_that_was_tampered_with_is_found(house: House):
    kept = house.signs_as(a_record(**AGREED))
    withdraws(house, kept, "consent_story")
    tampers(house.store, "UPDATE entry SET kind = 'correction'")
    with house.store.reading() as tx:
        assert len(entries.verify_all(tx)) == 1
        assert not standing.find(tx, kept).written


def test_a_fault_on_the_way_takes_nothing_back_by_halves(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    kept = house.signs_as(a_record(**AGREED))
    with house.store.writing() as tx:
        keeps_paper(tx, kept, b"%PDF")
    for where in ("audit.write_each", "records.card_keeping.rewrite", "records.owed.owe"):
        with monkeypatch.context() as broken:
            broken.setattr(f"kiosk.store.{where}", breaks)
            with pytest.raises(Fault):
                withdraws(house, kept, "consent_story")
        assert not stands(house, kept).written
        with house.store.reading() as tx:
            assert papers.paper_of(tx, kept) == b"%PDF"
            assert owed.how_many(tx) == 0
    assert withdraws(house, kept, "consent_story")


def test_an_erased_record_takes_its_withdrawals_with_it(house: House):
    kept = house.signs_as(a_record(**AGREED))
    withdraws(house, kept, "consent_story")
    with house.store.writing() as tx:
        erase_record(tx, kept, "admin", "asked to")
        assert entries.of(tx, [kept]) == []


@SQLITE_FIRST
def test_whatever_is_written_in_whatever_order_no_card_that_was_taken_back_holds(house: House):
    chance = random.Random(7)
    kept = house.signs_as(a_record(**AGREED))
    agreed = [card for card in CARDS if holds(card, stands(house, kept).says)]
    gone: set[str] = set()
    said: Any = None
    for turn in range(12):
        if chance.random() < 0.5:
            card = chance.choice(agreed)
            assert withdraws(house, kept, card) is (card not in gone)
            gone.add(card)
        else:
            said = f"555-01{turn:02}"
            with house.store.writing() as tx:
                correct_record(tx, kept, "phone", said, "misheard", "theo")
        found = stands(house, kept)
        assert {card for card in agreed if not holds(card, found.says)} == gone
        assert found.says.get("phone") == said
