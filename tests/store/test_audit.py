"""The audit tells of every change made behind its back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DatabaseError

from kiosk.store import Store, audit
from kiosk.store.engine.tables import AUDIT, CHAIN_END, CLINIC
from tests.conftest import Clock
from tests.each import SQLITE_FIRST
from tests.store.house import CANARY, a_house, flipped, tampers


@pytest.fixture
def audited(store: Store) -> Store:
    """A store with ten rows of audit."""
    a_house(store)
    for number in range(7):
        with store.writing() as tx:
            audit.write(tx, "view", f"staff{number}", f"record{number}", "asked")
    return store


def first_bad(store: Store, anchor: audit.Head | None = None) -> int | None:
    with store.reading() as tx:
        return audit.verify(tx, anchor)


def test_before_its_first_row_the_chain_ends_at_none(store: Store):
    with store.reading() as tx:
        assert audit.head(tx).sequence == 0


def test_an_untouched_audit_is_whole(audited: Store):
    assert first_bad(audited) is None
    with audited.reading() as tx:
        head = audit.head(tx)
        assert head.sequence == len(audit.matching(tx, audit.Wanted(), 99)) == 10
    assert first_bad(audited, head) is None


def test_each_row_names_the_clinic_and_a_day_alone_is_enough_to_ask(audited: Store):
    with audited.reading() as tx:
        mine = tx.connection.scalar(select(CLINIC.c.id))
        assert set(tx.connection.scalars(select(AUDIT.c.clinic_id))) == {mine}
        whole = [row.sequence for row in audit.matching(tx, audit.Wanted(), 99)]
        for day in (audit.Wanted(first=tx.now), audit.Wanted(until=tx.now + timedelta(days=1))):
            assert [row.sequence for row in audit.matching(tx, day, 99)] == whole


def test_whether_a_thing_was_ever_noted_for_a_reason(audited: Store):
    with audited.reading() as tx:
        assert audit.was_noted(tx, "view", "record3", "asked") is True
        assert audit.was_noted(tx, "view", "record3", "told") is False


def test_a_chain_that_is_another_than_the_one_kept_elsewhere_is_found(audited: Store):
    other = flipped(bytes(32)).hex()
    assert first_bad(audited, audit.Head(10, other)) == 10
    assert first_bad(audited, audit.Head(4, other)) == 4


def test_the_database_itself_refuses_to_change_the_audit(audited: Store):
    for change in ("UPDATE audit SET actor = 'nobody'", "DELETE FROM audit"):
        with pytest.raises(DatabaseError, match="only grows"), audited.writing() as tx:
            tx.connection.execute(text(change))
    assert first_bad(audited) is None


@pytest.mark.parametrize("column", [column.name for column in AUDIT.columns])
@SQLITE_FIRST
def test_every_change_to_every_row_is_named(audited: Store, column: str):
    with audited.reading() as tx:
        kept = {row.sequence: row for row in tx.connection.execute(select(AUDIT))}
    for sequence, row in sorted(kept.items(), reverse=True):
        value = AUDIT.c[column].type.process_bind_param(row.at, None) if column == "at" else None
        changed = flipped(getattr(row, column) if value is None else value)
        if column == "sequence":
            changed = sequence + 100
        change = f"UPDATE audit SET {column} = :v WHERE sequence = :s"
        tampers(audited, change, v=changed, s=sequence)
        assert first_bad(audited) == sequence


def test_a_deleted_row_is_named(audited: Store):
    tampers(audited, "DELETE FROM audit WHERE sequence = 4")
    assert first_bad(audited) == 4


def test_a_row_put_in_is_named(audited: Store):
    with audited.reading() as tx:
        row = tx.connection.execute(select(AUDIT).where(AUDIT.c.sequence == 4)).one()._asdict()
    with audited.writing() as tx:
        tx.connection.execute(insert(AUDIT), {**row, "sequence": 11})
    assert first_bad(audited) == 11


def test_two_swapped_rows_are_named(audited: Store):
    for before, after in ((4, 99), (5, 4), (99, 5)):
        change = "UPDATE audit SET sequence = :a WHERE sequence = :b"
        tampers(audited, change, a=after, b=before)
    assert first_bad(audited) == 4


def test_a_cut_tail_is_found_and_what_is_written_after_does_not_cover_it(audited: Store):
    tampers(audited, "DELETE FROM audit WHERE sequence > 8")
    assert first_bad(audited) == 9
    with audited.writing() as tx:
        audit.write(tx, "view", "a", "b")
    assert first_bad(audited) == 9


def test_an_audit_cut_to_nothing_is_found(audited: Store):
    tampers(audited, "DELETE FROM audit")
    assert first_bad(audited) == 1


@pytest.mark.parametrize("change", ["DELETE FROM chain_end", "UPDATE chain_end SET sequence = 8"])
def test_a_cut_tail_is_found_whatever_is_said_of_where_it_ended(audited: Store, change: str):
    tampers(audited, "DELETE FROM audit WHERE sequence > 8")
    tampers(audited, change)
    assert first_bad(audited) == 9


def test_an_end_put_back_with_the_tail_it_had_is_caught_by_a_head_kept_elsewhere(store: Store):
    a_house(store)
    with store.reading() as tx:
        earlier = tx.connection.execute(select(CHAIN_END)).one()
    with store.writing() as tx:
        audit.write(tx, "view", "a", "b")
    with store.reading() as tx:
        head = audit.head(tx)
    tampers(store, "DELETE FROM audit WHERE sequence > :s", s=earlier.sequence)
    back = "UPDATE chain_end SET sequence = :s, seal = :seal"
    tampers(store, back, s=earlier.sequence, seal=earlier.seal)
    assert first_bad(store) is None
    assert first_bad(store, head) == head.sequence


def test_everybody_at_once_still_makes_one_chain(audited: Store):
    def view(number: int) -> None:
        with audited.writing() as tx:
            audit.write(tx, "view", f"staff{number}", "record")

    with ThreadPoolExecutor(12) as hands:
        list(hands.map(view, range(60)))
    assert first_bad(audited) is None
    with audited.reading() as tx:
        assert audit.head(tx).sequence == 70


def test_what_is_undone_leaves_no_trace_in_the_chain(audited: Store):
    def view_in_vain() -> None:
        with audited.writing() as tx:
            audit.write(tx, "view", "staff", "record")
            raise KeyError

    with pytest.raises(KeyError):
        view_in_vain()
    assert first_bad(audited) is None


def test_the_audit_is_listed_newest_first_and_page_by_page(audited: Store):
    with audited.reading() as tx:
        first = audit.matching(tx, audit.Wanted(), 3)
        second = audit.matching(tx, audit.Wanted(), 3, before=first[-1].sequence)
    assert [entry.sequence for entry in first + second] == [10, 9, 8, 7, 6, 5]
    assert (first[0].event, first[0].actor, first[0].reason) == ("view", "staff6", "asked")


def test_rows_of_days_are_listed_by_the_clock_each_once_though_it_was_set_back(
    audited: Store, clock: Clock
):
    clock.jumps(days=-1)
    with audited.writing() as tx:
        audit.write(tx, "view", "late", "record")
    wanted = audit.Wanted(first=datetime(2026, 3, 1, tzinfo=UTC))
    with audited.reading() as tx:
        listed = audit.matching(tx, wanted, 4)
        while further := audit.matching(tx, wanted, 4, before=listed[-1].sequence):
            listed += further
    assert [entry.sequence for entry in listed] == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 11]


def test_the_audit_of_a_visit_holds_ids_only(store: Store):
    house = a_house(store)
    signed = house.signed(full_name=CANARY)
    with store.reading() as tx:
        entries = audit.matching(tx, audit.Wanted(), 99)
    assert CANARY not in repr(entries)
    visit = [(e.event, e.actor, e.subject) for e in entries if e.subject == signed.id]
    assert visit == [("sign", house.tablet.id, signed.id), ("start", house.tablet.id, signed.id)]


def test_the_newest_row_about_a_thing_is_found_among_several(audited: Store):
    with audited.writing() as tx:
        for by in ("mei", "theo"):
            audit.write(tx, "view", by, "the thing")
            audit.write(tx, "print", by, "the thing")
    with audited.reading() as tx:
        seen, last = audit.last_of(tx, "view", "the thing"), audit.last_about(tx, "the thing")
        assert seen
        assert last
        assert (seen.actor, seen.event) == ("theo", "view")
        assert (last.actor, last.event) == ("theo", "print")
        assert audit.last_of(tx, "view", "another") is audit.last_about(tx, "another") is None


def test_rows_are_counted_by_who_and_what_among_the_newest(audited: Store, clock: Clock):
    for by, many in (("mei", 3), ("theo", 2)):
        clock.goes_on(minutes=1)
        with audited.writing() as tx:
            for _ in range(many):
                audit.write(tx, "view", by, "the thing")
    wanted = audit.Wanted(events=frozenset({"view"}))
    with audited.reading() as tx:
        assert audit.counted(tx, wanted, 99)[("mei", "view")] == 3
        assert audit.counted(tx, wanted, 3) == {("theo", "view"): 2, ("mei", "view"): 1}
