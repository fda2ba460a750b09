"""Lines of the paper: short runs of text that look one way each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from ...frozen import dataclass


@dataclass(frozen=True)
class Run:
    """Some words of a line, and how they look."""

    text: str
    look: Literal["plain", "strong", "small", "big", "name", "quote"] = "plain"
    """``name`` and ``quote`` are a client's own words: kept apart from ours, the second quoted."""
    marks: tuple[str, str] = ("", "")
    """What stands around a quote."""
    language: str = ""
    """Which language a quote or a name is in, where that is not the paper's."""


Words: TypeAlias = tuple[Run, ...]
"""A line, or a part of one."""


def plain(text: str) -> Words:
    """Our words."""
    return (Run(text),) if text else ()


def strong(text: str) -> Words:
    """Words a therapist must not miss."""
    return (Run(text, "strong"),) if text else ()


def small(text: str) -> Words:
    """Words that may be read later."""
    return (Run(text, "small"),) if text else ()


def name(text: str, language: str = "") -> Words:
    """Who or how to reach someone, as typed; or what something is called in another language."""
    return (Run(text, "name", language=language),) if text else ()


def quote(text: str, marks: tuple[str, str], language: str = "") -> Words:
    """What somebody typed, in quotes."""
    return (Run(text, "quote", marks, language),) if text else ()


def joined(parts: Iterable[Words], between: str) -> Words:
    """The parts that are not empty, with something between them."""
    kept = [part for part in parts if part]
    gap = (Run(between),)
    return tuple(run for i, part in enumerate(kept) for run in ((*gap, *part) if i else part))


def line(*sentences: Words) -> tuple[Words, ...]:
    """The sentences as one line; no line at all where none says anything."""
    words = joined(sentences, " ")
    return (words,) if words else ()
