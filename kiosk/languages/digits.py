"""Digits as people type them: those of every script are digits."""

from __future__ import annotations

from unicodedata import decimal


def plain_digits(text: str) -> str:
    """The same with every decimal digit as 0 to 9: "１０:٣٠" is "10:30"."""
    if text.isascii():
        return text
    return "".join(str(decimal(c)) if c.isdecimal() else c for c in text)
