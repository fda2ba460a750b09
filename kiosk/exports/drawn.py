"""What comes out of the press: known to whoever waits for a paper, without what draws it."""

from __future__ import annotations

from ..frozen import dataclass


@dataclass(frozen=True)
class Drawn:
    """A paper's bytes, and what a reader should know about them."""

    pdf: bytes
    unreadable: tuple[str, ...] = ()
    """Words, as typed, with a letter that no face here can draw: read them on the screen.

    All words of the page are looked through: answers, names, who works, and the clinic's own.
    """
    remarks: tuple[str, ...] = ()
    """Anything else the PDF engine complained of."""


class NoEngine(Exception):
    """WeasyPrint cannot be loaded: a library it needs is not installed."""
