"""Opening what was said before: for its own client alone, once the birth date fits."""

from __future__ import annotations

from dataclasses import replace

from ..intake import carry
from ..intake.draft import Draft
from ..intake.walk import ASIDE, BEFORE_STAFF, FIRST, Move
from ..store import Book, audit, clients
from ..store.staff import Staff

HELLO = "hello_again"


def fits(draft: Draft) -> bool:
    """Whether the birth date that was typed is of whoever the desk expects."""
    born = draft.carried.get("answers", {}).get("birth_date")
    return bool(born) and draft.answers.get("find_birth_date") == born


def close_earlier(draft: Draft, helper: str) -> Draft:
    """The draft as somebody who helps may see it: today's answers, and nothing said before.

    What the client has opened for them on this visit stays open.
    """
    if not draft.client or draft.closed or helper in draft.shown_to:
        return draft
    return replace(carry.told_anew(draft, carry.NO_ONE), closed=True)


def helped(draft: Draft, step: str, helper: str) -> Move:
    """An intake that somebody takes up to help, at a step that shows nothing said before."""
    draft = close_earlier(draft, helper)
    leads_to = draft.came_from if step in ASIDE else step
    if not draft.closed or leads_to in ("", FIRST, HELLO, *BEFORE_STAFF):
        return Move(draft, step)
    return Move(replace(draft, came_from=HELLO, return_to="", changing=""), "earlier")


def open_earlier(book: Book, draft: Draft, intake_id: str, helper: Staff | None) -> Draft:
    """The draft with what this client said before, at their own tap. Still closed if unfit.

    Whoever helps is in the audit as reading each visit that it comes from. Raises Missing.
    """
    known = replace(draft, carried=carry.as_json(clients.carried(book, draft.client)))
    if not fits(known):
        audit.write(book, "refused", helper.id if helper else "", intake_id, "birth date")
        return replace(draft, news="does_not_fit")
    known = replace(known, closed=False, news="")
    if helper is None:
        return known
    for visit in clients.visits_of(book, draft.client):
        audit.write(book, "view", helper.id, visit.id, "opened by the client")
    return replace(known, shown_to=(*draft.shown_to, helper.id))
