"""A paper is printed as the next of its record, once, whoever draws it and whatever ends them."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from kiosk.exports.press import Drawn, Press
from kiosk.intake.issue import Issue
from kiosk.intake.record import Record
from kiosk.intake.withdrawn import CARDS, holds
from kiosk.store import Store
from kiosk.store.records import owed, papers, records, standing
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.print_record import next_issue, print_record
from kiosk.usecases.withdraw_agreement import withdraw_agreement
from tests.builders.records import a_record
from tests.each import SQLITE_FIRST
from tests.faults.test_faults import Fault, breaks
from tests.store.house import House, a_house, somebody


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


class Echo(Press):
    """A press whose papers say as which one they were drawn, and what of."""

    def __init__(self, *, hosts: int = 1) -> None:
        super().__init__()
        self.together = Barrier(hosts)
        self.issues: list[Issue] = []

    def draw(self, record: Record, *_: Any, issue: Issue, **__: Any) -> Drawn:
        self.issues.append(issue)
        self.together.wait(60)
        return Drawn(says(issue.number, record).encode())


def says(number: int, record: Record) -> str:
    agreed = [card for card in CARDS if holds(card, record.says)]
    return f"Paper {number}: {record.says.get('phone')}, {record.therapist}, {len(agreed)} agreed"


def claims(house: House, record_id: str) -> owed.Claim:
    with house.store.writing() as tx:
        found = owed.claim(tx, "a host", wanted=record_id)
    assert found
    return found


def kept(house: House, record_id: str) -> list[bytes | None]:
    with house.store.reading() as tx:
        numbers = [each.number for each in papers.all_of(tx, record_id)]
        return [papers.paper_number(tx, record_id, number) for number in numbers]


def corrects(house: House, record_id: str, phone: str) -> None:
    with house.store.writing() as tx:
        correct_record(tx, record_id, "phone", phone, "misheard", "setup")


def test_each_is_drawn_under_the_number_it_is_kept_under(house: House):
    record, press = house.signs_as(a_record(phone="555-0101")), Echo()
    ann = somebody(house.store, "Ann", "therapist")
    print_record(house.store, press, claims(house, record))
    corrects(house, record, "555-0102")
    print_record(house.store, press, claims(house, record))
    with house.store.writing() as tx:
        records.assign(tx, record, ann.id)
    print_record(house.store, press, claims(house, record))
    assert [(each or b"").rpartition(b",")[0] for each in kept(house, record)] == [
        b"Paper 1: 555-0101, Mei Tanaka",
        b"Paper 2: 555-0102, Mei Tanaka",
        b"Paper 3: 555-0102, Ann",
    ]


def test_what_stood_is_kept_with_the_paper(house: House):
    record, press = house.signs_as(a_record(phone="555-0101", consent_story="yes")), Echo()
    ann = somebody(house.store, "Ann", "therapist")
    print_record(house.store, press, claims(house, record))
    with house.store.writing() as tx:
        correct_record(tx, record, "phone", "555-0102", "misheard", ann.id)
        withdraw_agreement(tx, record, "consent_story", "client", "in_person", "script")
    print_record(house.store, press, claims(house, record))
    with house.store.reading() as tx:
        stands = standing.find(tx, record)
    first, second = press.issues
    assert (first.stands, second.stands) == (stands.signed.hash, stands.fingerprint)
    assert second.names == {ann.id: "Ann", "script": ""}


def test_two_hosts_that_draw_one_paper_at_once_keep_one(house: House):
    record, press = house.signs_as(a_record(phone="555-0101")), Echo(hosts=2)
    both = [claims(house, record), claims(house, record)]
    with ThreadPoolExecutor(2) as hosts:
        list(hosts.map(lambda claim: print_record(house.store, press, claim), both))
    assert [issue.number for issue in press.issues] == [1, 1]
    assert kept(house, record) == [b"Paper 1: 555-0101, Mei Tanaka, 6 agreed"]
    with house.store.reading() as tx:
        assert owed.how_many(tx) == 0


def test_killed_between_drawing_and_keeping_it_is_drawn_again_under_the_same_number(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    record, press = house.signs_as(a_record(phone="555-0101")), Echo()
    claim = claims(house, record)
    for where in ("papers.seal", "owed.settle"):
        with monkeypatch.context() as killed:
            killed.setattr(f"kiosk.store.records.{where}", breaks)
            with pytest.raises(Fault):
                print_record(house.store, press, claim)
        assert kept(house, record) == []
        with house.store.reading() as tx:
            assert owed.how_many(tx) == 1
    corrects(house, record, "555-0102")
    print_record(house.store, press, claim)
    assert kept(house, record) == [], "what was claimed before a correction is not kept"
    print_record(house.store, press, claims(house, record))
    assert kept(house, record) == [b"Paper 1: 555-0102, Mei Tanaka, 6 agreed"]


def test_what_is_shown_unkept_has_the_number_that_comes_next(house: House):
    record = house.signs_as(a_record())
    with house.store.reading() as tx:
        assert next_issue(tx, records.find(tx, record)).number == 1
    print_record(house.store, Echo(), claims(house, record))
    with house.store.reading() as tx:
        assert next_issue(tx, records.find(tx, record)).number == 2


@SQLITE_FIRST
def test_whatever_is_written_the_newest_paper_says_what_stands_and_the_others_stay(house: House):
    chance, press = random.Random(5), Echo()
    record = house.signs_as(a_record(phone="555-0101", consent_story="yes"))
    printed: list[bytes] = []
    for turn in range(18):
        what = chance.choice(["correct", "withdraw", "print"])
        if what == "correct":
            corrects(house, record, f"555-02{turn:02}")
        elif what == "withdraw":
            with house.store.writing() as tx:
                card = chance.choice(["consent_story", "consent_treatment", "consent_draping"])
                withdraw_agreement(tx, record, card, "client", "in_person", "setup")
        with house.store.writing() as tx:
            claim = owed.claim(tx, "a host", wanted=record)
        if claim and (what == "print" or not printed):
            print_record(house.store, press, claim)
            with house.store.reading() as tx:
                stands = standing.find(tx, record).in_full
            printed.append(says(len(printed) + 1, stands).encode())
        assert kept(house, record) == printed
    assert len(printed) > 2
