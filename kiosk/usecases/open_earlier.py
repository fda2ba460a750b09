"""Opening what was said before: for its own client alone, once the birth date fits."""

from __future__ import annotations

from dataclasses import replace

from ..intake import carry
from ..intake.carry import Carried
from ..intake.draft import Draft
from ..intake.ending import displayed
from ..intake.move import Move
from ..intake.path import ASIDE, BEFORE_STAFF, FIRST, HELLO
from ..store import Transaction
from ..store.access.staff import Staff
from ..store.intakes.drafts import Intake
from ..store.records import clients
from .read_answers import may_know_earlier

NEEDS = "access_needs"


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
    return replace(carry.refresh_carried(draft, carry.NO_ONE), closed=True)


def helped(draft: Draft, step: str, helper: str) -> Move:
    """An intake that somebody takes up to help, at a step that shows nothing said before."""
    draft = close_earlier(draft, helper)
    leads_to = draft.came_from if step in ASIDE else step
    if not draft.closed or leads_to in ("", FIRST, HELLO, *BEFORE_STAFF):
        return Move(draft, step)
    return Move(replace(draft, came_from=HELLO, return_to="", changing=""), "earlier")


def open_earlier(tx: Transaction, draft: Draft, here: Intake, helper: Staff | None) -> Draft:
    """The draft with what this client said before, at their own tap. Still closed if unfit.

    Raises Missing.
    """
    known = _with_earlier(tx, draft, draft.client)
    if not may_know_earlier(tx, draft.client, here, helper, fits=fits(known)):
        return replace(draft, news="does_not_fit")
    known = replace(known, closed=False, news="")
    return replace(known, shown_to=(*draft.shown_to, helper.id)) if helper else known


def said_to_be(tx: Transaction, draft: Draft, client: str) -> Draft:
    """The draft of a client whom staff have found. Raises Missing.

    What was said before is in it only where the birth date the client typed is theirs, and nobody
    helps: whoever says who it is may be the one who helps, or hold the tablet. Else it is closed.
    """
    known = _with_earlier(tx, draft, client)
    return (
        known if fits(known) and not draft.helpers else replace(draft, client=client, closed=True)
    )


def expected(tx: Transaction, client: str) -> Carried:
    """What the desk's own client said before. Nothing of it shows until the birth date fits."""
    return clients.carried(tx, client)


def _with_earlier(tx: Transaction, draft: Draft, client: str) -> Draft:
    """The draft with all of it; a need that was said before stands, as for whoever has a code,
    unless something else was said of it today."""
    carried = clients.carried(tx, client)
    known = replace(draft, client=client, carried=carry.as_json(carried))
    needs = carried.answers.get(NEEDS)
    if not needs or NEEDS in (*draft.answers, *draft.emptied):
        return known
    return displayed(replace(known, answers={**known.answers, NEEDS: needs}))
