"""Erasing: a record goes for good, with its paper and its calls, and whatever told of it."""

from __future__ import annotations

from contextlib import suppress

from ..store import Missing, Transaction, audit
from ..store.records import client_links, clients, erasures, holds, record_days
from ..store.records.corrections import Correction
from ..store.records.withdrawals import Withdrawal
from ..store.records.written_elsewhere import pass_on
from .refresh_carried import let_go, refresh_carried


def erase_record(tx: Transaction, record_id: str, by: str, reason: str) -> None:
    """Delete a record, its paper and its calls for good. Raises Missing or OnHold.

    Its client's card, and what they have under way, forget it too.
    """
    client = client_links.client_of(tx, record_id)
    holds.must_be_free(tx, [record_id], client_links.all_of(tx, client))
    follow = dict.fromkeys((*_after(tx, record_id, client), *_pass_on(tx, record_id, client)))
    erasures.drop(tx, record_id)
    audit.write(tx, "erase", by, record_id, reason)
    audit.write_each(tx, "follow", by, list(follow))
    refresh_carried(tx, client)
    let_go(tx, client, by)


def _after(tx: Transaction, record_id: str, client: str) -> list[str]:
    """The visits of theirs that are one visit fewer into the count without this one."""
    ids = [day.id for day in record_days.days_of(tx, client_links.all_of(tx, client))]
    return ids[: ids.index(record_id)]


def _pass_on(tx: Transaction, record_id: str, client: str) -> list[str]:
    """What was put right or taken back at this visit still holds at those it reached: which."""
    reached = []
    for visit in clients.all_visits_of(tx, client):
        made: tuple[Correction | Withdrawal, ...] = (*visit.corrections, *visit.written.in_force)
        theirs = [each for each in made if each.record_id == record_id]
        if visit.id == record_id or not theirs:
            continue
        for each in theirs:
            pass_on(tx, each, visit.id)
        reached.append(visit.id)
    return reached


def erase_again(tx: Transaction, marks: set[bytes]) -> list[str]:
    """Erase whatever a restored backup brought back of what was erased. Returns the ids erased.

    A hold of the time of the backup keeps nothing back: it was lifted before that was erased.
    """
    back = erasures.brought_back(tx, marks)
    for gone in back:
        client = ""
        with suppress(Missing):
            client = client_links.client_of(tx, gone)
        follow = _pass_on(tx, gone, client) if client else []
        erasures.drop(tx, gone)
        audit.write(tx, "erase", "restore", gone, "erased before the backup came back")
        audit.write_each(tx, "follow", "restore", follow)
        if client:
            refresh_carried(tx, client)
    for client in erasures.brought_in_again(tx, marks):
        erasures.drop_brought(tx, client)
        refresh_carried(tx, client_links.root(tx, client))
    _erase_clients_again(tx, marks)
    return back


def _erase_clients_again(tx: Transaction, marks: set[bytes]) -> None:
    """Once their records are gone, clients that a backup brought back are gone as well."""
    people = erasures.clients_brought_back(tx, marks)
    erasures.drop_clients(tx, people)
    for gone in people:
        audit.write(tx, "erase", "restore", gone, "erased before the backup came back")
