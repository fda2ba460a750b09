"""Whatever is done about somebody who came more than once, the audit holds all of it fast."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.store import Store, Transaction
from kiosk.store.proving import stock
from kiosk.store.records import restrictions, standing
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.erase_person import erase_person
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients, part_clients, set_record_apart
from kiosk.usecases.restrict_client import lift_restriction, restrict_client
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.builders.records import a_record, comes_back
from tests.store.house import House, a_house

CARD = "consent_story"

Does = Callable[[Transaction, str, str, str], object]
"""Something that is done about three visits of one person, the last two of one client."""


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def corrects(tx: Transaction, _: str, first: str, again: str) -> None:
    correct_record(tx, first, "inside", ["kidney"], "misheard", "theo")


def withdraws(tx: Transaction, _: str, first: str, again: str) -> None:
    withdraw_agreement(tx, again, CARD, "client", "by_phone", "theo")


def erases(tx: Transaction, _: str, first: str, again: str) -> None:
    correct_record(tx, first, "inside", ["kidney"], "misheard", "theo")
    erase_record(tx, first, "admin", "asked to")


def erases_what_was_taken_back(tx: Transaction, other: str, first: str, again: str) -> None:
    part_clients(tx, other, "theo")
    withdraw_agreement(tx, other, CARD, "client", "by_phone", "theo")
    join_clients(tx, other, first, "theo")
    assert standing.find(tx, again).says[CARD] == "no"
    erase_record(tx, other, "admin", "asked to")
    assert standing.find(tx, again).says[CARD] == "no"


def erases_all(tx: Transaction, other: str, first: str, again: str) -> None:
    erase_person(tx, first, "admin", "asked to")


def parts(tx: Transaction, other: str, first: str, again: str) -> None:
    part_clients(tx, other, "theo")


def sets_apart(tx: Transaction, other: str, first: str, again: str) -> None:
    restrict_client(tx, first, "admin", "asked to")
    set_record_apart(tx, again, "theo")
    assert restrictions.of_record(tx, again)


def lifts(tx: Transaction, other: str, first: str, again: str) -> None:
    restrict_client(tx, first, "admin", "asked to")
    lift_restriction(tx, other, "admin", "asked to")


@pytest.mark.parametrize(
    "does",
    [corrects, withdraws, erases, erases_what_was_taken_back, erases_all, parts, sets_apart, lifts],
)
def test_nothing_stands_otherwise_than_the_audit_saw_it_left(house: House, does: Does):
    one = a_record(inside=["lungs"], **{CARD: "yes"})
    other, first = house.signs_as(one), house.signs_as(one)
    again = house.signs_as(comes_back([one], {"visit_kind": "returning"}), client=first)
    with house.store.writing() as tx:
        join_clients(tx, other, first, "theo")
    with house.store.writing() as tx:
        does(tx, other, first, again)
    with house.store.reading() as tx:
        assert list(stock.moved(tx)) == []
