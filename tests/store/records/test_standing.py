"""What stands is read by one function, for one record or for many."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from kiosk.store import Store
from kiosk.store.records import clients, corrections, lookalikes, record_rows, records, standing
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients, set_record_apart
from tests.builders.records import a_record, comes_back
from tests.conftest import Clock
from tests.each import SQLITE_FIRST
from tests.store.house import House, a_house, tampers


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def puts_right(house: House, record_id: str, question: str, now: Any) -> None:
    with house.store.writing() as tx:
        before = standing.find(tx, record_id).says.get(question)
        corrections.correct(tx, record_id, question, before, now, "misheard", "theo")


def stands(house: House, record_id: str) -> standing.Standing:
    with house.store.reading() as tx:
        return standing.find(tx, record_id)


def test_a_record_nothing_was_written_about_stands_as_it_was_signed(house: House):
    ann = house.signs_as(a_record())
    found = stands(house, ann)
    assert found.kept == found.signed.record
    assert (found.corrections, found.fallen) == ((), ())


def test_a_correction_is_in_every_reading_and_the_signed_record_stays(house: House):
    ann = house.signs_as(a_record(cancer="never", medicine_kinds=["blood_thinner"]))
    puts_right(house, ann, "cancer", "now")
    puts_right(house, ann, "medicine_kinds", ["none"])
    found = stands(house, ann)
    assert found.says["cancer"] == found.kept["answers"]["cancer"] == "now"
    assert found.in_full.says == found.says
    flags = [flag["key"] for flag in found.kept["flags"]]
    assert "r_cancer_now" in flags
    assert "r_bleeding" not in flags
    assert found.fallen == ("Bleeds or bruises easily",)
    assert [(each["question"], each["now"]) for each in found.kept["put_right"]] == [
        ("cancer", "now"),
        ("medicine_kinds", ["none"]),
    ]
    assert found.signed.record["answers"]["cancer"] == "never"


def test_what_an_earlier_visit_said_wrong_is_right_wherever_it_was_carried(house: House):
    first = a_record(inside=["lungs"])
    ann = house.signs_as(first)
    again = house.signs_as(comes_back([first], {"visit_kind": "returning"}), client=ann)
    assert stands(house, again).says["inside"] == ["lungs"]
    puts_right(house, ann, "inside", ["kidney"])
    assert stands(house, again).says["inside"] == ["kidney"]
    puts_right(house, again, "inside", ["liver"])
    assert stands(house, again).says["inside"] == ["liver"]
    assert stands(house, ann).says["inside"] == ["kidney"]


def test_what_was_put_right_before_they_came_again_is_no_correction_of_that_visit(
    house: House, clock: Clock
):
    """They were shown the answer as it was put right, and signed that."""
    ann = house.signs_as(a_record(inside=["lungs"]))
    puts_right(house, ann, "inside", ["liver"])
    puts_right(house, ann, "inside", ["kidney"])
    shown = [a_record(inside=["kidney"])]
    again = house.signs_as(comes_back(shown, {"visit_kind": "returning"}), client=ann)
    stood = stands(house, again)
    assert (stood.says["inside"], stood.corrections) == (["kidney"], ())
    clock.goes_on(minutes=1)
    puts_right(house, ann, "inside", ["none"])
    stood = stands(house, again)
    assert (stood.says["inside"], len(stood.corrections)) == (["none"], 1)


def test_of_two_visits_on_one_day_the_one_that_gave_the_answer_puts_it_right(house: House):
    """Come back in the afternoon, they say it anew: what was said in the morning is over."""
    morning, evening = a_record(inside=["lungs"]), a_record(inside=["kidney"])
    ann = house.signs_as(morning)
    noon = house.signs_as(evening, client=ann)
    said = {"visit_kind": "returning"}
    again = house.signs_as(comes_back([morning, evening], said), client=ann)
    puts_right(house, ann, "inside", ["none"])
    assert stands(house, again).says["inside"] == ["kidney"]
    with house.store.reading() as tx:
        assert record_rows.newest(tx, 1)[0].put_right == 0
    puts_right(house, noon, "inside", ["liver"])
    assert stands(house, again).says["inside"] == ["liver"]
    assert stands(house, noon).says["inside"] == ["liver"]


def test_nobody_elses_correction_reaches_what_was_carried(house: House):
    first = a_record(inside=["lungs"])
    ann, ben = house.signs_as(first), house.signs_as(first)
    again = house.signs_as(comes_back([first], {"visit_kind": "returning"}), client=ann)
    puts_right(house, ben, "inside", ["kidney"])
    assert stands(house, again).says["inside"] == ["lungs"]
    with house.store.writing() as tx:
        join_clients(tx, ben, ann, "desk")
    assert stands(house, again).says["inside"] == ["kidney"], "it is one person's after all"


def test_an_entry_that_was_changed_keeps_nobody_from_the_record(house: House):
    ann = house.signs_as(a_record(cancer="never"))
    puts_right(house, ann, "cancer", "now")
    tampers(house.store, "UPDATE entry SET made_by = 'mei'")
    assert stands(house, ann).says["cancer"] == "never"


@SQLITE_FIRST
def test_many_records_are_read_at_the_price_of_one(house: House):
    for _ in range(12):
        house.signs_as(a_record())
    counts = []
    with house.store.reading() as tx:
        every = [records.find(tx, each.id) for each in record_rows.newest(tx, 100)]
        asked: list[str] = []
        engine = tx.connection.engine
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        for some in (every[:1], every):
            asked.clear()
            assert len(list(standing.of_all(tx, some))) == len(some)
            counts.append(len(asked))
    assert counts[0] == counts[1]


WHO = {"full_name": "Ann Example", "birth_date": "1990-02-03", "phone": "555 0101"}


def known(house: House, born: str, phone: str) -> list[str]:
    with house.store.reading() as tx:
        found = lookalikes.looking_like(tx, born, phone, 9).cards
    return [f"{card.name}, {card.birth_date}" for card in found]


def test_somebody_is_known_by_what_was_put_right_and_by_nothing_else(house: House):
    ann = house.signs_as(a_record(**WHO))
    with house.store.writing() as tx:
        for key, now in (("birth_date", "1990-03-02"), ("full_name", "Anna Example")):
            correct_record(tx, ann, key, now, "misread", "dana")
    assert known(house, "1990-02-03", "0101") == []
    assert known(house, "1990-03-02", "0101") == ["Anna Example, 1990-03-02"]
    with house.store.writing() as tx:
        correct_record(tx, ann, "phone", "555 0199", "a new one", "dana")
    assert known(house, "1990-03-02", "0199") == ["Anna Example, 1990-03-02"]
    with house.store.reading() as tx:
        assert records.verify_all(tx) == []
        assert clients.carried(tx, ann).answers["phone"] == "555 0199"


def test_a_birth_date_put_right_at_one_visit_is_right_at_the_next_and_apart_again(house: House):
    first = a_record(**WHO)
    ann = house.signs_as(first)
    again = house.signs_as(comes_back([first], {"visit_kind": "returning"}), client=ann)
    with house.store.writing() as tx:
        correct_record(tx, ann, "birth_date", "2013-03-02", "misread", "dana")
    assert stands(house, again).in_full.is_minor
    assert known(house, "1990-02-03", "0101") == []
    with house.store.writing() as tx:
        set_record_apart(tx, again, "dana")
    assert not stands(house, again).in_full.is_minor
    assert known(house, "1990-02-03", "0101") == ["Ann Example, 1990-02-03"]
    with house.store.writing() as tx:
        erase_record(tx, ann, "ada", "asked for")
    with house.store.reading() as tx:
        assert records.verify_all(tx) == []
