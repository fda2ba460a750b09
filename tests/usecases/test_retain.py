"""What the clinic's rules no longer keep is listed, and goes once its grace is over: that alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk.store import Refused, Store, audit
from kiosk.store.engine.tables import CLIENT, ENTRY, PAPER, RECORD, RETENTION
from kiosk.store.intakes import intakes, planned_visits
from kiosk.store.intakes.planned_visits import Planned
from kiosk.store.proving import proof
from kiosk.store.records import client_links, corrections, erasures, holds, retention
from kiosk.store.records.due import years_after
from kiosk.store.records.retention import Rules
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients
from kiosk.usecases.restrict_client import restrict_client
from kiosk.usecases.retain import Going, choose_rules, going, keep_to_rules
from tests.conftest import Clock
from tests.faults.test_faults import Fault, breaks
from tests.store.house import House, a_house, a_record, keeps_paper, rows, tampers

TEN = Rules(person=10)
GROWN = "1970-01-01"


def comes(house: House, day: str, client: str = "", born: str = GROWN) -> str:
    """Somebody was here on that day; the id of the record."""
    intake, _ = house.starts()
    said = a_record(intake.id, full_name="Ann Alder", birth_date=born)
    with house.store.writing() as tx:
        intakes.sign(tx, intake, {**said, "visit_day": day, "client": client})
        keeps_paper(tx, intake.id, b"%PDF")
        corrections.correct(tx, intake.id, "phone", "555-0101", "555-0199", "typo", "mei")
    return intake.id


def shown(store: Store, rules: Rules | None = None) -> list[Going]:
    with store.reading() as tx:
        return going(tx, retention.rules(tx) if rules is None else rules)


def named(found: list[Going]) -> list[tuple[str, str]]:
    return [each.due.name for each in found]


def runs(store: Store) -> list[tuple[str, str]]:
    return [due.name for due in keep_to_rules(store)]


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


@pytest.fixture
def ann(house: House) -> str:
    """Somebody who was here last in 2015, on the 20th of March."""
    return comes(house, "2015-03-20", comes(house, "2014-01-01"))


def test_nothing_goes_until_an_admin_chooses(house: House, ann: str, clock: Clock):
    clock.goes_on(days=20_000)
    assert shown(house.store) == []
    assert runs(house.store) == []
    with house.store.reading() as tx:
        assert not retention.is_due(tx)
    assert rows(house.store, RECORD) == 2


def test_a_person_is_listed_for_the_grace_and_then_goes_as_a_whole(
    house: House, ann: str, clock: Clock
):
    bea = comes(house, "2016-03-11")
    choose_rules(house.store, TEN, "ada")
    (one,) = shown(house.store)
    assert (one.due.kind, len(one.due.records), one.due.last) == ("person", 2, "2015-03-20")
    assert (one.due.on, one.goes_on) == (date(2025, 3, 20), date(2026, 4, 9))
    clock.goes_on(days=29, hours=23)
    assert runs(house.store) == []
    clock.goes_on(hours=1)
    assert named([each for each in shown(house.store) if each.now]) == [one.due.name]
    assert runs(house.store) == [one.due.name]
    assert [rows(house.store, table) for table in (RECORD, PAPER, ENTRY, CLIENT)] == [1, 1, 1, 1]
    with house.store.reading() as tx:
        assert client_links.client_of(tx, bea) == bea
        erased = [row for row in audit.matching(tx, audit.Wanted(), 99) if row.event == "erase"]
        assert {(row.actor, row.reason) for row in erased} == {("clock", "kept for 10 years")}
        assert {row.subject for row in erased} == {*one.due.records, one.due.id}
        assert all(erasures.is_erased(tx, each) for each in one.due.records)
        assert proof.verify_all(tx) == proof.Findings((), (), None, ())


def test_whoever_was_under_age_is_kept_from_the_day_they_came_of_age(house: House, clock: Clock):
    comes(house, "2010-06-01", born="2008-03-11")
    assert shown(house.store, TEN) == []
    assert [each.due.on for each in shown(house.store, Rules(person=1))] == []
    clock.goes_on(days=366)
    assert [each.due.on for each in shown(house.store, Rules(person=1))] == [date(2027, 3, 11)]


def test_a_single_intake_of_somebody_who_still_comes_goes_by_its_own_rule(
    house: House, clock: Clock
):
    first = comes(house, "2014-01-01")
    comes(house, "2026-03-01", first)
    assert shown(house.store, TEN) == []
    choose_rules(house.store, Rules(record=10), "ada")
    assert named(shown(house.store)) == [("record", first)]
    clock.goes_on(days=30)
    assert runs(house.store) == [("record", first)]
    assert [rows(house.store, table) for table in (RECORD, CLIENT)] == [1, 1]


def test_where_every_intake_of_a_person_is_due_the_person_goes(house: House, ann: str):
    assert [each.due.kind for each in shown(house.store, Rules(record=10))] == ["person"]


def test_a_client_of_whom_nothing_signed_is_left_goes_by_its_own_rule(house: House, clock: Clock):
    gone = comes(house, "2026-03-01")
    with house.store.writing() as tx:
        erase_record(tx, gone, "ada", "she asked")
    clock.goes_on(days=365)
    choose_rules(house.store, Rules(client=1), "ada")
    assert named(shown(house.store)) == [("client", gone)]
    clock.goes_on(days=30)
    assert runs(house.store) == [("client", gone)]
    assert rows(house.store, CLIENT) == 0


def test_on_hold_it_is_shown_without_a_day_and_stays(house: House, ann: str, clock: Clock):
    choose_rules(house.store, TEN, "ada")
    with house.store.writing() as tx:
        holds.place(tx, ann, "record", "ada", "a court")
    assert [(each.goes_on, each.now) for each in shown(house.store)] == [(None, False)]
    clock.goes_on(days=400)
    assert runs(house.store) == []
    with house.store.writing() as tx:
        holds.lift(tx, ann, "record", "ada", "over")
    assert len(runs(house.store)) == 1


def test_whoever_comes_again_is_not_due_any_more_and_starts_anew(
    house: House, ann: str, clock: Clock
):
    choose_rules(house.store, TEN, "ada")
    with house.store.reading() as tx:
        client = client_links.client_of(tx, ann)
    with house.store.writing() as tx:
        said = {"full_name": "Ann Alder"}
        visit, _ = planned_visits.plan(tx, Planned(tx.now.date(), "15:00", "", said), "desk")
        planned_visits.is_of(tx, visit.id, client, "desk")
    assert shown(house.store) == []
    assert runs(house.store) == []
    clock.goes_on(days=2)
    assert runs(house.store) == []
    assert [each.goes_on for each in shown(house.store)] == [date(2026, 4, 11)]


def test_two_that_were_joined_are_one_person(house: House, ann: str):
    again = comes(house, "2026-03-01")
    with house.store.writing() as tx:
        join_clients(tx, client_links.client_of(tx, ann), again, "mei")
    assert shown(house.store, TEN) == []


def test_what_cannot_be_read_is_kept(house: House, ann: str):
    assert len(shown(house.store, TEN)) == 1
    tampers(house.store, "UPDATE card SET content = :x", x=b"torn")
    assert shown(house.store, TEN) == []


def test_what_is_restricted_is_kept(house: House, ann: str):
    with house.store.writing() as tx:
        restrict_client(tx, ann, "ada", "she asked for it to be kept")
    assert shown(house.store, TEN) == []


def test_a_clock_set_forward_lists_and_erases_nothing(house: House, ann: str, clock: Clock):
    fresh = comes(house, "2026-03-01")
    choose_rules(house.store, TEN, "ada")
    clock.jumps(days=36_500)
    assert runs(house.store) == []
    with house.store.reading() as tx:
        assert retention.how_many_listed(tx) == 1
    clock.goes_on(days=2)
    assert runs(house.store) == []
    clock.jumps(days=-36_500)
    assert runs(house.store) == []
    clock.goes_on(days=29)
    assert len(runs(house.store)) == 1
    with house.store.reading() as tx:
        assert client_links.client_of(tx, fresh) == fresh


def test_one_of_all_processes_runs_once_a_day(house: House, ann: str, clock: Clock):
    choose_rules(house.store, TEN, "ada")
    with house.store.writing() as tx:
        assert retention.is_due(tx)
        assert retention.claim(tx)
        assert not retention.claim(tx)
        assert not retention.is_due(tx)
    clock.goes_on(hours=23)
    with house.store.writing() as tx:
        assert retention.claim(tx)


@pytest.mark.parametrize("rules", [Rules(person=-1), Rules(record=101), Rules(grace=0)])
def test_what_is_no_rule_is_refused(house: House, rules: Rules):
    with pytest.raises(Refused):
        choose_rules(house.store, rules, "ada")
    assert rows(house.store, RETENTION) == 0


def test_keeping_for_ever_again_takes_everything_off_the_list(house: House, ann: str):
    choose_rules(house.store, TEN, "ada")
    choose_rules(house.store, Rules(), "ada")
    with house.store.reading() as tx:
        assert retention.how_many_listed(tx) == 0
        said = [
            row.reason for row in audit.matching(tx, audit.Wanted(), 99) if row.event == "settings"
        ]
    assert said[:2] == [retention.in_words(Rules()), retention.in_words(TEN)]


@pytest.mark.parametrize(
    "place", ["store.audit.write", "store.records.retention.unlist", "usecases.retain.erase_person"]
)
def test_a_fault_on_the_way_leaves_each_whole_or_gone(
    house: House, ann: str, clock: Clock, monkeypatch: pytest.MonkeyPatch, place: str
):
    choose_rules(house.store, TEN, "ada")
    clock.goes_on(days=30)
    with monkeypatch.context() as broken:
        broken.setattr(f"kiosk.{place}", breaks)
        with pytest.raises(Fault):
            keep_to_rules(house.store)
    assert [rows(house.store, table) for table in (RECORD, PAPER, ENTRY, CLIENT)] == [2, 2, 2, 1]
    assert len(runs(house.store)) == 1
    with house.store.reading() as tx:
        assert retention.how_many_listed(tx) == 0


def test_a_fault_while_choosing_leaves_the_rules_as_they_were(
    house: House, ann: str, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.store.records.retention.list_these", breaks)
        with pytest.raises(Fault):
            choose_rules(house.store, TEN, "ada")
    assert rows(house.store, RETENTION) == 0


def test_a_year_later_is_the_same_day():
    leap = date(2024, 2, 29)
    assert [years_after(leap, n) for n in (0, 1, 4)] == [leap, date(2025, 3, 1), date(2028, 2, 29)]
    assert years_after(date.max - timedelta(days=1), 5) == date.max - timedelta(days=1)
