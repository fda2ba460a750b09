"""Cards that are still to be written, and what the tables of cards tell without the key."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select

from kiosk.settings import Settings
from kiosk.store import Keys, Store, open_store
from kiosk.store.engine.tables import ALIKE, CARD, CARD_DUE, CLIENT, PIECE
from kiosk.store.records import card_keeping, cards, corrections, lookalikes
from kiosk.store.records.blind_index import pieces_of_name
from kiosk.usecases.refresh_carried import refresh_carried
from tests.store.house import House, a_house
from tests.store.records.test_clients import ANN, BEN, signs

PEOPLE = [{**ANN, "full_name": f"Ann Example {letter}"} for letter in "abcdefg"]


@pytest.fixture
def house(store: Store) -> House:
    return a_house(store)


def none_is_written(store: Store) -> None:
    """As a clinic is whose records are older than its cards."""
    with store.writing() as tx:
        for table in (ALIKE, PIECE, CARD):
            tx.connection.execute(delete(table))
        roots = select(CLIENT.c.id).where(CLIENT.c.merged_into.is_(None))
        tx.connection.execute(insert(CARD_DUE).from_select(["client_id"], roots))


def found(store: Store) -> set[str]:
    with store.reading() as tx:
        return {card.name for card in cards.named(tx, "ann", 99).cards}


def test_cards_that_are_due_are_written_a_few_at_a_time_and_go_on_after_a_kill(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(card_keeping, "AT_A_TIME", 2)
    for said in PEOPLE:
        signs(house, **said)
    none_is_written(house.store)
    told: list[str] = []

    def is_killed(words: str) -> None:
        told.append(words)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        card_keeping.write_due(house.store, is_killed)
    assert told == ["Writing the clients' cards: 2 of 7", "Writing the clients' cards: 4 of 7"]
    assert len(found(house.store)) == 4
    assert card_keeping.are_due(house.store)
    card_keeping.write_due(house.store, told.append)
    assert told[-1] == "Writing the clients' cards: 3 of 3"
    assert found(house.store) == {said["full_name"] for said in PEOPLE}
    assert not card_keeping.are_due(house.store)
    with house.store.reading() as tx:
        assert len(lookalikes.pairs(tx, 99).pairs) == 21


def test_a_visit_signed_before_the_card_is_written_is_on_it_once(house: House):
    ann = signs(house, **ANN)
    none_is_written(house.store)
    signs(house, ann, phone="555 7777")
    card_keeping.write_due(house.store, lambda _: None)
    with house.store.reading() as tx:
        card = cards.find(tx, ann)
    assert card
    assert (card.visits, card.phone) == (2, "555 7777")


def test_a_clinic_that_was_there_gets_its_cards_when_it_is_opened(
    sqlite_store: Store, keys: Keys, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    signs(a_house(sqlite_store), **ANN)
    none_is_written(sqlite_store)
    key_file = tmp_path / "master.key"
    settings = Settings(data=tmp_path, key_file=key_file, database_url=str(sqlite_store.url))
    key_file.write_text("".join(f"{n} {key.hex()}\n" for n, key in keys.masters.items()))
    key_file.chmod(0o600)
    open_store(settings).close()
    assert "Writing the clients' cards: 1 of 1" in capsys.readouterr().err
    assert found(sqlite_store) == {"Ann Example"}


@pytest.mark.parametrize("wrong", ["full_name", "birth_date", "phone"])
def test_a_card_follows_what_is_put_right(house: House, wrong: str):
    right = {**BEN, "birth_date": "1971-12-31"}
    ann = signs(house, **ANN)
    with house.store.writing() as tx:
        corrections.correct(tx, ann, wrong, ANN[wrong], right[wrong], "misheard", "theo")
        refresh_carried(tx, ann)
        now = {**ANN, wrong: right[wrong]}
        assert [c.id for c in cards.named(tx, now["full_name"], 9).cards] == [ann]
        likely = cards.born(tx, now["birth_date"], 9, phone=now["phone"])
        assert [c.id for c in likely.cards] == [ann]
        gone = cards.born(tx, ANN["birth_date"], 9, phone=ANN["phone"]).cards
        assert (wrong == "full_name") is bool(gone)
        assert (wrong == "full_name") is not bool(cards.named(tx, ANN["full_name"], 9).cards)


@pytest.mark.parametrize("wrong", ["full_name", "birth_date", "phone"])
def test_a_card_that_is_written_later_follows_what_was_put_right_before(house: House, wrong: str):
    """Corrections that are older than the cards themselves are on them, and found by them."""
    ann = signs(house, **ANN)
    right = {"full_name": "Ann Sample", "birth_date": "1971-12-31", "phone": "555 7777"}[wrong]
    with house.store.writing() as tx:
        corrections.correct(tx, ann, wrong, ANN[wrong], right, "misheard", "theo")
    none_is_written(house.store)
    card_keeping.write_due(house.store, lambda _: None)
    now = {**ANN, wrong: right}
    with house.store.reading() as tx:
        assert [c.id for c in cards.named(tx, now["full_name"], 9).cards] == [ann]
        born = cards.born(tx, now["birth_date"], 9, phone=now["phone"]).cards
        assert [c.id for c in born] == [ann]
        if wrong != "full_name":
            assert not cards.born(tx, ANN["birth_date"], 9, phone=ANN["phone"]).cards


def test_pairs_come_page_by_page_and_say_that_there_are_more(house: House):
    for said in PEOPLE[:4]:
        signs(house, **said)
    seen: list[frozenset[str]] = []
    with house.store.reading() as tx:
        page = lookalikes.pairs(tx, 4)
        seen += [frozenset((one.id, other.id)) for one, other in page.pairs]
        assert page.before
        page = lookalikes.pairs(tx, 4, page.before)
        seen += [frozenset((one.id, other.id)) for one, other in page.pairs]
    assert page.before is None
    assert len(set(seen)) == len(seen) == 6


def test_no_name_birth_date_or_phone_of_a_card_is_in_the_clear(house: House):
    signs(house, **ANN)
    tables = (CARD, PIECE, ALIKE)
    with house.store.reading() as tx:
        rows = [tuple(row) for table in tables for row in tx.connection.execute(select(table))]
    kept = b"".join(part for row in rows for part in row if isinstance(part, bytes))
    for words in ("Example", "1990-02-03", "555 0101"):
        assert words not in repr(rows)
        assert words.encode() not in kept


def test_many_names_share_each_value_of_a_piece(keys: Keys):
    chance = random.Random(3)
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = {"".join(chance.choices(letters, k=6)) for _ in range(20_000)}
    sharing: dict[int, set[str]] = {}
    for name in names:
        for piece in pieces_of_name(keys, name):
            sharing.setdefault(piece, set()).add(name)
    assert min(map(len, sharing.values())) > 1
    assert len(sharing) <= 3 * 256


def test_two_clinics_have_nothing_in_common(keys: Keys):
    assert pieces_of_name(keys, "Maria Lund") != pieces_of_name(Keys.fresh(), "Maria Lund")
