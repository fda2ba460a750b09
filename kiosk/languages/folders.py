"""The languages: a folder each. Nothing else lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import bidirectional

from ..compiled import compiled
from ..frozen import dataclass

if TYPE_CHECKING:
    from babel import Locale

HOME = Path(__file__).parent
SOURCE = "en"
"""The language everything is written in."""
MARKS = ("comma", "semicolon", "colon", "quotes")


@dataclass(frozen=True)
class Language:
    """What the folder of a language says of it."""

    code: str
    name: str
    """In itself."""
    region: str
    """The locale whose days and times it is written with, as CLDR calls it."""
    reviewed: bool
    """Somebody who speaks it has read it, every statement that is signed among it."""
    short_months: Mapping[str, str]
    """Months, by number, that we print shorter than CLDR's short ones."""
    comma: str = ", "
    semicolon: str = "; "
    """What stands between things in a row, with its space."""
    colon: str = ": "
    """What stands between a thing and what is said of it."""
    quotes: Sequence[str] = ("“", "”")
    """What stands before and behind somebody's own words."""

    @cached_property
    def locale(self) -> Locale:
        """Its days, months and times; loaded when they are first said."""
        from babel import Locale

        return Locale.parse(self.region)


@cache
def folders() -> Mapping[str, Language]:
    """Every language that has a folder, whole or not: the source first, the others by code."""
    files = sorted(HOME.glob("*/language.toml"))
    said = compiled(Path(__file__), files, [lambda: {f.parent.name: _read(f) for f in files}], 0)
    codes = sorted(said, key=lambda code: code != SOURCE)
    return {code: _language(code, said[code]) for code in codes}


def _read(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text("utf-8"))
    except ValueError as no:
        raise ValueError(f"{file}: {no}") from no


def _language(code: str, said: Mapping[str, Any]) -> Language:
    name, region = said.get("name", code), said.get("locale", code)
    marks = {mark: said[mark] for mark in MARKS if mark in said}
    reviewed, months = said.get("reviewed") is True, said.get("short_months", {})
    return Language(code, name, region, reviewed, months, **marks)


def language_of(code: str) -> Language:
    """The language of this code; the source for one whose folder is gone."""
    return folders().get(code) or folders()[SOURCE]


def language_name(code: str) -> str:
    """What a language is called in itself, offered or not; its code where its folder is gone."""
    language = folders().get(code)
    return language.name if language else code


def is_reviewed(code: str) -> bool:
    """Whether a native reader has read it, every statement that is signed among it."""
    language = folders().get(code)
    return language is not None and language.reviewed


def direction(code: str) -> Literal["ltr", "rtl"]:
    """Which way the language is written."""
    # As its own name runs: Babel would read all it knows of a language for this one word.
    return "ltr" if bidirectional(language_of(code).name[0]) == "L" else "rtl"
