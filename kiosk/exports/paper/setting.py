"""Choosing how a paper is set: by reckoning first, then by what was drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...intake.history import NO_HISTORY, History
from ...intake.issue import UNNUMBERED, Issue
from ...intake.record import Record
from ...intake.session_said import SessionSaid
from . import again
from .behind import behind
from .fitting import NATURAL, Amount, Fit, ways
from .marks import places
from .page import Paper, details_of, paper_with, refitted, whole_page_one
from .reckoning import SHEETS, reckoned
from .session import session
from .told import Told

SPARE = 0.975
"""How much of the page is used while its height is only reckoned."""

SURE = 0.98
"""The same once it was measured."""

BLANK = 0.07
"""Of the page: with more than this left over, more is shown, or larger."""

LITTLE_MORE = 1.2
"""So many pages become one when they are set closer."""

GAP, TIGHT_GAP = 1.7, 1.1
"""Between blocks, in millimetres."""

HEAD = 4
"""The running head behind page 1 takes so many millimetres more than page 1's margin."""

Measured = Sequence[Mapping[str, float]]
"""Page by page, the height of each block that has a part on it, in millimetres."""


class Setting:
    """How the paper of one record is set on one size of sheet."""

    def __init__(
        self,
        record: Record,
        size: str,
        history: History = NO_HISTORY,
        issue: Issue = UNNUMBERED,
        said: SessionSaid | None = None,
    ) -> None:
        self._told = Told(record, history, issue)
        self._session = session(self._told, said) if said else None
        self._whole = whole_page_one(self._told)
        self._sheet = SHEETS[size]
        self._ways = ways(self._amount())
        self._off: dict[tuple[bool, str], float] = {}
        self._spilled, self._fitted = -1, len(self._ways) - 1
        self.fit = self._set_behind(self._best(SPARE))

    def paper(self) -> Paper:
        """The paper, set as it is for now."""
        paper = paper_with(self._told, refitted(self._told, self._whole, self.fit))
        return replace(paper, session=self._session)

    def learn(self, pages: Measured) -> bool:
        """Whether a better way was found, now that these pages were drawn."""
        before = self.fit
        if self._is_good(pages):
            return False
        for block, height in self._reckoned(before).items():
            drawn = sum(page.get(part, 0.0) for part in block.split() for page in pages)
            self._off[before.tight, block] = drawn / height if drawn else 1.0
        self._narrow_down(pages)
        dense = before.dense or (_goes_on(pages) and self._behind(before) < LITTLE_MORE)
        self.fit = replace(self._best(SURE), dense=dense)
        return self.fit != before

    def fall_back(self) -> None:
        """To the roomiest way that was drawn and fitted; where none did, to the tightest."""
        self.fit = replace(self._ways[self._fitted], dense=self.fit.dense)

    def _amount(self) -> Amount:
        told, short = self._told, replace(NATURAL, touch_in_one_line=True)
        saved = self._reckoned(NATURAL)["plan"] - self._reckoned(short)["plan"]
        flags = len(told.flags("stop_and_ask")), len(told.flags("caution"))
        return Amount(
            *flags,
            len(places(told)),
            bool(told.history or again.changes(told)),
            touch_saves=saved > 0,
        )

    def _is_good(self, pages: Measured) -> bool:
        full = replace(self.fit, dense=False) == self._ways[0]
        blank = self._sheet.down(self.fit) - pages[0]["one"]
        roomy = blank > BLANK * self._sheet.height and not full
        crowded = _goes_on(pages) and not self.fit.dense and self._behind(self.fit) < LITTLE_MORE
        return _is_one(pages) and not roomy and not crowded

    def _narrow_down(self, pages: Measured) -> None:
        """Whatever is no shorter than a way that spilled spills, too."""
        here = self._ways.index(replace(self.fit, dense=False))
        if _is_one(pages):
            self._fitted = min(self._fitted, here)
        else:
            self._spilled = max(self._spilled, here)

    def _best(self, share: float) -> Fit:
        """The first way that fits, behind those that spilled: one that fitted at the latest."""
        # Of each kind every way is shorter than the one before, so halving finds the first.
        tight = [fit.tight for fit in self._ways].index(True)
        for begins, ends in ((0, tight), (tight, len(self._ways))):
            low, high = max(begins, self._spilled + 1), min(ends, self._fitted)
            first = bisect_left(
                self._ways, True, low, max(low, high), key=lambda fit: self._fits(fit, share)
            )
            if first < high:
                return self._ways[first]
        return self._ways[self._fitted]

    def _fits(self, fit: Fit, share: float) -> bool:
        blocks = self._reckoned(fit)
        gaps = (TIGHT_GAP if fit.tight else GAP) * (len(blocks) - 1)
        height = sum(
            high * self._off.get((fit.tight, block), 1.0) for block, high in blocks.items()
        )
        return height + gaps <= share * self._sheet.down(fit)

    def _reckoned(self, fit: Fit) -> dict[str, float]:
        return reckoned(refitted(self._told, self._whole, fit), self._sheet)

    def _set_behind(self, fit: Fit) -> Fit:
        """Set closer where that brings what stands behind onto page 2."""
        return replace(fit, dense=1 < self._behind(fit) < LITTLE_MORE)

    def _behind(self, fit: Fit) -> float:
        """How many pages stand behind page 1, as far as can be reckoned."""
        details = details_of(self._told, refitted(self._told, self._whole, fit))
        return behind(details, self._sheet.across(fit)) / (self._sheet.down(fit) - HEAD)


def _is_one(pages: Measured) -> bool:
    return len(pages) > 1 and "one" not in pages[1]


def _goes_on(pages: Measured) -> bool:
    """Whether what stands behind page 1 takes more than page 2."""
    return len(pages) > 2
