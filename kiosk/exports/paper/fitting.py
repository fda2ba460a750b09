"""How page 1 is made to fit: what grows where there is room, and what is shortened where not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ...frozen import dataclass

ALL = 999

MOST_MARKS = 12
"""Beside a page that is set tightly stand no more marks in words than this."""

NOTES_FIRST = 7
"""Up to so many stop-and-ask flags keep their notes beside them, whatever is shortened."""


@dataclass(frozen=True)
class Fit:
    """How page 1 is set. Stop flags, "Not this" and allergies are always there in full."""

    letters: float = 10
    """The size of the type in points."""
    figure: int = 55
    """The height of a body figure in millimetres."""
    stop_notes: int = ALL
    caution_notes: int = ALL
    """So many flags have their notes beside them; the others follow in two columns."""
    cautions: int = ALL
    map_lines: int = ALL
    touch_in_one_line: bool = False
    history_first: bool = True
    """The strip of earlier visits, of a client who comes back."""
    changes_first: bool = True
    """What is new, beside what it was."""
    tight: bool = False
    """Headings run in and text flows around the figures: for a client who ticked everything."""
    wishes_behind: bool = False
    """Of today and the feelings plan only what a therapist acts on first; the rest is behind."""
    dense: bool = False
    """The pages behind are set closer, so that they are one page."""


NATURAL = Fit()
"""Everything in full, at the size of its own."""


@dataclass(frozen=True)
class Amount:
    """How much there is of what may be cut short."""

    stops: int
    cautions: int
    marks: int
    comes_back: bool
    """Whether there is a strip of earlier visits."""
    touch_saves: bool
    """Whether the touch block takes less room in one line than beside its neighbours."""

    @property
    def few_notes(self) -> int:
        """How many stop flags keep their notes on a full page: all of a few, none of many."""
        return ALL if self.stops <= NOTES_FIRST else 0


LETTERS, FIGURES = (10, 10.5, 11, 11.5, 12), (55, 62, 70, 80)

LARGER = sorted(
    (Fit(letters, figure) for letters in LETTERS for figure in FIGURES),
    key=lambda fit: -(150 * (fit.letters / 10) ** 1.7 + fit.figure),
)
"""Letters and figures that fill a page where little was said, from the tallest page down: about
150 mm are text, and larger letters also need more lines."""


@cache
def ways(amount: Amount) -> tuple[Fit, ...]:
    """Every way to set page 1, from the roomiest to the tightest; the first that fits is best."""
    shorter = tuple(_shorter(amount))
    return (*LARGER, *shorter, *_tighter(shorter[-1], amount))


def _shorter(amount: Amount) -> Iterator[Fit]:
    """First the touch block, then the list of marks, then the cautions."""
    fit = NATURAL
    for notes in range(amount.stops - 1, NOTES_FIRST - 1, -1):
        yield (fit := replace(fit, stop_notes=notes))
    yield (fit := replace(fit, stop_notes=amount.few_notes))
    if amount.touch_saves:
        yield (fit := replace(fit, touch_in_one_line=True))
    if amount.comes_back:
        yield replace(fit, figure=44)
        fit = replace(fit, history_first=False)
        yield from (replace(fit, letters=letters, figure=62) for letters in (11, 10.5))
        yield fit
    for lines in (*range(amount.marks - 3, 8, -3), 8, 7, 6):
        if lines < amount.marks:
            yield (fit := replace(fit, map_lines=lines))
    for notes in range(amount.cautions - 1, -1, -1):
        yield (fit := replace(fit, caution_notes=notes))
    if amount.comes_back:
        yield (fit := replace(fit, changes_first=False))
    for lines in range(min(amount.marks, 6) - 1, 3, -1):
        yield (fit := replace(fit, map_lines=lines))
    for lines in range(amount.cautions - 2, 7, -2):
        yield (fit := replace(fit, cautions=lines))


def _tighter(last: Fit, amount: Amount) -> Iterator[Fit]:
    """Everything beside everything: again as much as there is room for, and as large."""
    fit = replace(last, tight=True, touch_in_one_line=True, cautions=ALL)
    fit = replace(fit, map_lines=min(amount.marks, MOST_MARKS))
    for letters in (12, 11.5, 11, 10.5):
        yield replace(fit, letters=letters, caution_notes=ALL)
    for notes in range(amount.cautions, -1, -1):
        yield (fit := replace(fit, caution_notes=notes))
    for behind, most in ((False, MOST_MARKS), (True, 9)):
        for lines in range(max(min(amount.marks, most), amount.cautions - 4), -1, -1):
            marks = min(amount.marks, most, lines)
            fit = replace(fit, wishes_behind=behind, map_lines=marks, cautions=lines + 4)
            yield fit
    for lines in (2, 0):
        yield (fit := replace(fit, cautions=lines))
    yield replace(fit, figure=44)
