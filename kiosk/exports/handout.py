"""The handout on paper: one page to take home, in large print where asked; a card on its back."""

from __future__ import annotations

from collections.abc import Callable

from ..frozen import dataclass
from ..intake.handout import Handout
from ..intake.issue import LOOK
from ..languages import direction, translate
from .drawing import printed
from .drawn import Drawn
from .foot import foot
from .names import address, lent
from .paper.body_map import Outline, outlines
from .paper.html import environment

SHEET = "handout.css"

FITS = ("roomy", "even", "close")
"""How it is set, loosest first, until it fits its page."""


@dataclass(frozen=True)
class HandoutSheet:
    """A handout, and how large its letters are."""

    handout: Handout
    large: bool = False
    asks: tuple[int, str] | None = None
    """The code of a link by which its client says how it was: its squares across, and one path."""

    @property
    def most(self) -> int:
        """Sides it may take: the card has one of its own."""
        return (2 if self.large else 1) + bool(self.handout.card)


@dataclass(frozen=True)
class Where:
    """A small drawing of one figure with some places on it."""

    outline: Outline
    filled: str


def draw_handout(sheet: HandoutSheet, size: str = "A4", watermark: str = "") -> Drawn:
    """The handout as a tagged PDF. Runs in the press."""
    pages = [handout_html(sheet, size=size, watermark=watermark, fit=fit) for fit in FITS]
    with lent(sheet.handout.mark):
        return printed(SHEET, *pages, most=sheet.most)


def handout_html(
    sheet: HandoutSheet,
    *,
    size: str = "A4",
    watermark: str = "",
    fit: str = FITS[0],
    styles: tuple[str, ...] = (),
    asset: Callable[[str], str] = address,
) -> str:
    """The handout as one HTML page; with ``styles`` it is one for the screen.

    ``asset`` says where the clinic's mark is asked for.
    """
    language = sheet.handout.language
    return (
        environment()
        .get_template("paper/handout.html")
        .render(
            out=sheet.handout,
            large=sheet.large,
            asks=sheet.asks,
            mark=asset(LOOK + sheet.handout.mark.name) if sheet.handout.mark else "",
            direction=direction,
            foot=foot(language, sheet.handout.clinic),
            where=where,
            fit=fit,
            _=lambda words: translate(words, language),
            size=size.lower(),
            watermark=watermark,
            styles=styles,
        )
    )


def where(places: tuple[str, ...]) -> Where | None:
    """The figure that has these places; None where there are none."""
    for outline in outlines().values():
        if places and places[0] in outline.regions:
            return Where(outline, "".join(outline.regions[each] for each in places))
    return None
