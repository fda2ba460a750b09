"""From home: an intake that was begun on the client's own phone goes on at the clinic."""

from __future__ import annotations

from dataclasses import replace

from .draft import Draft
from .move import Move
from .path import ASIDE, LAST, first_open_before
from .visit import Visit


def at_the_clinic(visit: Visit, draft: Draft, step: str) -> Move:
    """The walk as it goes on there: with what belongs to the day, and whatever was left open.

    ``visit`` is that of the draft as it goes on. A page that stands aside leads on by itself.
    """
    here = arrived(draft)
    goal = step if step in ASIDE else first_open_before(LAST, visit.asked_of(here), here)
    return Move(here, goal)


def arrived(draft: Draft) -> Draft:
    """The draft of a client who was at home and is at the clinic now."""
    return replace(draft, home="was", news="from_home" if not draft.news else draft.news)
