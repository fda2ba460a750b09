"""Agreements on a client's card: what was said to each last, so that lists open no record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

BEFORE = "agreed:"
"""Stands before the key of an agreement, apart from the questions of a card."""

PARTS = ("answer", "version", "language", "day")


def told(agreed: Iterable[Mapping[str, Any]], day: str, sequence: int) -> dict[str, dict[str, int]]:
    """What a visit of this day said to its cards, as a client's card keeps it."""
    return {
        BEFORE + each["key"]: {" ".join(str(each.get(name, day)) for name in PARTS): sequence}
        for each in agreed
    }


def read(said: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, Any]]:
    """By agreement, what was said to it at the newest visit that asked."""
    found = {}
    for key, answers in said.items():
        if key.startswith(BEFORE):
            last = max(answers, key=lambda words: (answers[words], words))
            parts: dict[str, Any] = dict(zip(PARTS, last.split(" "), strict=True))
            found[key.removeprefix(BEFORE)] = {**parts, "version": int(parts["version"])}
    return found
