"""Refreshing: a client's card, papers and intakes under way follow what is theirs now."""

from __future__ import annotations

from contextlib import suppress

from ..intake import carry
from ..intake.draft import as_json, from_json
from ..store import Book, Unreadable
from ..store.intakes import intakes
from ..store.records import card_keeping, client_links, clients, papers


def refresh_carried(book: Book, client_id: str) -> None:
    """This person's card, and whatever they have under way, tell what is theirs and no more.

    Their visits are found by what stands in them now. Their papers tell how it went over their
    visits: they are drawn anew.
    """
    card_keeping.rewrite(book, client_id)
    papers.throw_away_all(book, client_links.all_of(book, client_id))
    for intake_id in clients.under_way(book, client_id):
        # One that cannot be opened carries nothing anywhere: it never keeps these from each other.
        with suppress(Unreadable):
            here = intakes.find(book, intake_id, hold=True)
            draft = carry.told_anew(
                from_json(here.draft), clients.carried(book, here.draft["client"])
            )
            intakes.told_by_staff(book, here, as_json(draft), here.step)
