"""Kinds of settings: how each is read from a form, checked, and told in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from ..frozen import dataclass
from ..intake.normal import one_line, tidy
from ..languages import (
    LANGUAGES,
    N_,
    Counted,
    format_day,
    read_day,
    translate,
    translate_count,
    with_colon,
    with_commas,
)
from .texts import OWN, by_language, kept_texts

Value = str | int | bool
"""A setting as it is kept. What is several things is kept as one text."""

Said = Callable[[str], Sequence[str]]
"""What a form says under a name."""

Labels = Callable[[str], Sequence[tuple[str, str]]]
"""The values that can be chosen with their words, in a language."""

TOO_LONG = N_("Please use fewer words here.")
CHOOSE = N_("Choose one of these.")
NOTHING = N_("Nothing yet")
ALL = N_("All of them")
NOT_THESE = N_("All but these:")
USUAL = N_("As usual")
NO_DAY = N_("Write a day, like 2026-03-10.")


@dataclass(frozen=True)
class Line:
    """One line of words."""

    longest: int = 120
    lacks: str = ""
    """What is said where nothing is written; empty where nothing may be."""
    digits: str = ""
    """What is said where it has no digit; empty where it needs none."""

    def read(self, name: str, said: Said) -> Value:
        """The line without what surrounds it."""
        return one_line("".join(said(name)))

    def wrong(self, value: Value) -> str:
        """What is to be put right; empty where nothing is."""
        words = str(value)
        if self.digits and words and not any(sign.isdigit() for sign in words):
            return self.digits
        if len(words) > self.longest:
            return TOO_LONG
        return "" if words else self.lacks

    def in_words(self, value: Value, language: str) -> str:
        """How it reads."""
        return str(value) or translate(NOTHING, language)


@dataclass(frozen=True)
class Lines:
    """Several lines of words, in each language; the clinic's own stands in for one that lacks."""

    longest: int = 1000

    def read(self, name: str, said: Said) -> Value:
        """The lines of all languages, as one text."""
        return kept_texts({code: tidy("".join(said(f"{name}-{code}"))) for code in LANGUAGES})

    def wrong(self, value: Value) -> str:
        """What is to be put right; empty where nothing is."""
        texts = by_language(str(value)).values()
        return TOO_LONG if any(len(text) > self.longest for text in texts) else ""

    def in_words(self, value: Value, language: str) -> str:
        """How it reads, language by language."""
        texts = by_language(str(value))
        told = (
            text if code == OWN else with_colon(_name(code), text, language)
            for code, text in texts.items()
        )
        return "\n".join(told) or translate(NOTHING, language)


@dataclass(frozen=True)
class Number:
    """So many of something, one of a few."""

    unit: Counted
    of: tuple[int, ...]

    def read(self, name: str, said: Said) -> Value:
        """The number; 0 for what is none."""
        words = "".join(said(name))
        return int(words) if words.isascii() and words.isdigit() and len(words) < 9 else 0

    def wrong(self, value: Value) -> str:
        """What is to be put right; empty where nothing is."""
        return "" if value in self.of else CHOOSE

    def in_words(self, value: Value, language: str) -> str:
        """How it reads."""
        count = int(value)
        return translate_count(self.unit.one, self.unit, count, language) % {"count": count}

    def labels(self, language: str) -> list[tuple[str, str]]:
        """What can be chosen."""
        return [(str(each), self.in_words(each, language)) for each in self.of]


@dataclass(frozen=True)
class OnOff:
    """Whether something is done here."""

    on: str = N_("On")
    off: str = N_("Off")

    def read(self, name: str, said: Said) -> Value:
        """True for yes, False for no; what is neither is asked again."""
        return {"yes": True, "no": False}.get("".join(said(name)), "")

    def wrong(self, value: Value) -> str:
        """What is to be put right; empty where nothing is."""
        return "" if isinstance(value, bool) else CHOOSE

    def in_words(self, value: Value, language: str) -> str:
        """How it reads."""
        return translate(self.on if value else self.off, language)

    def labels(self, language: str) -> list[tuple[str, str]]:
        """What can be chosen."""
        return [("yes", translate(self.on, language)), ("no", translate(self.off, language))]


@dataclass(frozen=True)
class OneOf:
    """One of a list."""

    labels: Labels
    empty: str = ""
    """What having none of them is called; empty where there is always one."""

    def read(self, name: str, said: Said) -> Value:
        """The chosen one's value."""
        return "".join(said(name))

    def wrong(self, value: Value) -> str:
        """What is to be put right; empty where nothing is."""
        known = {each for each, _ in self.labels("en")}
        return "" if value in known or (self.empty and not value) else CHOOSE

    def in_words(self, value: Value, language: str) -> str:
        """How it reads."""
        return dict(self.labels(language)).get(str(value)) or translate(
            self.empty or NOTHING, language
        )


@dataclass(frozen=True)
class Day:
    """A day, kept in ISO; empty for none."""

    def read(self, name: str, said: Said) -> Value:
        """The day as it was typed, in whatever way we print one; what is none stays typed."""
        typed = one_line("".join(said(name)))
        with suppress(ValueError):
            return read_day(typed).isoformat() if typed else ""
        return typed

    def wrong(self, value: Value) -> str:
        """What is to be put right; empty where nothing is."""
        try:
            return "" if not value or date.fromisoformat(str(value)) else NO_DAY
        except ValueError:
            return NO_DAY

    def in_words(self, value: Value, language: str) -> str:
        """How it reads."""
        return translate(NOTHING, language) if not value else format_day(str(value), language)


@dataclass(frozen=True)
class SomeOf:
    """Several of a list, kept as one text in the list's order.

    Empty is all of them; or none, where there may be ``none``.
    """

    labels: Labels
    lacks: str
    none: bool = False
    usual: Callable[[], tuple[str, ...]] | None = None
    """Those that empty stands for; then "-" is none of them."""
    usual_words: str = USUAL
    """What having those is called; empty where they are named."""
    notes: Callable[[str], Mapping[str, str]] | None = None
    """What is said beside each."""

    def read(self, name: str, said: Said) -> Value:
        """The chosen ones; what is not on the list shows as wrong."""
        known, picked = [value for value, _ in self.labels("en")], list(said(name))
        if set(picked) == set(self.usual() if self.usual else () if self.none else known):
            return ""
        strange = [each for each in picked if each not in known]
        empty = "" if self.none else "-"
        return ",".join([each for each in known if each in picked] + strange) or empty

    def wrong(self, value: Value) -> str:
        """What is to be put right; empty where nothing is."""
        known = {each for each, _ in self.labels("en")}
        is_none = value == "-" and self.usual is not None
        return "" if is_none or set(self.picked(value)) <= known else self.lacks

    def picked(self, value: Value) -> tuple[str, ...]:
        """The chosen ones."""
        if value == "-" and self.usual:
            return ()
        if self.usual and not value:
            return self.usual()
        every = () if self.none else tuple(each for each, _ in self.labels("en"))
        return tuple(str(value).split(",")) if value else every

    def in_words(self, value: Value, language: str) -> str:
        """How it reads."""
        if self.usual and self.usual_words and not value:
            return translate(self.usual_words, language)
        names = dict(self.labels(language))
        told = with_commas((names.get(each, each) for each in self.picked(value)), language)
        return told or translate(NOTHING, language)


def _name(code: str) -> str:
    return LANGUAGES.get(code, code)


@dataclass(frozen=True)
class AllBut:
    """All of a list but some: those are kept, so that what is new on the list is among the rest."""

    labels: Labels
    notes: Callable[[str], Mapping[str, str]]
    """What is said beside each."""

    def read(self, name: str, said: Said) -> Value:
        """Those that were not chosen; what is not on the list shows as wrong."""
        known, picked = [value for value, _ in self.labels("en")], set(said(name))
        return ",".join([each for each in known if each not in picked] + sorted(picked - {*known}))

    def wrong(self, value: Value) -> str:
        """What is to be put right; empty where nothing is."""
        known = {each for each, _ in self.labels("en")}
        return "" if not value or set(str(value).split(",")) <= known else CHOOSE

    def picked(self, value: Value) -> tuple[str, ...]:
        """The chosen ones."""
        left_out = set(str(value).split(","))
        return tuple(each for each, _ in self.labels("en") if each not in left_out)

    def in_words(self, value: Value, language: str) -> str:
        """How it reads."""
        names = dict(self.labels(language))
        told = "\n".join(names.get(each, each) for each in str(value).split(",") if each)
        return f"{translate(NOT_THESE, language)}\n{told}" if told else translate(ALL, language)
