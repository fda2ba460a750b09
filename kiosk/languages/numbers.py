"""Numbers for people, as Unicode's CLDR has them for each language; programs have their own."""

from __future__ import annotations

from .folders import language_of


def format_number(number: float, language: str) -> str:
    """A number with one decimal at most: "1.5", "1,5"; thousands stay together."""
    from babel.numbers import format_decimal

    return format_decimal(number, "0.#", locale=language_of(language).locale, group_separator=False)
