"""What is torn costs its own page at the most: every list is there, and everybody else's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Column, select

from kiosk.store import Store
from kiosk.store.engine.tables import BROUGHT, CALL, CARD, CLIENT, IMPORT, INTAKE, NOTE_DRAFT, VISIT
from kiosk.usecases.erase_person import erase_person
from tests.each import SQLITE_FIRST
from tests.store.house import flipped, tampers
from tests.usecases.turning import Turning
from tests.walks.desk import Staff
from tests.web.visits import posts

pytestmark = pytest.mark.long

TORN: Sequence[Column[Any]] = (
    *(NOTE_DRAFT.c.content, CALL.c.first_name, VISIT.c.content, CARD.c.content),
    *(BROUGHT.c.content, IMPORT.c.content, INTAKE.c.draft),
)
ITS_OWN = {"/admin/bring-in/<import_id>", "/staff/waiting/<intake_id>/who"}
"""A page that is about nothing but what is torn may say so."""


def tears(store: Store, column: Column[Any]) -> None:
    with store.reading() as tx:
        kept = list(tx.connection.scalars(select(column).where(column.is_not(None))))
    assert kept, column
    for each in kept:
        change = (
            f"UPDATE {column.table.name} SET {column.name} = :other WHERE {column.name} = :kept"
        )
        tampers(store, change, other=flipped(each), kept=each)


def ids(store: Store, column: Column[Any]) -> list[str]:
    with store.reading() as tx:
        return list(tx.connection.scalars(select(column)))


def addresses(rule: str, known: Mapping[str, list[str]]) -> Iterator[str]:
    """The rule with all that is there in its gaps; nothing where it asks for something else."""
    names = [name for name in known if name in rule]
    for values in product(*(known[name] for name in names)):
        url = rule
        for name, value in zip(names, values, strict=True):
            url = url.replace(name, value)
        if "<" not in url:
            yield url


@SQLITE_FIRST
def test_no_page_but_its_own_is_an_error(turning: Turning):
    clinic = turning.clinic
    for column in TORN:
        tears(clinic.store, column)
    known = {
        "<intake_id>": clinic.signed() + ids(clinic.store, INTAKE.c.id),
        "<client_id>": ids(clinic.store, CLIENT.c.id),
        "<visit_id>": ids(clinic.store, VISIT.c.id),
    }
    rules = {str(each) for each in clinic.app.url_map.iter_rules() if "GET" in (each.methods or ())}
    pages = {each for each in rules if each.startswith(("/staff", "/admin"))} - ITS_OWN
    wrong = set()
    for name in ("Ada Books", "Theo Hands", "Dana Desk"):
        somebody = Staff(clinic).signs_in(name).confirms()
        for rule in sorted(pages):
            for url in addresses(rule, known):
                if somebody.gets(url).status_code >= 500:
                    wrong.add((name, rule))
    assert wrong == set()


@SQLITE_FIRST
def test_a_note_whose_draft_is_torn_begins_anew_says_so_and_is_kept(turning: Turning):
    hal = next(each for each in turning.clinic.signed() if _has_draft(turning.clinic.store, each))
    tears(turning.clinic.store, NOTE_DRAFT.c.content)
    theo = Staff(turning.clinic).signs_in("Theo Hands")
    lost = "What was written here before cannot be opened."
    assert lost in theo.opens(f"/staff/intakes/{hal}/note").words
    posts(theo, f"/staff/intakes/{hal}/note", **theo.page.form, go="keep")
    assert lost not in theo.opens(f"/staff/intakes/{hal}/note").words


def _has_draft(store: Store, record_id: str) -> bool:
    return record_id in ids(store, NOTE_DRAFT.c.record_id)


@SQLITE_FIRST
def test_whoever_has_something_torn_is_erased_all_the_same(turning: Turning):
    clinic = turning.clinic
    for column in TORN:
        tears(clinic.store, column)
    for client in ids(clinic.store, CLIENT.c.id):
        with clinic.store.writing() as tx:
            erase_person(tx, client, "ada", "they asked")
    assert ids(clinic.store, CLIENT.c.id) == []
