"""Taken back by somebody who is two clients: it holds for the person, and goes with no record."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.intake.agreed import agreed_to
from kiosk.intake.facts import ClinicFacts
from kiosk.store import Store
from kiosk.store.records import clients, corrections, record_rows, standing
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients, part_clients
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.builders.records import a_record, comes_back
from tests.conftest import Clock
from tests.store.house import House, a_house

TODAY = date(2026, 3, 10)
CARD = "consent_story"
AGREED = {CARD: "yes", "consent_clinician": "yes"}


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def withdraws(house: House, record_id: str) -> None:
    with house.store.writing() as tx:
        assert withdraw_agreement(tx, record_id, CARD, "client", "by_phone", "theo")


def joins(house: House, one: str, into: str) -> None:
    with house.store.writing() as tx:
        join_clients(tx, one, into, "theo")


def erases(house: House, record_id: str) -> None:
    with house.store.writing() as tx:
        erase_record(tx, record_id, "admin", "asked to")


def stands(house: House, record_id: str) -> standing.Standing:
    with house.store.reading() as tx:
        return standing.find(tx, record_id)


def says(house: House, *record_ids: str) -> list[str]:
    return [stands(house, each).says[CARD] for each in record_ids]


def test_what_one_took_back_holds_for_the_other_until_they_are_parted(house: House):
    ann, bea = house.signs_as(a_record(**AGREED)), house.signs_as(a_record(**AGREED))
    withdraws(house, ann)
    assert says(house, ann, bea) == ["no", "yes"]
    joins(house, ann, bea)
    assert says(house, ann, bea) == ["no", "no"]
    with house.store.reading() as tx:
        rows = record_rows.these(tx, [ann, bea])
        visits = [each.in_full for each in clients.all_visits_of(tx, bea)]
    assert [row.taken_back for row in rows] == [1, 1]
    known = {
        each.card: each.stands for each in agreed_to(visits, TODAY, ClinicFacts(language="en"))
    }
    assert (known[CARD], known["consent_clinician"]) == ("back", "holds")
    with house.store.writing() as tx:
        part_clients(tx, ann, "theo")
    assert says(house, ann, bea) == ["no", "yes"]


def test_what_was_agreed_to_after_it_was_taken_back_holds(house: House, clock: Clock):
    ann = house.signs_as(a_record(**AGREED))
    withdraws(house, ann)
    clock.goes_on(hours=1)
    bea = house.signs_as(a_record(**AGREED))
    joins(house, ann, bea)
    assert says(house, ann, bea) == ["no", "yes"]


def test_a_visit_that_only_carried_the_agreement_follows(house: House, clock: Clock):
    first = a_record(**AGREED)
    ann, bea = house.signs_as(a_record(**AGREED)), house.signs_as(first)
    clock.goes_on(minutes=1)
    withdraws(house, ann)
    clock.goes_on(minutes=1)
    again = house.signs_as(comes_back([first], {"visit_kind": "returning"}), client=bea)
    assert CARD in stands(house, again).signed.record["carried"]
    joins(house, ann, bea)
    assert says(house, bea, again) == ["no", "no"]


def test_what_was_not_agreed_to_is_not_taken_back(house: House):
    ann, bea = house.signs_as(a_record(**AGREED)), house.signs_as(a_record(**AGREED | {CARD: "no"}))
    withdraws(house, ann)
    joins(house, ann, bea)
    assert says(house, bea) == ["no"]
    assert not stands(house, bea).written


def test_it_stays_taken_back_when_the_visit_it_was_written_about_is_erased(house: House):
    ann, bea = house.signs_as(a_record(**AGREED)), house.signs_as(a_record(**AGREED))
    withdraws(house, ann)
    joins(house, ann, bea)
    before = stands(house, bea).withdrawals
    erases(house, ann)
    (after,) = stands(house, bea).withdrawals
    assert says(house, bea) == ["no"]
    assert [after.made_at, after.made_by, after.said] == [
        *(before[0].made_at, before[0].made_by, before[0].said),
    ]


def test_what_was_put_right_stays_so_where_it_was_carried_when_its_visit_is_erased(house: House):
    first = a_record(inside=["lungs"])
    ann = house.signs_as(first)
    again = house.signs_as(comes_back([first], {"visit_kind": "returning"}), client=ann)
    with house.store.writing() as tx:
        corrections.correct(tx, ann, "inside", ["lungs"], ["kidney"], "misheard", "theo")
    before = stands(house, again)
    erases(house, ann)
    after = stands(house, again)
    assert before.says["inside"] == after.says["inside"] == ["kidney"]
    assert before.of_its_own == after.of_its_own, "it is no answer of that visit's own"
    assert [each.made_at for each in after.corrections] == [
        each.made_at for each in before.corrections
    ]
