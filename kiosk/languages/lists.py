"""How things are listed, named and quoted: what stands between and around them in a language."""

from __future__ import annotations

from collections.abc import Iterable

from .folders import direction, language_of

ENDED = ("?", "؟", "…")


def with_commas(things: Iterable[str], language: str) -> str:
    """These in a row, lightly kept apart: "tight, 3, new"."""
    return language_of(language).comma.join(things)


def with_semicolons(things: Iterable[str], language: str) -> str:
    """These in a row, some of which have commas of their own."""
    return language_of(language).semicolon.join(things)


def with_dots(things: Iterable[str], language: str) -> str:
    """Those of these that say anything, side by side: "Ana R. · 9:00 · Desk"."""
    return " · ".join(isolated(each, language) for each in things if each)


def isolated(words: str, language: str) -> str:
    """The same, so that a number or a Latin name beside others stays where it is read.

    Only where the language is read from right to left: elsewhere nothing is added.
    """
    return (
        f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}" if _turns(language) else words
    )


def with_colon(what: str, said: str, language: str) -> str:
    """What something is, and what is said of it: "Pressure: light"."""
    return f"{what}{language_of(language).colon}{said}"


def asked_and_said(asked: str, said: str, language: str) -> str:
    """A question and its answer in one line; what ends with a mark of its own needs no colon."""
    if asked.endswith(ENDED):
        return f"{asked} {said}"
    return with_colon(asked, said, language)


def with_arrow(before: str, after: str, language: str) -> str:
    """What something was and what became of it, in the direction in which they are read."""
    return f"{before} {'←' if _turns(language) else '→'} {after}"


def marks_between(language: str) -> dict[str, str]:
    """What stands between things, by its name, for templates."""
    said = language_of(language)
    return {"comma": said.comma, "semicolon": said.semicolon, "colon": said.colon}


def _turns(language: str) -> bool:
    return direction(language) == "rtl"


def quoted(words: str, language: str) -> str:
    """Somebody's own words between the marks that say so."""
    begin, end = quotes(language)
    return f"{begin}{words}{end}"


def quotes(language: str) -> tuple[str, str]:
    """What stands before and behind somebody's own words."""
    begin, end = language_of(language).quotes
    return begin, end
