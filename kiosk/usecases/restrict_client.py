"""Restricting: what is a client's is kept and not used from now on, because they asked for that.

Nobody finds them by a search, nothing of theirs comes into a visit, and what opens at all opens for
an admin who says why. Whoever comes again meanwhile comes as somebody new.
"""

from __future__ import annotations

from ..languages import N_
from ..store import Refused, Transaction
from ..store.intakes import planned_visits
from ..store.records import client_links, clients, erasures, restrictions
from .refresh_carried import refresh_carried

UNDER_WAY = N_("An intake of this person is under way. Wait until it is signed or erased.")


def restrict_client(tx: Transaction, this: str, by: str, reason: str) -> None:
    """Use nothing of whoever's record this is, or of the client of this id. Twice is once.

    Raises Missing.

    Raises Refused while an intake of theirs is under way: its client has what they said before
    them. What is planned for them stays, and is nobody's who is known.
    """
    client_links.hold_all(tx)
    client = client_links.whose(tx, this)
    if clients.under_way(tx, client):
        raise Refused("reason", UNDER_WAY)
    for visit in erasures.visits_of(tx, client_links.all_of(tx, client), []):
        planned_visits.is_of_nobody(tx, visit, by)
    restrictions.place(tx, this, by, reason)
    refresh_carried(tx, client)


def lift_restriction(tx: Transaction, this: str, by: str, reason: str) -> None:
    """All of it may be used again. Lifting twice is harmless. Raises Missing."""
    client_links.hold_all(tx)
    restrictions.lift(tx, this, by, reason)
    refresh_carried(tx, client_links.whose(tx, this))
