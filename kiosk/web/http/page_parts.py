"""Parts of pages, as their templates draw them: each a thing with names. None is none of them."""

from __future__ import annotations

from collections.abc import Iterable

from ...frozen import dataclass
from ...languages import LANGUAGES


@dataclass(frozen=True)
class Link:
    """An address with its words; where a press leads, or what a button sends."""

    url: str
    text: str
    here: bool = False
    """Whether it is the page that is shown."""


@dataclass(frozen=True)
class Choice:
    """One of several things that can be chosen."""

    value: str
    text: str
    note: str = ""

    @property
    def lang(self) -> str:
        """The language of its words, where they are that language's own name; else the page's."""
        return self.value if LANGUAGES.get(self.value) == self.text else ""


@dataclass(frozen=True)
class Sent:
    """A field that a form sends along as it stands."""

    name: str
    value: str


@dataclass(frozen=True)
class Tag:
    """A few words about a row."""

    text: str
    tone: str = ""
    """Empty, alert or ok."""


def choices(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """Choices of values and their words."""
    return tuple(Choice(value, text) for value, text in pairs)
