"""Withdrawing: a client takes an agreement back. It counts at once, and stays beside the record."""

from __future__ import annotations

from ..intake.withdrawn import Asker, Way, holds
from ..store import Refused, Transaction, audit
from ..store.records import client_links, clients, papers, standing, withdrawals
from .refresh_carried import refresh_carried


def withdraw_agreement(
    tx: Transaction, record_id: str, card: str, asked_by: Asker, how: Way, by: str
) -> bool:
    """From now on this agreement counts as not given, wherever it still held for this client.

    Papers, flags and what is due at the next visit follow. False where it was taken back before:
    doing it twice is harmless. Raises Refused where it does not hold, Missing or Unreadable.
    """
    stands = standing.find(tx, record_id)
    if not holds(card, stands.says):
        if card in stands.taken_back:
            return False
        raise Refused("card", "This agreement does not hold in this record.")
    client = client_links.client_of(tx, record_id)
    theirs = {each.id: each for each in clients.all_visits_of(tx, client)}
    reached = [e for e in ({record_id: stands} | theirs).values() if holds(card, e.says)]
    for each in reached:
        withdrawals.withdraw(tx, each.id, card, each.says[card], asked_by, how, by)
    papers.owe_all(tx, client_links.all_of(tx, client))
    audit.write_each(tx, "withdraw", by, [each.id for each in reached], card)
    refresh_carried(tx, client)
    return True
