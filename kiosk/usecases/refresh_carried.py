"""Refreshing: a client's card, papers and intakes under way follow what is theirs now."""

from __future__ import annotations

from contextlib import suppress

from ..intake import carry
from ..intake.draft import as_json
from ..store import Transaction, Unreadable
from ..store.intakes import intakes, planned_visits
from ..store.records import (
    brought,
    card_keeping,
    client_links,
    clients,
    erasures,
    papers,
    record_days,
)


def refresh_carried(tx: Transaction, client_id: str) -> None:
    """This person's card, and whatever they have under way, tell what is theirs and no more.

    Their visits are found by what stands in them now. Their papers tell how it went over their
    visits: they are drawn anew.
    """
    card_keeping.rewrite(tx, client_id)
    papers.owe_all(tx, client_links.all_of(tx, client_id))
    for intake_id in clients.under_way(tx, client_id):
        # One that cannot be opened carries nothing anywhere: it never keeps these from each other.
        with suppress(Unreadable):
            here = intakes.find(tx, intake_id, hold=True)
            draft = carry.refresh_carried(here.as_left, clients.carried(tx, here.draft["client"]))
            intakes.move_in_place(tx, here, as_json(draft), here.step)


def let_go(tx: Transaction, client_id: str, by: str) -> None:
    """Where nothing is known of this person any more, what is planned for them is nobody's.

    They come as somebody new: there is no birth date left that theirs could be held against.
    """
    theirs = client_links.all_of(tx, client_id)
    if record_days.days_of(tx, theirs, limit=1) or brought.is_known(tx, theirs):
        return
    for visit in erasures.visits_of(tx, theirs, []):
        planned_visits.is_of_nobody(tx, visit, by)
