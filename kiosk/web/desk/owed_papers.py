"""Papers that are still owed, in words: how many, which were given up, and why."""

from __future__ import annotations

from dataclasses import dataclass

from ...store import Book
from ...store.records import owed, record_rows
from ..http.layout import Frame, tell
from ..http.viewer import Looker
from .visit_rows import VisitRow, signed

REASONS = {
    "engine": "No paper can be drawn here: Pango is not installed.",
    "time": "It took too long to draw.",
    "memory": "It took too much memory to draw.",
    "died": "The press ended while it was drawing.",
    "fault": "Something in it could not be drawn.",
    "unread": "The record cannot be read.",
}
"""Why there is no paper, by the word that is kept."""

SHOWN = 10
"""Papers given up that are named, of however many there are."""


@dataclass(frozen=True)
class GivenUpRow:
    """A visit whose paper is tried no more, and why."""

    visit: VisitRow
    why: str


@dataclass(frozen=True)
class OwedPapers:
    """What Today says of papers; nothing where all are drawn."""

    still: str
    """How many are still to be drawn."""
    why: str
    """What they wait for, where it is none of their fault."""
    given_up: tuple[GivenUpRow, ...]
    more: str
    """How many more were given up than are named."""


def owed_papers(book: Book, who: Looker) -> OwedPapers:
    """The papers that are owed to anybody here."""
    still, given_up = owed.how_many(book), owed.given_up(book)
    why = {each.record_id: each.why for each in given_up[:SHOWN]}
    rows = record_rows.these(book, why) if why else []
    return OwedPapers(
        tell(who.frame, "Papers still to be drawn: %(count)s", {"count": _up_to(still)})
        if still
        else "",
        in_words(who.frame, owed.put_off(book)) if still else "",
        tuple(
            GivenUpRow(signed(each, who, with_day=True), in_words(who.frame, why[each.id]))
            for each in rows
        ),
        tell(who.frame, "And more: %(count)s", {"count": _up_to(len(given_up) - len(rows))})
        if len(given_up) > len(rows)
        else "",
    )


def about(book: Book, record_id: str, patience: float, frame: Frame) -> tuple[str, bool]:
    """What is said beside a paper that is not there yet, and whether it was given up."""
    why = owed.reason(book, record_id)
    if why is None:
        return "", False
    if why:
        print_it = tell(frame, "The same page is shown here for printing from the screen.")
        return f"{in_words(frame, why)} {print_it}", True
    words = tell(
        frame,
        "The paper is being drawn. After %(seconds)d seconds the same page is shown here for "
        "printing from the screen.",
        {"seconds": round(patience)},
    )
    return words, False


def in_words(frame: Frame, why: str) -> str:
    """A reason; empty where there is none."""
    return tell(frame, REASONS[why]) if why in REASONS else ""


def _up_to(count: int) -> str:
    return f"{owed.ENOUGH - 1}+" if count >= owed.ENOUGH else str(count)
