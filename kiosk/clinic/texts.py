"""Texts of the clinic's own, in each language, kept as one."""

from __future__ import annotations

import json
from collections.abc import Mapping

OWN = "own"
"""Where a text stands that was written before it could be in several languages."""


def by_language(kept: str) -> dict[str, str]:
    """The text of each language that has one."""
    if not kept:
        return {}
    try:
        texts = json.loads(kept)
    except ValueError:
        return {OWN: kept}
    return texts if isinstance(texts, dict) else {OWN: kept}


def kept_texts(texts: Mapping[str, str]) -> str:
    """The texts as they are kept; empty where all of them are."""
    written = {code: text for code, text in texts.items() if text}
    return json.dumps(written, ensure_ascii=False, sort_keys=True) if written else ""


def in_language(kept: str, language: str, own: str) -> str:
    """The text in this language, else in the clinic's own, else in any there is."""
    texts = by_language(kept)
    for code in (language, own, OWN):
        if texts.get(code):
            return texts[code]
    return next(iter(texts.values()), "")
