"""Bringing in: a list of another program comes in as it is meant, or not at all, and out again."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from kiosk.exports.table_reading import LARGEST, read_table
from kiosk.intake.from_table import guess, people_of
from kiosk.languages import DAY_FIRST
from kiosk.store import Refused, Store
from kiosk.store.engine.tables import BROUGHT, CARD, CLIENT, IMPORT, PIECE
from kiosk.store.proving import proof
from kiosk.store.records import cards, clients, imports, lookalikes
from kiosk.usecases import bring_in
from tests.conftest import Clock
from tests.usecases.clinic import Small, small

JANE = """Patient Number,First Name,Last Name,Birth Date,Mobile Phone,Email,Date,Treatment
17,Ana,Ruiz,14/05/1990,555-0141,ana@example.org,03/02/2026,Deep tissue 60
17,Ana,Ruiz,14/05/1990,555-0141,ana@example.org,01/12/2025,First visit
18,Bo,Lindqvist,,,,,
,,,,,,,
19,,,01/01/1980,,,,
20,Cy,Okafor,31/02/1980,,,,
21,Di,Moss,01/01/2999,,,,
"""

PROGRAMS = {
    "Jane": "Patient Number,First Name,Last Name,Birth Date,Mobile Phone,Email",
    "ClinicSense": "First Name;Last Name;Phone;Email;Birthday;Client ID",
    "Noterro": "id,first_name,last_name,dob,phone,email",
    "a list": "Nombre\tApellidos\tFecha de nacimiento\tTeléfono\tCorreo\tNúmero",
}


@pytest.fixture
def house(store: Store) -> Small:
    return small(store)


def brings(house: Small, table: str = JANE) -> str:
    this = bring_in.look_through(house.store, house.clinic, table.encode(), read_table, "ada")
    bring_in.bring_in(house.store, house.clinic, this, "ada")
    return this


def rows_of(house: Small) -> dict[str, int]:
    with house.store.reading() as tx:
        return {
            table.name: tx.connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (BROUGHT, CARD, CLIENT, IMPORT, PIECE)
        }


def named(house: Small, name: str) -> tuple[cards.Card, ...]:
    with house.store.reading() as tx:
        return cards.named(tx, name, 9).cards


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs_differ_only_in_their_headings(program: str):
    (headings,) = read_table(f"{PROGRAMS[program]}\n".encode() * 2)[:1]
    assert guess(headings).keys() == {
        *("first_name", "last_name", "birth_date", "phone", "email", "number")
    }


def test_rows_of_one_number_are_one_person_and_bad_rows_say_why(house: Small):
    headings, *rows = read_table(JANE.encode())
    whole = people_of(rows, guess(headings), DAY_FIRST, date(2026, 3, 10))
    ana, bo = whole.people
    assert ana.says["full_name"] == "Ana Ruiz"
    assert [came.day for came in ana.visits] == ["2025-12-01", "2026-02-03"]
    assert (bo.says, bo.rows) == ({"full_name": "Bo Lindqvist"}, (4,))
    assert [(each.row, each.why) for each in whole.refused] == [
        (6, "There is no name."),
        (7, "The date of birth cannot be read."),
        (8, "A day is still to come."),
    ]


def test_two_of_one_name_are_two_people_unless_more_is_the_same():
    headings, *rows = read_table(b"Name,DOB,Phone\nAna Ruiz,,\nAna Ruiz,,\n")
    whole = people_of(rows, guess(headings), DAY_FIRST, date(2026, 3, 10))
    assert len(whole.people) == 2


def test_whoever_was_brought_in_is_found_and_known_when_they_come(house: Small):
    brings(house)
    (ana,) = named(house, "ruiz")
    assert (ana.birth_date, ana.phone, ana.last_visit, ana.visits) == (
        *("1990-05-14", "555-0141", "2026-02-03"),
        2,
    )
    with house.store.reading() as tx:
        known = clients.carried(tx, ana.id)
    assert known.answers["full_name"] == "Ana Ruiz"
    assert known.last_visit == "2026-02-03"


def test_looking_through_brings_nobody_in(house: Small):
    before = rows_of(house)
    bring_in.look_through(house.store, house.clinic, JANE.encode(), read_table, "ada")
    assert rows_of(house) == {**before, "import": 1}


def test_the_same_file_again_brings_nobody_in_twice(house: Small):
    brings(house)
    again = brings(house)
    assert len(named(house, "ruiz")) == 1
    with house.store.reading() as tx:
        found = bring_in.preview(tx, house.clinic, again)
    left_out = [(each["row"], each["why"]) for each in found.kept.content["left_out"]]
    assert left_out[:2] == [(2, bring_in.KNOWN), (3, bring_in.KNOWN)]


def test_who_looks_like_a_known_client_is_offered_and_never_joined(house: Small):
    brings(house)
    brings(house, "Name,DOB,Phone\nAna Ruis,14/05/1990,555-0141\n")
    assert len(named(house, "ana")) == 2
    with house.store.reading() as tx:
        assert len(lookalikes.pairs(tx, 9).pairs) == 1


def test_taking_it_back_leaves_no_row(house: Small):
    before = rows_of(house)
    this = brings(house)
    assert rows_of(house)["brought"] == 2
    assert damage(house) == ()
    bring_in.take_back(house.store, this, "ada")
    assert rows_of(house) == before
    assert damage(house) == ()


def damage(house: Small) -> tuple[str, ...]:
    """Clients of whom the audit does not tell."""
    with house.store.reading() as tx:
        return proof.verify_all(tx).states


def test_what_is_broken_off_goes_on_where_it_was(house: Small, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bring_in, "AT_A_TIME", 1)
    this = bring_in.look_through(house.store, house.clinic, JANE.encode(), read_table, "ada")

    def breaks(done: int, _: int) -> None:
        raise KeyboardInterrupt(done)

    with pytest.raises(KeyboardInterrupt):
        bring_in.bring_in(house.store, house.clinic, this, "ada", breaks)
    assert rows_of(house)["brought"] == 1
    bring_in.bring_in(house.store, house.clinic, this, "ada")
    assert rows_of(house)["brought"] == 2
    bring_in.take_back(house.store, this, "ada")
    assert rows_of(house)["brought"] == 0


def test_what_is_kept_afterwards_is_no_word_of_a_client(house: Small):
    this = brings(house)
    with house.store.reading() as tx:
        kept = bring_in.preview(tx, house.clinic, this).kept
    assert "Ruiz" not in str(kept.content)
    assert (kept.state, kept.done) == ("done", 2)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Name\n",
        b"%PDF-1.7\0\0",
        b"a,b\n" * 30_000,
        b"x" * (LARGEST + 1),
        b'Name,Born\n"Ana Ruiz,1990-02-03\nBo Lind,1990-02-04\n',
    ],
    ids=["empty", "headings alone", "a paper", "too many rows", "too large", "an open quote"],
)
def test_what_is_no_table_changes_nothing(house: Small, content: bytes):
    before = rows_of(house)
    with pytest.raises(Refused):
        bring_in.look_through(house.store, house.clinic, content, read_table, "ada")
    assert rows_of(house) == before


def test_a_quotation_mark_within_a_cell_is_one(house: Small):
    this = brings(house, 'Name,Born\nAna "Nita" Ruiz,1990-02-03\n"Bo "Bear" Lind",1990-02-04\n')
    assert named(house, "Nita")
    assert named(house, "Lind")
    assert this


def test_of_one_that_was_broken_off_no_word_of_a_client_is_left_after_a_day(
    house: Small, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    this = bring_in.look_through(house.store, house.clinic, JANE.encode(), read_table, "ada")
    monkeypatch.setattr(bring_in, "AT_A_TIME", 1)

    def stops(done: int, _: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in.bring_in(house.store, house.clinic, this, "ada", stops)
    torn = bring_in.look_through(house.store, house.clinic, JANE.encode(), read_table, "ada")
    with house.store.writing() as tx:
        imports.moves_on(tx, torn, "bringing", 0)
        tx.connection.execute(IMPORT.update().where(IMPORT.c.id == torn).values(content=b"torn"))
    clock.goes_on(days=2)
    with house.store.writing() as tx:
        imports.forget_over(tx)
        kept = imports.find(tx, this)
        assert imports.find(tx, torn).content["left_out"] == []
    assert (kept.state, kept.done) == ("done", 1)
    assert "Ruiz" not in str(kept.content)
    bring_in.take_back(house.store, this, "ada")
    assert rows_of(house)["brought"] == 0
