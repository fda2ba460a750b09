"""Keeping strokes: what is drawn of a signature is on disk as soon as the finger is lifted."""

from __future__ import annotations

from ..intake.draft import as_json
from ..intake.walk import answer
from ..store import Store
from ..store.clinics import Clinic
from ..store.intakes import intakes
from ..store.intakes.drafts import Intake
from .posts import NotOffered, Post, fits
from .sign_intake import iso

SIGN = "sign"


def keep_strokes(store: Store, here: Intake, clinic: Clinic, post: Post) -> int | None:
    """Keep what stands on the page that is signed; the rev by which its next post fits.

    The page as it was still fits once: somebody may have pressed its button meanwhile. None for
    a page that is no longer the client's, of which nothing is kept. Raises NotOffered,
    ContinuedElsewhere or Over.
    """
    if post.step != SIGN or here.step != SIGN or not fits(here, post) or post.said.void:
        return None
    if post.strange:
        raise NotOffered(here.step)
    draft, said = here.as_left, post.said
    with store.writing(beside=True) as tx:
        visit, now = clinic.visit_at(tx.now, draft), iso(tx.now)
        moved = answer(visit, draft, SIGN, said.given, "stay", now=now, shown=said.shown)
        return intakes.move_in_place(tx, here, as_json(moved.draft), SIGN).rev
