"""Bringing in: clients and their past visits from a table of another program, and back out again.

Everybody comes as a client of their own. Whoever looks like somebody the clinic knows is offered
among the pairs that may be one person; nobody is joined silently.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from ..exports.table_reading import LARGEST, Table
from ..frozen import dataclass
from ..intake import from_table
from ..intake.from_table import People, Person
from ..intake.from_table import Refused as LeftOut
from ..languages import N_, Order, day_order
from ..store import OnHold, Refused, Store, Transaction, audit
from ..store.clinics import Clinic
from ..store.records import (
    brought,
    card_keeping,
    client_links,
    erasures,
    holds,
    imports,
    lookalikes,
    restrictions,
)
from ..store.records.imports import Import
from .refresh_carried import let_go

AT_A_TIME = 20
"""People who are brought in, or taken out, in one transaction: nobody waits long for it."""

SHOWN = 10
"""People whom a preview shows."""

NO_TABLE = N_("We cannot read this file. Save it as CSV, with headings in its first line.")
TOO_LARGE = N_("This file is too large. Bring in at most 2 MB at a time.")
SOME_STAY = N_("Some of them are on legal hold, or restricted: they stay as they are.")
KNOWN = N_("Somebody with this name, birth date and phone is known already.")

Read = Callable[[bytes], Table]
"""Reads a table: in the press, where the file may be anybody's."""

Seen = Callable[[int, int], None]


@dataclass(frozen=True)
class Preview:
    """What an import would bring."""

    kept: Import
    headings: tuple[str, ...]
    columns: dict[str, int]
    order: Order
    whole: People


def look_through(store: Store, clinic: Clinic, content: bytes, read: Read, by: str) -> str:
    """Keep a file's rows for whoever looks them through; the id of the import.

    Raises Refused for what is no table, and whatever ``read`` raises.
    """
    if len(content) > LARGEST:
        raise Refused("file", TOO_LARGE)
    headings, *rows = read(content) or [[]]
    if not rows:
        raise Refused("file", NO_TABLE)
    said = {"columns": from_table.guess(headings), "order": list(day_order(clinic.country))}
    kept = {"headings": headings, "rows": rows, **said}
    with store.writing() as tx:
        this = imports.begin(tx, kept, by)
        audit.write(tx, "import", by, this, "looked at")
    return this


def preview(tx: Transaction, clinic: Clinic, import_id: str) -> Preview:
    """What it would bring as its columns are by now. Raises Missing."""
    kept = imports.find(tx, import_id)
    said = kept.content
    order = tuple(said["order"])
    today = clinic.day(tx.now)
    whole = from_table.people_of(said.get("rows", ()), said["columns"], order, today)
    return Preview(kept, tuple(said.get("headings", ())), said["columns"], order, whole)


def say_columns(store: Store, import_id: str, columns: dict[str, int], order: Order) -> None:
    """Say which column is what, before anything is brought in. Raises Missing."""
    with store.writing() as tx:
        kept = imports.find(tx, import_id)
        if kept.state == "looked_at":
            imports.keep(tx, import_id, {**kept.content, "columns": columns, "order": list(order)})


def bring_in(
    store: Store, clinic: Clinic, import_id: str, by: str, seen: Seen | None = None
) -> None:
    """Bring everybody in, a few at a time; what is broken off goes on where it was. Raises Missing.

    What is kept afterwards is which rows were left out, and why: nothing of what they said.
    """
    with store.writing() as tx:
        found = preview(tx, clinic, import_id)
        if found.kept.state == "looked_at":
            audit.write(tx, "import", by, import_id, "brought in")
            imports.moves_on(tx, import_id, "bringing", 0)
    people, left_out = found.whole.people, list(found.kept.content.get("left_out", ()))
    for start in range(found.kept.done, len(people), AT_A_TIME):
        with store.writing() as tx:
            known = _some(tx, clinic, import_id, people[start : start + AT_A_TIME], by)
            imports.moves_on(tx, import_id, "bringing", min(start + AT_A_TIME, len(people)))
            if known:
                left_out += known
                imports.keep(tx, import_id, {**found.kept.content, "left_out": left_out})
        if seen:
            seen(min(start + AT_A_TIME, len(people)), len(people))
    if found.kept.state != "done":
        with store.writing() as tx:
            imports.settle(tx, import_id, [*map(asdict, found.whole.refused), *left_out])


def take_back(store: Store, import_id: str, by: str) -> list[str]:
    """Take everybody out again whom it brought, and all that was brought of them. Raises Missing.

    Whoever has signed an intake since stays a client, by what they signed. Whoever is on hold, or
    restricted, stays as they are: their ids. The import stays as long as one of them does.
    """
    with store.writing() as tx:
        imports.must_be_there(tx, import_id)
        audit.write(tx, "import", by, import_id, "taken back")
    kept: list[str] = []
    while True:
        with store.writing() as tx:
            left = [one for one in brought.of_import(tx, import_id) if one not in kept]
            for client in left[:AT_A_TIME]:
                if _must_stay(tx, client):
                    kept.append(client)
                else:
                    _take_out(tx, client, by)
            if not left:
                if not kept:
                    imports.drop(tx, import_id)
                return kept


def _must_stay(tx: Transaction, client: str) -> bool:
    """Whether a legal hold keeps them, or they asked that nothing of theirs is used."""
    if restrictions.is_restricted(tx, client):
        return True
    try:
        holds.must_be_free(tx, [], client_links.all_of(tx, client_links.root(tx, client)))
    except OnHold:
        return True
    return False


def _some(
    tx: Transaction, clinic: Clinic, import_id: str, people: list[Person], by: str
) -> list[dict[str, Any]]:
    """These people; the rows of those who are known already."""
    left_out = []
    for person in people:
        if lookalikes.the_one(tx, person.says):
            left_out += [asdict(LeftOut(row, KNOWN)) for row in person.rows]
            continue
        visits = [(came.day, came.words) for came in person.visits]
        day = clinic.day(tx.now).isoformat()
        client = brought.bring(tx, import_id, clinic.id, dict(person.says), visits, day)
        card_keeping.rewrite(tx, client)
        audit.write(tx, "import", by, client)
    return left_out


def _take_out(tx: Transaction, client: str, by: str) -> None:
    theirs = client_links.root(tx, client)
    erasures.drop_brought(tx, client)
    card_keeping.rewrite(tx, theirs)
    let_go(tx, theirs, by)
    alone = theirs == client and client_links.all_of(tx, client) == [client]
    if alone and brought.is_unused(tx, client):
        erasures.drop_clients(tx, [client])
        audit.write(tx, "erase", by, client, "taken back")
