"""Erasing a person: everything the clinic keeps of them goes for good, in one step."""

from __future__ import annotations

from ..store import Refused, Transaction, audit
from ..store.records import (
    card_keeping,
    client_links,
    clients,
    erasures,
    holds,
    record_days,
)


def erase_person(tx: Transaction, this: str, by: str, reason: str) -> None:
    """Delete whatever is kept of the person whose record this is, or the client of this id.

    Their visits with papers, corrections and calls, what they have under way, what is planned for
    them, their cards, and that they were a client: of each the audit tells that it is gone, by its
    id, and why. Records of others stay, also where the two were once taken apart. Raises Missing,
    or OnHold where anything signed of theirs is on hold.
    """
    client_links.hold_all(tx)
    theirs = client_links.all_of(tx, client_links.whose(tx, this))
    holds.must_be_free(tx, visits_of(tx, theirs), theirs)
    # What may still become something else goes first: a planned visit, an intake, then records.
    waiting = clients.under_way(tx, theirs[0])
    known = [*waiting, *visits_of(tx, theirs)]
    gone = [*erasures.visits_of(tx, theirs, known), *waiting]
    for each in gone:
        erasures.drop(tx, each)
    signed = visits_of(tx, theirs)
    for each in signed:
        erasures.drop(tx, each)
    card_keeping.rewrite(tx, theirs[0])
    erasures.drop_clients(tx, theirs)
    for each in dict.fromkeys((*gone, *signed, *theirs)):
        audit.write(tx, "erase", by, each, reason)


def visits_of(tx: Transaction, client_ids: list[str]) -> list[str]:
    """The ids of the records that an erasure of these clients takes, the torn as well."""
    return [visit.id for visit in record_days.days_of(tx, client_ids)]


def erase_client(tx: Transaction, client_id: str, by: str, reason: str) -> None:
    """Delete that somebody was a client of whom no signed intake is left. Raises Missing or OnHold.

    Raises Refused where there is one, or something is under way or planned for them.
    """
    client_links.hold_all(tx)
    theirs = client_links.all_of(tx, client_links.root(tx, client_id))
    holds.must_be_free(tx, [], theirs)
    waiting = clients.under_way(tx, theirs[0])
    if visits_of(tx, theirs) or waiting or erasures.visits_of(tx, theirs, waiting):
        raise Refused("client", "Something of this client is left.")
    card_keeping.rewrite(tx, theirs[0])
    erasures.drop_clients(tx, theirs)
    for each in theirs:
        audit.write(tx, "erase", by, each, reason)
