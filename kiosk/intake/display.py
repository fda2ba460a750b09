"""The display a client asks for on any page of the walk: language, size of text, theme."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from .draft import Draft

DISPLAY = ("language", "text", "theme")
"""Buttons for the page itself: shown again from its head."""


def with_display(draft: Draft, kind: str, value: str, offered: Container[str]) -> Draft | None:
    """The draft shown like this from now on; None for what no button asks for.

    ``offered``: the languages of the clinic.
    """
    match kind, value:
        case "language", code if code in offered:
            return replace(draft, answers={**draft.answers, "language": code})
        case "text", "100" | "133" | "200":
            return replace(draft, text=value)
        case "theme", "light" | "dark" | "bold":
            return replace(draft, theme=value)
    return None
