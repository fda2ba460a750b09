"""Reading the calendar: each entry once, moved with it, and nobody matched by a name alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from threading import Barrier
from typing import Any

import pytest

from kiosk.exports.calendar_reading import Days
from kiosk.exports.calendar_reading import read_calendar as reading
from kiosk.exports.calendar_source import NoCalendar
from kiosk.exports.table_reading import read_table
from kiosk.store import Missing, Refused, Store
from kiosk.store.intakes import calendar_entries, calendar_looks, planned_visits
from kiosk.store.intakes.calendar_entries import Entry
from kiosk.store.intakes.calendar_looks import Look
from kiosk.store.intakes.planned_visits import Planned, Visit
from kiosk.usecases.fetch_calendar import fetch_calendar
from kiosk.usecases.name_therapist import take_named_therapist
from kiosk.usecases.plan_visit import take_off_list
from kiosk.usecases.read_calendar import Came, read_calendar
from tests.conftest import Clock
from tests.exports.test_calendar import calendar
from tests.store.house import somebody
from tests.usecases.clinic import Small, small

ANA = "UID:1\nSUMMARY:Ana Ruiz\nDTSTART:20260310T093000"
BO = "UID:2\nSUMMARY:Bo Lindqvist\nDTSTART:20260311T093000"
TUESDAY = date(2026, 3, 10)


@pytest.fixture
def house(store: Store) -> Small:
    return small(store)


def reads(house: Small, content: bytes) -> Came:
    return read_calendar(house.store, house.clinic, content, reading, read_table, "dana")


def visits(house: Small, day: date = TUESDAY) -> list[Visit]:
    with house.store.reading() as tx:
        return planned_visits.of_day(tx, day)


def test_entries_become_visits_once_however_often_they_are_read(house: Small):
    first, again = reads(house, calendar(ANA, BO)), reads(house, calendar(ANA, BO))
    assert (len(first.new), again.new, again.as_before) == (2, [], 2)
    (ana,) = visits(house)
    assert ana.answers == {"full_name": "Ana Ruiz"}
    assert (ana.client_id, ana.known_by) == ("", ""), "nobody is matched by a name alone"


def test_of_two_that_read_it_at_once_the_second_finds_what_the_first_planned(house: Small):
    together = Barrier(2)

    def read(of: tuple[bytes, Days]) -> dict[str, Any]:
        together.wait(timeout=30)
        return reading(of)

    def reads_it(who: str) -> Came:
        content = calendar(ANA, BO)
        return read_calendar(house.store, house.clinic, content, read, read_table, who)

    with ThreadPoolExecutor(2) as desks:
        both = list(desks.map(reads_it, ("dana", "calendar")))
    assert sorted((len(came.new), came.as_before) for came in both) == [(0, 2), (2, 0)]
    assert len(visits(house)) == 1


def test_an_entry_that_moved_moves_its_visit(house: Small):
    reads(house, calendar(ANA))
    came = reads(house, calendar(ANA.replace("0310T0930", "0312T1400")))
    assert [(each.day, each.time) for each in came.moved] == [("2026-03-12", "14:00")]
    assert visits(house) == []


def test_an_entry_that_is_written_twice_is_one_visit_where_it_was_written_last(house: Small):
    later = ANA.replace("T0930", "T1400") + "\nSEQUENCE:2"
    for _ in range(2):
        came = reads(house, calendar(later, ANA))
        assert (came.moved, came.unread) == ([], 1)
        assert [each.time for each in visits(house)] == ["14:00"]


def test_two_visits_of_one_number_on_a_day_are_two(house: Small):
    rows = [b"10/03/2026,9:30,Ana Ruiz,17", b"10/03/2026,14:00,Ana Ruiz,17"]
    for some in (rows, rows, rows[::-1]):
        table = b"\n".join((b"Date,Time,Client,Number", *some))
        assert reads(house, table).moved == []
        assert [each.time for each in visits(house)] == ["09:30", "14:00"]


def test_an_entry_that_is_gone_is_told_and_stays_for_the_desk(house: Small):
    reads(house, calendar(ANA, BO))
    came = reads(house, calendar(BO))
    assert [each.answers["full_name"] for each in came.gone] == ["Ana Ruiz"]
    assert len(visits(house)) == 1


def test_what_the_desk_took_off_stays_off(house: Small):
    reads(house, calendar(ANA))
    take_off_list(house.store, visits(house)[0].id, "dana")
    reads(house, calendar(ANA))
    assert visits(house) == []


def test_what_the_desk_wrote_down_already_is_no_second_visit_and_keeps_its_code(house: Small):
    with house.store.writing() as tx:
        planned = Planned(TUESDAY, "09:30", "", {"full_name": "Ana Ruiz"})
        _, code = planned_visits.plan(tx, planned, "dana")
    assert reads(house, calendar(ANA)).as_before == 1
    with house.store.reading() as tx:
        assert planned_visits.by_code(tx, code)
    assert len(visits(house)) == 1


def test_a_table_of_visits_does_as_well(house: Small):
    table = b"Date,Time,Client\n10/03/2026,9:30,Ana Ruiz\n10/03/2026,never,Bo\n,,\n"
    first, again = reads(house, table), reads(house, table)
    assert (len(first.new), first.unread, again.as_before) == (1, 1, 1)
    assert [each.time for each in visits(house)] == ["09:30"]


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"BEGIN:VCALENDAR", b"Alpha,Beta\n1,2\n", b"BEGIN:VCALENDAR" + b"x" * 10**7],
    ids=["nothing", "a paper", "half a calendar", "no visits", "10 MB"],
)
def test_a_calendar_that_lies_changes_nothing_and_says_so(house: Small, content: bytes):
    reads(house, calendar(ANA))
    with pytest.raises(Refused, match=r"Nothing was changed\.|calendar"):
        reads(house, content)
    assert len(visits(house)) == 1


MASSAGE = "UID:1\nSUMMARY:Massage 60\nDTSTART:20260310T093000\n"


def entry(house: Small) -> tuple[str, str, Entry]:
    """The client of the one visit, whom it is with, and what the calendar says of it."""
    (visit,) = visits(house)
    with house.store.reading() as tx:
        (said,) = calendar_entries.of_visits(tx, [visit.id]).values()
    return visit.answers["full_name"], visit.therapist_id, said


@pytest.mark.parametrize(
    "event",
    [
        "ATTENDEE;CN=Mei Tanaka:mailto:a@example.org\nATTENDEE;CN=Ana Ruiz:mailto:b@example.org",
        "ATTENDEE;CN=Ana Ruiz:mailto:b@example.org\nORGANIZER;CN=mei tanaka:mailto:a@example.org",
        "ATTENDEE;CN=Ana Ruiz:mailto:b@example.org\nDESCRIPTION:60 min\\, with Mei  Tanaka.",
    ],
    ids=["invited", "invites", "written"],
)
def test_a_therapist_whom_an_entry_names_is_offered_and_never_taken_by_itself(
    house: Small, event: str
):
    mei = somebody(house.store, "Mei Tanaka", "therapist").id
    event = f"{MASSAGE}{event}"
    reads(house, calendar(event))
    assert entry(house) == ("Ana Ruiz", "", Entry(mei, gone=False))
    take_named_therapist(house.store, visits(house)[0].id, "dana")
    reads(house, calendar(event))
    assert entry(house) == ("Ana Ruiz", mei, Entry(mei, gone=False))


def test_two_who_are_named_or_whose_name_is_only_a_part_are_nobody(house: Small):
    somebody(house.store, "Mei", "therapist")
    somebody(house.store, "Bo", "therapist")
    reads(house, calendar(f"{MASSAGE}DESCRIPTION:Mei or Bo"))
    assert entry(house)[2].therapist_id == ""
    reads(house, calendar(f"{MASSAGE}DESCRIPTION:Meike\\, Bob"))
    assert entry(house)[2].therapist_id == ""
    with pytest.raises(Missing):
        take_named_therapist(house.store, visits(house)[0].id, "dana")


def test_a_table_names_a_therapist_as_well(house: Small):
    mei = somebody(house.store, "Mei Tanaka", "therapist").id
    table = b"Date,Time,Client,Practitioner\n10/03/2026,9:30,Ana Ruiz,Mei Tanaka\n"
    reads(house, table)
    assert entry(house) == ("Ana Ruiz", "", Entry(mei, gone=False))


def test_that_an_entry_is_gone_stands_with_its_visit_until_it_is_back(house: Small):
    reads(house, calendar(ANA))
    reads(house, calendar(BO))
    assert entry(house)[2].gone
    reads(house, calendar(ANA, BO))
    assert not entry(house)[2].gone


def test_how_the_last_look_went_is_kept_whoever_looked(house: Small, clock: Clock):
    def fetched() -> bytes:
        if away:
            raise NoCalendar(away[0])
        return calendar(ANA)

    def looks() -> Look | None:
        with suppress(NoCalendar, Refused):
            fetch_calendar(house.store, house.clinic, fetched, reading, read_table, "dana")
        with house.store.reading() as tx:
            return calendar_looks.last(tx)

    away = ["lost"]
    assert looks() == Look(None, "lost")
    away.clear()
    at = clock.now
    assert looks() == Look(at, "")
    away.append("private")
    clock.goes_on(minutes=20)
    assert looks() == Look(at, "private"), "when it was last read is known still"
