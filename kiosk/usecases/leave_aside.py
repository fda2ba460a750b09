"""Standing aside: what is pressed on a page of the walk that asks nothing."""

from __future__ import annotations

from collections.abc import Container

from ..changed import replace
from ..intake.aside import from_aside
from ..intake.display import DISPLAY, with_display
from ..intake.draft import Draft, as_json
from ..intake.move import Move
from ..intake.withdrawn import Asker
from ..store import Transaction
from ..store.clinics import Clinic
from ..store.intakes import intakes
from ..store.intakes.drafts import Intake
from .count_steps import count_aside
from .keep_step import keep_step
from .know_agreements import take_back_own
from .posts import Left, Moved, NotOffered, Outcome, Post


def leave_aside(tx: Transaction, here: Intake, draft: Draft, clinic: Clinic, post: Post) -> Outcome:
    """Go on, go back, stop, erase, take an agreement back, or change the display.

    Raises NotOffered, ContinuedElsewhere or Over.
    """
    count_aside(tx, clinic, here, draft, post.go)
    if here.step == "stop" and post.go in ("stop", "keep"):
        return _put_aside(tx, here, draft)
    if here.step == "stop" and post.go == "erase":
        intakes.erase(tx, here, by="client")
        return Left("erased", here.draft)
    kind, _, card = post.go.partition(":")
    if (here.step, kind) == ("agreed", "take_back") and draft.is_let_in:
        return _take_back(tx, here, draft, clinic, post, card)
    keep_step(tx, here, _moved(here, draft, post.go, clinic.offered), post.id)
    return Moved(display=kind in DISPLAY)


def keep_for_the_day(tx: Transaction, here: Intake, moved: Move, post: Post) -> Left:
    """All that is asked at home is answered: the rest is asked on the day of the visit."""
    keep_step(tx, here, moved, post.id)
    intakes.park(tx, here, by="client")
    return Left("home", here.draft)


def _put_aside(tx: Transaction, here: Intake, draft: Draft) -> Left:
    moved = from_aside(draft, here.step, "back")
    kept = intakes.keep(tx, here, as_json(moved.draft), moved.step)
    intakes.park(tx, kept, by="client")
    return Left()


def _moved(here: Intake, draft: Draft, go: str, offered: Container[str]) -> Move:
    kind, _, value = go.partition(":")
    if shown := with_display(draft, kind, value, offered):
        return Move(shown, here.step)
    match go:
        case "person":
            return Move(draft, "person", ("person",))
        case "next" | "back" | "skip":
            return from_aside(draft, here.step, go)
        case "stop":
            return Move(draft, "stop")
        case "agreed" if here.step == "stop" and draft.is_let_in:
            return Move(draft, "agreed")
    raise NotOffered(go)


def _take_back(
    tx: Transaction, here: Intake, draft: Draft, clinic: Clinic, post: Post, card: str
) -> Moved:
    """One agreement no longer holds, from this moment; the page says so."""
    signed_by = draft.carried.get("signed_by", {}).get(card)
    asked_by: Asker = "guardian" if signed_by == "guardian" else "client"
    by = post.helper.id if post.helper else here.tablet_id
    done = take_back_own(tx, draft.client, clinic, card, asked_by, by)
    # What is carried into this very intake has followed.
    here = intakes.find(tx, here.id, hold=True)
    draft = replace(here.as_left, news="taken_back" if done else "")
    keep_step(tx, here, Move(draft, here.step), post.id)
    return Moved()
