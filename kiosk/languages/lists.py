"""How things are listed: what stands between them, as a language writes it."""

from __future__ import annotations

from collections.abc import Iterable

from .folders import language_of


def with_commas(things: Iterable[str], language: str) -> str:
    """These in a row, lightly kept apart: "tight, 3, new"."""
    return language_of(language).comma.join(things)


def with_semicolons(things: Iterable[str], language: str) -> str:
    """These in a row, some of which have commas of their own."""
    return language_of(language).semicolon.join(things)
