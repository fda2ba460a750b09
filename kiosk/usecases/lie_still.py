"""Lying still: whether somebody touches the tablet, and what is kept where nobody does."""

from __future__ import annotations

from datetime import timedelta

from ..intake.path import ASIDE
from ..intake.walk import answer
from ..store import Store
from ..store.access import tablets
from ..store.access.tablets import Tablet
from ..store.clinics import Clinic
from ..store.intakes import idle, intakes
from ..store.intakes.drafts import Intake
from .keep_step import as_typed, keep_step
from .posts import Left, NotOffered, Post, fits
from .sign_intake import iso


def still_there(store: Store, here: Intake, tablet: Tablet | None, grace: timedelta) -> None:
    """Somebody touches the tablet. Pages tell so often; it is written down now and then."""
    if store.steady() - here.touched_at < grace / 2:
        return
    with store.writing(beside=True) as tx:
        idle.touch(tx, here)
        if tablet:
            tablets.seen(tx, tablet)


def nobody_there(store: Store, here: Intake, clinic: Clinic, post: Post) -> Left:
    """Nobody answered: keep what stands on the page, and put the intake aside.

    Raises NotOffered, ContinuedElsewhere or Over.
    """
    fresh = fits(here, post)
    with store.writing(beside=True) as tx:
        if fresh and here.step not in ASIDE:
            if post.strange:
                raise NotOffered(here.step)
            draft, said = here.as_left, post.said
            visit = clinic.visit_at(tx.now, draft)
            now = iso(tx.now)
            moved = answer(visit, draft, here.step, said.given, "stay", now=now, shown=said.shown)
            keep_step(tx, here, as_typed(moved, here, post), post.id)
        intakes.park(tx, here, by="clock")
    return Left("all" if fresh else "saved", here.draft)
