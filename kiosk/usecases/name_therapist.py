"""Naming a therapist: whom an entry of the calendar says a visit is with, for the desk to take."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..intake.names import folded
from ..intake.normal import one_line
from ..store import Missing, Store, Transaction
from ..store.access import staff
from ..store.intakes import calendar_entries, moved_visits

NAME = 120
"""Characters of a name that are kept."""


def therapists(tx: Transaction) -> dict[str, str]:
    """By folded name, the id of each therapist who works here; of two of one name, neither."""
    names = [
        (folded(person.name), person.id)
        for person in staff.everyone(tx)
        if "therapist" in person.roles and not person.disabled
    ]
    known = [name for name, _ in names]
    return {name: this for name, this in names if known.count(name) == 1}


def named(event: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """The event with whose visit it is by name, and the id of the one ``therapist`` it names.

    Whoever is invited and no therapist is the client; where nobody is, it is called by them.
    """
    people = [one_line(each) for each in event["people"].splitlines()]
    clients = [each for each in people if folded(each) not in names]
    name = next(iter(clients), "") or one_line(event["name"])
    said = folded(event["words"])
    found = {this for known, this in names.items() if _is_in(known, said)}
    therapist = found.pop() if len(found) == 1 else ""
    return {**event, "name": name[:NAME], "therapist": therapist}


def take_named_therapist(store: Store, visit_id: str, by: str) -> None:
    """The visit is with whom the calendar names. Raises Missing, or Over once it has begun."""
    with store.writing() as tx:
        entry = calendar_entries.of_visits(tx, [visit_id]).get(visit_id)
        if entry is None or entry.therapist_id not in therapists(tx).values():
            raise Missing(visit_id)
        moved_visits.is_with(tx, visit_id, entry.therapist_id, by)


def _is_in(name: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None
