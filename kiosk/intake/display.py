"""The display a client asks for on any page of the walk: its language, its look, its pace."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from ..changed import replace
from .draft import Draft

WAYS: Mapping[str, tuple[str, ...]] = {
    "text": ("100", "133", "200"),
    "theme": ("light", "dark", "bold"),
    "shows": ("words", "pictures"),
    "pace": ("page", "one"),
    "taps": ("usual", "large"),
}
"""Every choice of the display but the language, by the part of the draft that keeps it: the size
of words, the colours, whether choices show a picture, how many questions stand on a page, and how
large what is tapped is. None of them changes what is asked or kept."""

DISPLAY = ("language", *WAYS)
"""Buttons for the page itself: shown again from its head."""

LASTS = ("text", "theme", "taps")
"""Of them, what the thank-you is still shown in."""


def with_display(draft: Draft, kind: str, value: str, offered: Container[str]) -> Draft | None:
    """The draft shown like this from now on; None for what no button asks for.

    ``offered``: the languages of the clinic.
    """
    if kind == "language" and value in offered:
        return replace(draft, answers={**draft.answers, "language": value})
    if value in WAYS.get(kind, ()):
        part: dict[str, Any] = {kind: value}
        return replace(draft, **part)
    return None


def looks_of(draft: Draft) -> tuple[Any, ...]:
    """All of it, to tell whether a page must be shown anew."""
    return draft.answers.get("language"), *(getattr(draft, kind) for kind in WAYS)
