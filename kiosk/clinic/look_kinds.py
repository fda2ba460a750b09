"""Kinds of settings that are seen: a colour that can be read, and a picture."""

from __future__ import annotations

from collections.abc import Mapping

from ..frozen import dataclass
from ..intake.normal import one_line
from ..languages import N_, translate
from .colour import is_colour, nearest
from .kinds import NOTHING, Said, Value

NO_COLOUR = N_("Choose a colour, like #55265c.")
OWN_COLOUR = N_("The kiosk's own")
A_PICTURE = N_("A picture (%(name)s)")
TOO_PALE = N_("Words in this colour are hard to read. The nearest that can be read is %(near)s.")


class Filled(str):
    """What is to be put right, with values to be filled in once it is translated."""

    values: Mapping[str, str]
    __slots__ = ("values",)

    def __new__(cls, words: str, values: Mapping[str, str]) -> Filled:
        """The words in English, and what stands in them."""
        filled = super().__new__(cls, words)
        filled.values = values
        return filled


@dataclass(frozen=True)
class Colour:
    """A colour that words can be read in, in both themes; empty for the kiosk's own."""

    own: str = "#55265c"

    def read(self, name: str, said: Said) -> Value:
        """The colour as a picker gives it."""
        typed = one_line("".join(said(name))).lower()
        return "" if typed == self.own else typed

    def wrong(self, value: Value) -> str:
        """What is to be put right; of one that is hard to read, the nearest that is not."""
        typed = str(value)
        if not typed:
            return ""
        if not is_colour(typed):
            return NO_COLOUR
        near = nearest(typed, "light")
        return "" if near == typed else Filled(TOO_PALE, {"near": near})

    def in_words(self, value: Value, language: str) -> str:
        """How it reads."""
        return str(value) or translate(OWN_COLOUR, language)


@dataclass(frozen=True)
class Picture:
    """A picture, which comes by a way of its own; empty for none."""

    def read(self, name: str, said: Said) -> Value:
        """None: a form can only take it away."""
        return ""

    def wrong(self, value: Value) -> str:
        """What is to be put right; empty where nothing is."""
        return ""

    def in_words(self, value: Value, language: str) -> str:
        """How it reads: part of its name, by which one is told from another."""
        return (
            translate(A_PICTURE, language) % {"name": str(value)[:6]}
            if value
            else translate(NOTHING, language)
        )
