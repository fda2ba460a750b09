"""Whose an entry of the calendar is: who moved keeps their visit, and nobody has another's."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import pytest
from sqlalchemy import select, update

from kiosk.store.engine.tables import CALENDAR_ENTRY
from kiosk.store.intakes import calendar_entries, intakes, planned_visits
from kiosk.store.intakes.planned_visits import Visit
from kiosk.usecases.plan_visit import take_off_list
from tests.conftest import Clock
from tests.exports.test_calendar import calendar
from tests.usecases.clinic import Small
from tests.usecases.test_read_calendar import ANA, BO, entry, reads, visits
from tests.usecases.test_read_calendar import house as house


def lines(some: Iterable[Visit]) -> list[str]:
    return sorted(f"{each.day[8:]} {each.time} {each.answers['full_name']}" for each in some)


@pytest.mark.parametrize("now", ["T0930", "T1400"], ids=["at the same hour", "moved as well"])
def test_an_entry_that_names_another_client_is_another_visit_and_moves_nobody_elses(
    house: Small, now: str
):
    reads(house, calendar(ANA))
    bo = calendar(ANA.replace("Ana Ruiz", "Bo Lindqvist").replace("T0930", now))
    at = f"{now[1:3]}:{now[3:]}"
    came = reads(house, bo)
    assert (lines(came.new), came.moved) == ([f"10 {at} Bo Lindqvist"], [])
    assert lines(came.gone) == ["10 09:30 Ana Ruiz"]
    with house.store.reading() as tx:
        said = calendar_entries.of_visits(tx, [each.id for each in visits(house)])
    assert sorted(each.gone for each in said.values()) == [False, True]
    again = reads(house, bo)
    assert (again.new, again.moved, again.as_before) == ([], [], 1)
    assert lines(again.gone) == ["10 09:30 Ana Ruiz"]


def test_whoever_is_named_again_has_their_visit_again(house: Small):
    bo = calendar(ANA.replace("Ana Ruiz", "Bo Lindqvist"))
    for content in (calendar(ANA), bo, calendar(ANA), bo, calendar(ANA)):
        came = reads(house, content)
    assert (came.new, came.as_before, lines(came.gone)) == ([], 1, ["10 09:30 Bo Lindqvist"])
    assert len(visits(house)) == 2


def test_a_name_in_other_letters_is_no_other_client(house: Small):
    reads(house, calendar(ANA))
    came = reads(house, calendar(ANA.replace("Ana Ruiz", "ANA  RUÍZ").replace("T0930", "T1000")))
    assert (came.new, len(came.moved), came.gone) == ([], 1, [])


def test_a_visit_that_has_begun_stays_its_clients_whoever_is_named(house: Small):
    reads(house, calendar(ANA))
    with house.store.writing() as tx:
        planned_visits.arrives(
            tx, visits(house)[0], intakes.start(tx, house.tablet, {}, "reason")[0].id
        )
    came = reads(house, calendar(ANA.replace("Ana Ruiz", "Anna Ruiz")))
    assert (came.new, came.as_before, came.gone) == ([], 1, [])


def test_what_was_taken_off_is_planned_anew_for_another_client(house: Small):
    reads(house, calendar(ANA))
    take_off_list(house.store, visits(house)[0].id, "dana")
    came = reads(house, calendar(ANA.replace("Ana Ruiz", "Bo Lindqvist")))
    assert lines(came.new) == lines(visits(house)) == ["10 09:30 Bo Lindqvist"]


def test_entries_read_before_names_were_kept_are_told_apart_by_their_visits(house: Small):
    reads(house, calendar(ANA, BO))
    as_before = [sha256(f"calendar entry {uid}".encode()).digest() for uid in "12"]
    with house.store.writing() as tx:
        for old, known in zip(as_before, calendar_entries.all_known(tx), strict=True):
            this = update(CALENDAR_ENTRY).where(CALENDAR_ENTRY.c.mark == known.mark)
            tx.connection.execute(this.values(mark=old, series=None, called=None))
    came = reads(house, calendar(ANA.replace("Ana Ruiz", "Cy Dow"), BO.replace("T0930", "T1100")))
    assert (lines(came.new), lines(came.moved)) == (["10 09:30 Cy Dow"], ["11 11:00 Bo Lindqvist"])
    assert lines(came.gone) == ["10 09:30 Ana Ruiz"]
    with house.store.reading() as tx:
        kept = set(map(bytes, tx.connection.scalars(select(CALENDAR_ENTRY.c.mark))))
    assert kept.isdisjoint(as_before), "what anybody could work out from a name is kept no more"


WEEKLY = "UID:s@google.com\nSUMMARY:Ana Ruiz\nDTSTART:20260303T093000\nRRULE:FREQ=WEEKLY"


THURSDAYS = WEEKLY.replace("0303T", "0305T")
MONDAYS = WEEKLY.replace("0303T", "0302T")
FIRST_HALF = f"{WEEKLY};UNTIL=20260310T120000"
SECOND_HALF = WEEKLY.replace("s@", "s_R20260317T093000@").replace("0303T0930", "0317T1100")


@pytest.mark.parametrize(
    ("series", "moved", "new", "gone"),
    [
        ([WEEKLY.replace("T0930", "T1030")], ["10 10:30", "17 10:30"], [], []),
        ([THURSDAYS], ["12 09:30", "19 09:30"], [], []),
        ([MONDAYS], ["16 09:30"], ["23 09:30"], ["10 09:30"]),
        ([FIRST_HALF, SECOND_HALF], ["17 11:00"], [], []),
    ],
    ids=["an hour later", "two days later", "to yesterday", "from its second day on"],
)
def test_a_series_that_moved_moves_its_visits(
    house: Small, series: list[str], moved: list[str], new: list[str], gone: list[str]
):
    before = {visit.id for visit in reads(house, calendar(WEEKLY)).new}
    came = reads(house, calendar(*series))
    told = (came.moved, came.new, came.gone)
    assert [[each.removesuffix(" Ana Ruiz") for each in lines(some)] for some in told] == [
        moved,
        new,
        gone,
    ]
    assert {visit.id for visit in came.moved} <= before, "each keeps its code"
    again = reads(house, calendar(*series))
    assert (again.moved, again.new, lines(again.gone)) == ([], [], lines(came.gone))


def test_a_visit_that_was_called_off_is_not_put_on_a_later_day(house: Small, clock: Clock):
    often = WEEKLY.replace("WEEKLY", "WEEKLY;BYDAY=MO,TH")
    reads(house, calendar(often))
    off = f"{often}\nEXDATE:20260323T093000"
    assert lines(reads(house, calendar(off)).gone) == ["23 09:30 Ana Ruiz"]
    clock.goes_on(days=3)
    came = reads(house, calendar(off))
    assert (lines(came.new), came.moved) == (["26 09:30 Ana Ruiz"], [])


def test_what_was_taken_off_of_a_series_stays_off_when_it_moves(house: Small):
    reads(house, calendar(WEEKLY))
    take_off_list(house.store, visits(house)[0].id, "dana")
    reads(house, calendar(WEEKLY.replace("T0930", "T1030")))
    assert visits(house) == []


def test_a_calendar_that_calls_its_entries_anew_each_time_loses_none(house: Small):
    for number in range(3):
        came = reads(house, calendar(ANA.replace("UID:1", f"UID:new {number}")))
        assert came.gone == []
    with house.store.reading() as tx:
        assert len(calendar_entries.all_known(tx)) == 1
    assert not entry(house)[2].gone


@pytest.mark.parametrize(
    ("head", "before", "now"),
    [
        (b"Date,Time,Client", b"10/03/2026,9:30,Ana Ruiz", b"10/03/2026,10:30,Ana Ruiz"),
        (b"Date,Time,Client,Number", b"11/03/2026,9:30,Ana Ruiz,7", b"10/03/2026,10:30,Ana Ruiz,7"),
    ],
    ids=["a name alone, on the same day", "a number"],
)
def test_a_row_that_moved_moves_its_visit(house: Small, head: bytes, before: bytes, now: bytes):
    first = reads(house, head + b"\n" + before)
    came = reads(house, head + b"\n" + now)
    assert (lines(came.moved), came.new, came.gone) == (["10 10:30 Ana Ruiz"], [], [])
    assert came.moved[0].id == first.new[0].id


def test_a_number_that_is_another_clients_by_now_moves_nobody(house: Small):
    head = b"Date,Time,Client,Number\n"
    reads(house, head + b"10/03/2026,9:30,Ana Ruiz,17")
    came = reads(house, head + b"10/03/2026,10:30,Bo Lindqvist,17")
    assert (lines(came.new), came.moved) == (["10 10:30 Bo Lindqvist"], [])
    assert lines(came.gone) == ["10 09:30 Ana Ruiz"]
