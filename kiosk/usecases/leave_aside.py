"""Standing aside: what is pressed on a page of the walk that asks nothing."""

from __future__ import annotations

from ..intake.aside import from_aside
from ..intake.display import DISPLAY, with_display
from ..intake.draft import Draft, as_json
from ..intake.move import Move
from ..store import Transaction
from ..store.intakes import intakes
from ..store.intakes.drafts import Intake
from .keep_step import keep_step
from .posts import Left, Moved, NotOffered, Outcome, Post


def leave_aside(tx: Transaction, here: Intake, draft: Draft, post: Post) -> Outcome:
    """Go on, go back, stop, erase, or change the display.

    Raises NotOffered, ContinuedElsewhere or Over.
    """
    if here.step == "stop" and post.go in ("stop", "keep"):
        return _put_aside(tx, here, draft)
    if here.step == "stop" and post.go == "erase":
        intakes.erase(tx, here, by="client")
        return Left("erased", here.draft)
    kind = post.go.partition(":")[0]
    keep_step(tx, here, _moved(here, draft, post.go), post.id)
    return Moved(display=kind in DISPLAY)


def _put_aside(tx: Transaction, here: Intake, draft: Draft) -> Left:
    moved = from_aside(draft, here.step, "back")
    kept = intakes.keep(tx, here, as_json(moved.draft), moved.step)
    intakes.park(tx, kept, by="client")
    return Left()


def _moved(here: Intake, draft: Draft, go: str) -> Move:
    kind, _, value = go.partition(":")
    if shown := with_display(draft, kind, value):
        return Move(shown, here.step)
    match go:
        case "person":
            return Move(draft, "person", ("person",))
        case "next" | "back" | "skip":
            return from_aside(draft, here.step, go)
        case "stop":
            return Move(draft, "stop")
    raise NotOffered(go)
