"""Whose visits are whose: joined, taken apart, and nobody's words ever reach another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.intake import carry
from kiosk.store import Missing, Store, Transaction, audit
from kiosk.store.engine.tables import RECORD
from kiosk.store.intakes import intakes
from kiosk.store.records import (
    cards,
    client_links,
    clients,
    corrections,
    entries,
    lookalikes,
    papers,
    records,
)
from kiosk.usecases.erase_record import erase_record
from kiosk.usecases.join_clients import join_clients, keep_apart, part_clients
from tests.store.house import House, a_house, flipped, keeps_paper, tampers

ANN = {"full_name": "Ann Example", "birth_date": "1990-02-03", "phone": "555 0101"}
BEN = {"full_name": "Ben Sample", "birth_date": "1990-02-03", "phone": "555 0199"}
HEALTH = {"inside": ["lungs"], "health_note": "Old asthma"}


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def signs(house: House, client: str = "", **said: Any) -> str:
    """A visit of somebody, signed; its id."""
    intake, _ = house.starts(**said)
    record = a_record(intake.id, client, **said)
    with house.store.writing() as tx:
        intakes.sign(tx, intake, record)
    return intake.id


def a_record(this: str, client: str, **said: Any) -> dict[str, Any]:
    return {
        "id": this,
        "visit_day": "2026-03-10",
        "catalogue_version": "0123456789ab",
        "answers": said,
        "client": client,
    }


def rows(store: Store) -> list[tuple[Any, ...]]:
    """Every record, byte for byte."""
    with store.reading() as tx:
        return [tuple(row) for row in tx.connection.execute(select(RECORD)).all()]


def carried(store: Store, client: str) -> dict[str, Any]:
    with store.reading() as tx:
        return clients.carried(tx, client).answers


def test_a_new_client_is_somebody_of_their_own(house: House):
    ann, ben = signs(house, **ANN), signs(house, **BEN)
    with house.store.reading() as tx:
        assert client_links.client_of(tx, ann) == ann
        known = cards.find(tx, ben)
    assert known
    assert (known.name, known.visits) == ("Ben Sample", 1)


def test_a_visit_of_somebody_known_is_theirs(house: House):
    ann = signs(house, **ANN, **HEALTH)
    again = signs(house, ann, today_pain=3)
    with house.store.reading() as tx:
        assert client_links.client_of(tx, again) == ann
        assert [each.id for each in clients.visits_of(tx, ann)] == [ann, again]
    assert carried(house.store, ann)["inside"] == ["lungs"]


def test_two_are_joined_and_taken_apart_and_their_records_stay_as_they_were(house: House):
    ann, other = signs(house, **ANN, **HEALTH), signs(house, **{**ANN, "phone": ""})
    before = rows(house.store)
    with house.store.writing() as tx:
        keeps_paper(tx, other, b"%PDF of one visit alone")
        join_clients(tx, other, ann, "desk")
        join_clients(tx, other, ann, "desk")
        assert papers.paper_of(tx, other) is None, "it is drawn anew, with both"
    assert carried(house.store, other)["inside"] == ["lungs"]
    with house.store.writing() as tx:
        part_clients(tx, other, "desk")
        part_clients(tx, other, "desk")
        written = [(e.event, e.subject, e.reason) for e in audit.matching(tx, audit.Wanted(), 2)]
    assert rows(house.store) == before
    assert "inside" not in carried(house.store, other)
    assert written == [("part", other, ann), ("merge", other, ann)]
    with house.store.reading() as tx:
        assert records.verify_all(tx) == []


def test_pairs_that_look_alike_are_offered_until_staff_say_they_are_two(house: House):
    ann, twin = signs(house, **ANN), signs(house, **{**ANN, "full_name": "Anne Example"})
    signs(house, **BEN)
    with house.store.writing() as tx:
        assert [{a.id, b.id} for a, b in lookalikes.pairs(tx, 9).pairs] == [{ann, twin}]
        keep_apart(tx, twin, ann, "desk")
        assert lookalikes.pairs(tx, 9).pairs == ()


def test_one_is_found_by_birth_date_and_phone_else_by_birth_date(house: House):
    ann, ben = signs(house, **ANN), signs(house, **BEN)

    def like(tx: Transaction, born: str, phone: str = "") -> list[str]:
        return [card.id for card in lookalikes.looking_like(tx, born, phone, 9).cards]

    with house.store.reading() as tx:
        assert like(tx, "1990-02-03", "0101") == [ann]
        assert like(tx, "1990-02-03", "7777") == [ben, ann]
        assert like(tx, "1971-01-01", "0101") == []
        assert like(tx, "") == []
        assert lookalikes.the_one(tx, ANN) == ann
        assert lookalikes.the_one(tx, {**ANN, "full_name": "Somebody Else"}) == ""


def test_a_record_that_cannot_be_read_hides_nobody_else(house: House):
    ann = signs(house, **ANN, **HEALTH)
    again = signs(house, ann, today_pain=3)
    with house.store.reading() as tx:
        content = tx.connection.scalar(select(RECORD.c.content).where(RECORD.c.id == again))
    tampers(
        house.store, "UPDATE record SET content = :c WHERE id = :id", c=flipped(content), id=again
    )
    assert carried(house.store, ann)["inside"] == ["lungs"]


def test_what_is_under_way_carries_from_now_on_what_is_theirs_alone(house: House):
    ann, ben = signs(house, **ANN, **HEALTH), signs(house, **BEN)
    with house.store.writing() as tx:
        here, _ = intakes.start(tx, house.tablet, {"client": ben, "carried": {}}, "changes")
        join_clients(tx, ann, ben, "desk")
    assert under_way(house.store, here.id)["inside"] == ["lungs"]
    with house.store.writing() as tx:
        part_clients(tx, ann, "desk")
    assert "inside" not in under_way(house.store, here.id)


def test_what_is_under_way_forgets_a_record_that_is_erased(house: House):
    ann = signs(house, **ANN, **HEALTH)
    again = signs(house, ann, today_pain=3)
    with house.store.writing() as tx:
        kept = carry.as_json(clients.carried(tx, ann))
        opened = {"client": ann, "carried": kept, "answers": dict(HEALTH), "passed": ["changes"]}
        here, _ = intakes.start(tx, house.tablet, opened, "health")
        erase_record(tx, ann, "admin", "asked for")
        assert intakes.find(tx, here.id).draft.get("answers", {}) == {}
    assert "inside" not in under_way(house.store, here.id)
    with house.store.reading() as tx:
        assert [each.id for each in clients.visits_of(tx, ann)] == [again]


def test_two_who_join_each_other_make_no_ring(house: House):
    ann, other = signs(house, **ANN), signs(house, **ANN)

    def joins(pair: tuple[str, str]) -> None:
        with house.store.writing() as tx:
            join_clients(tx, *pair, "desk")

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(joins, [(ann, other), (other, ann)] * 4))
    with house.store.reading() as tx:
        assert client_links.root(tx, ann) == client_links.root(tx, other)
        assert len(clients.visits_of(tx, ann)) == 2


def under_way(store: Store, intake_id: str) -> dict[str, Any]:
    with store.reading() as tx:
        kept = intakes.find(tx, intake_id).draft["carried"]
    return carry.from_json(kept).answers


def test_nobody_is_joined_with_somebody_who_is_not_there(house: House):
    ann = signs(house, **ANN)
    with pytest.raises(Missing), house.store.writing() as tx:
        join_clients(tx, ann, "nobody", "desk")


def test_a_correction_stands_beside_the_record_and_is_carried(house: House):
    ann = signs(house, **ANN, **HEALTH)
    before = rows(house.store)
    with house.store.writing() as tx:
        for _ in range(2):
            corrections.correct(tx, ann, "inside", ["lungs"], ["none"], "misheard", "theo")
    assert rows(house.store) == before
    assert carried(house.store, ann)["inside"] == ["none"]
    with house.store.reading() as tx:
        (right,) = corrections.of(tx, [ann])
        assert (right.before, right.now, right.reason) == (["lungs"], ["none"], "misheard")
        assert entries.verify_all(tx) == []
        assert [row.event for row in audit.matching(tx, audit.Wanted(), 1)] == ["correct"]


def test_a_correction_that_was_changed_is_found(house: House):
    ann = signs(house, **ANN, **HEALTH)
    with house.store.writing() as tx:
        corrections.correct(tx, ann, "inside", ["lungs"], ["none"], "misheard", "theo")
        (right,) = corrections.of(tx, [ann])
    tampers(house.store, "UPDATE entry SET made_by = 'mei'")
    with house.store.reading() as tx:
        assert entries.verify_all(tx) == [right.id]
        assert corrections.of(tx, [ann]) == [], "and keeps nobody from the record"


def test_an_erased_record_takes_its_corrections_with_it(house: House):
    ann = signs(house, **ANN, **HEALTH)
    with house.store.writing() as tx:
        corrections.correct(tx, ann, "inside", ["lungs"], ["none"], "misheard", "theo")
        erase_record(tx, ann, "admin", "asked for")
        assert corrections.of(tx, [ann]) == []
        assert cards.find(tx, ann) is None
        assert clients.carried(tx, ann).answers == {}
