"""Papers that are still owed, in words: how many, which were given up, and why."""

from __future__ import annotations

from collections.abc import Iterable

from ...frozen import dataclass
from ...languages import N_, with_semicolons
from ...store import Transaction
from ...store.records import owed, papers, record_rows
from ..http.layout import Layout
from ..http.viewer import Viewer
from .visit_rows import VisitRow, signed

REASONS = {
    "engine": N_("No paper can be drawn here: Pango is not installed."),
    "time": N_("It took too long to draw."),
    "memory": N_("It took too much memory to draw."),
    "died": N_("The press ended while it was drawing."),
    "fault": N_("Something in it could not be drawn."),
    "unread": N_("The record cannot be read."),
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
    unprinted: str
    """Which visits of the day have words that no face could draw; never the words."""


@dataclass(frozen=True)
class NoPaperYet:
    """What is said beside a record whose paper is not drawn yet."""

    text: str
    given_up: bool


def owed_papers(tx: Transaction, who: Viewer, day: Iterable[str]) -> OwedPapers:
    """The papers that are owed to anybody here, and what is amiss with those of these records."""
    still, given_up = owed.how_many(tx), owed.given_up(tx)
    why = {each.record_id: each.why for each in given_up[:SHOWN]}
    rows = record_rows.these(tx, why) if why else []
    return OwedPapers(
        who.layout.translate("Papers still to be drawn: %(count)s", {"count": _up_to(still)})
        if still
        else "",
        in_words(who.layout, owed.put_off(tx)) if still else "",
        tuple(
            GivenUpRow(signed(each, who, with_day=True), in_words(who.layout, why[each.id]))
            for each in rows
        ),
        who.layout.translate("And more: %(count)s", {"count": _up_to(len(given_up) - len(rows))})
        if len(given_up) > len(rows)
        else "",
        _unprinted(tx, day, who),
    )


def _unprinted(tx: Transaction, day: Iterable[str], who: Viewer) -> str:
    found = papers.unreadable_in(tx, day)
    if not found:
        return ""
    rows = (signed(each, who) for each in record_rows.these(tx, found))
    words = who.layout.translate_count(
        "One paper has words that could not be printed. Read them on the screen:",
        "%(count)d papers have words that could not be printed. Read them on the screen:",
        len(found),
    )
    return f"{words} {with_semicolons((row.label for row in rows), who.layout.language)}"


def about(tx: Transaction, record_id: str, patience: float, layout: Layout) -> NoPaperYet | None:
    """What is said beside a paper that is not there yet; None where there is nothing to say."""
    why = owed.reason(tx, record_id)
    if why is None:
        return None
    if why:
        print_it = layout.translate("The same page is shown here for printing from the screen.")
        return NoPaperYet(f"{in_words(layout, why)} {print_it}", given_up=True)
    words = layout.translate_count(
        "The paper is being drawn. After %(count)d second the same page is shown here for "
        "printing from the screen.",
        "The paper is being drawn. After %(count)d seconds the same page is shown here for "
        "printing from the screen.",
        round(patience),
    )
    return NoPaperYet(words, given_up=False)


def in_words(layout: Layout, why: str) -> str:
    """A reason; empty where there is none."""
    return layout.translate(REASONS[why]) if why in REASONS else ""


def _up_to(count: int) -> str:
    return f"{owed.ENOUGH - 1}+" if count >= owed.ENOUGH else str(count)
