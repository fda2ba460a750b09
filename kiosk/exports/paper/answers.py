"""Answers in words of a line, as the pages behind print them."""

from __future__ import annotations

from ...intake.record import Line
from .text import Words, name, plain
from .told import Told

NAMES = frozenset({"phone", "email", "emergency_contact", "guardian_phone"})
"""Typed, but to be dialled or written to: no quotes."""


def in_words(told: Told, line: Line) -> Words:
    """What a line says; nothing where it was left open."""
    if line.answer in (None, "", []):
        return ()
    match line.kind:
        case "words":
            typed = str(line.answer)
            return name(typed) if line.key in NAMES else told.typed(typed)
        case "day":
            return plain(told.day(line.answer))
        case "scale":
            return plain(str(line.answer))
    return plain(told.semicolon.join(line.labels))
