"""Words in ``<bdi>`` given their own direction, as a browser does it: the press does not.

Else a phone number on an Arabic paper reads "0100 555", and an Arabic sentence on an English one
ends in its full stop at the wrong side.
"""

from __future__ import annotations

import re
from html import unescape
from unicodedata import bidirectional

from .faces import TAG

ISOLATED = re.compile(r'<bdi((?: lang="[^"]*")?)>(.*?)</bdi>', re.DOTALL)
PAGE = re.compile(r'<html[^>]* dir="(ltr|rtl)"')


def with_own_direction(html: str) -> str:
    """The page with every ``<bdi>`` that runs otherwise than the page told so."""
    page = PAGE.search(html)
    runs = page[1] if page else "ltr"

    def told(found: re.Match[str]) -> str:
        own = direction_of(unescape(TAG.sub("", found[2])))
        return found[0] if own == runs else f'<bdi{found[1]} dir="{own}">{found[2]}</bdi>'

    return ISOLATED.sub(told, html)


def direction_of(text: str) -> str:
    """Which way words run: as their first letter does, and numbers alone as they are dialled."""
    kinds = (bidirectional(sign) for sign in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"
