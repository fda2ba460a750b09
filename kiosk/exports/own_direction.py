"""Words that run otherwise than the page kept by themselves, each with its own direction.

Those in ``<bdi>`` are told their direction, as a browser does it: the press does not. Else a phone
number on an Arabic paper reads "0100 555", and an Arabic sentence on an English one ends in its
full stop at the wrong side. Names that stand among our own words are put into one: else a Latin
name on an Arabic paper draws the day behind it to its own side, "Mei Tanaka, 10" of March.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from unicodedata import bidirectional

from .faces import TAG

ISOLATED = re.compile(r'<bdi((?: lang="[^"]*")?)>(.*?)</bdi>', re.DOTALL)
PAGE = re.compile(r'<html[^>]* dir="(ltr|rtl)"')

RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
"""The scripts that are read from right to left, with all their signs."""
LETTER = {"rtl": rf"(?![{RIGHT}])[^\W\d_]", "ltr": rf"(?=[{RIGHT}])[^\W\d_]"}
"""By how the page runs, a letter that runs otherwise."""
AMONG = r"(?:[ '’./@_-]|&(?:#39|amp);)+"
"""What may stand within a name, or between two words of one."""
KEPT = r"<(?P<whole>bdi|svg|head)\b.*?</(?P=whole)>|<[^>]*>|&[^;]*;"
"""What is left as it is: what is by itself already, drawings, tags, and signs spelt out."""


def with_own_direction(html: str) -> str:
    """The page with every ``<bdi>`` that runs otherwise than the page told so."""
    page = PAGE.search(html)
    runs = page[1] if page else "ltr"
    html = _by_themselves(html, runs)

    def told(found: re.Match[str]) -> str:
        own = direction_of(unescape(TAG.sub("", found[2])))
        return found[0] if own == runs else f'<bdi{found[1]} dir="{own}">{found[2]}</bdi>'

    return ISOLATED.sub(told, html)


def _by_themselves(html: str, runs: str) -> str:
    """The page with all words that run otherwise in a ``<bdi>`` of their own."""
    found = _otherwise(runs)
    if not re.search(LETTER[runs], html):
        return html
    return found.sub(lambda some: f"<bdi>{some[0]}</bdi>" if some["words"] else some[0], html)


@cache
def _otherwise(runs: str) -> re.Pattern[str]:
    letter = LETTER[runs]
    word = rf"{letter}(?:{letter}|\d|[\u0300-\u036f\u064b-\u0670])*"
    return re.compile(rf"{KEPT}|(?P<words>{word}(?:{AMONG}{word})*)", re.DOTALL)


def direction_of(text: str) -> str:
    """Which way words run: as their first letter does, and numbers alone as they are dialled."""
    kinds = (bidirectional(sign) for sign in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"
