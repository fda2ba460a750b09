"""How the printing of a visit's paper went, in words beside its row."""

from __future__ import annotations

from dataclasses import replace

from ...languages import N_, format_time
from ...store.records.print_jobs import Outcome
from ..http.page_parts import Tag
from ..http.viewer import Viewer
from .visit_rows import VisitRow

WAITS = N_("Paper waits for the printer")
REASONS = {
    "away": N_("The printer does not answer. The paper waits."),
    "told": N_("Paper not printed"),
    "printer": N_("Paper not printed: the printer broke it off."),
    "not_sure": N_("Nobody knows whether the paper was printed. Please look."),
    "no_word": N_("Nobody knows whether the paper was printed. Please look."),
}
"""What is said of a paper that is not printed, by the word that is kept."""


def with_printing(row: VisitRow, outcome: Outcome | None, who: Viewer) -> VisitRow:
    """The row with how its paper went to the printer; as it is where none was sent there."""
    if outcome is None:
        return row
    again = outcome.state in ("printed", "failed")
    return replace(row, tags=(*row.tags, _tag(outcome, who)), prints_again=again)


def _tag(outcome: Outcome, who: Viewer) -> Tag:
    layout = who.layout
    match outcome.state:
        case "printed":
            time = format_time(outcome.at, who.clinic.time_zone, layout.language)
            return Tag(layout.translate("Paper printed at %(time)s", {"time": time}))
        case "sent":
            return Tag(layout.translate("Paper is at the printer"))
    words = REASONS.get(outcome.why, WAITS if outcome.state == "waiting" else REASONS["told"])
    return Tag(layout.translate(words), "alert" if words != WAITS else "")
