"""The lines that matter before touch: what an intake puts first, in the client's own language.

A therapist chooses three to five of them; the client sees exactly these, and says whether they are
right. Each is known by a key, so that the same line reads alike in every language.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..frozen import dataclass
from ..languages import asked_and_said, with_colon, with_commas
from .record import Record, Wording

FIRST = (
    "touch_avoid",
    "keep_covered",
    "undress_level",
    "pause_signal",
    "feelings_first",
    "feelings_avoid",
    "positions_ok",
    "pressure",
    "check_in",
    "scent",
    "respect_note",
    "goals",
)
"""Questions in the order in which their answers are offered as lines."""

AWAY = "away"
"""The key of the line that names the places to stay away from."""


@dataclass(frozen=True)
class MatteringLine:
    """One line that a therapist may choose."""

    key: str
    said: str
    """In the client's language."""
    told: str
    """In the clinic's."""


def lines_to_choose(record: Record) -> tuple[MatteringLine, ...]:
    """All that this record offers, what is not to be done first."""
    said, told = dict(_worded(record.said)), dict(_worded(record.told))
    return tuple(MatteringLine(key, said[key], told[key]) for key in said if key in told)


def _worded(wording: Wording) -> Iterator[tuple[str, str]]:
    away = [mark for mark in wording.marks if mark.mark == "avoid"]
    if away:
        places = with_commas((mark.region_label for mark in away), wording.language)
        yield AWAY, with_colon(away[0].mark_label, places, wording.language)
    for key in FIRST:
        line = wording.line(key)
        if line is None:
            continue
        answer = with_commas(line.labels, wording.language) or (
            line.answer if isinstance(line.answer, str) else ""
        )
        if answer:
            yield key, asked_and_said(line.prompt, answer, wording.language)
