"""What one row of a list needs of a record, without opening the whole of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from ..intake.record import what_stands

_JSON = json.JSONDecoder()

NOTHING_SAID: Mapping[str, Any] = {"answers": {}, "flags": (), "agreements": ()}


@dataclass(frozen=True)
class Listed:
    """A record as a list shows it; whoever opens it gets all of it, checked."""

    id: str
    sequence: int
    visit_day: str
    """ISO date in the clinic's time zone."""
    signed_at: datetime
    read_at: datetime | None
    therapist_id: str
    """Empty until a therapist took the visit."""
    answers: dict[str, Any]
    severities: tuple[str, ...]
    """Of the flags that fired, in print order."""
    been_before: bool = False
    """Went on as new and said to have been here before."""
    whole: bool = True
    """False where what is kept cannot be read: a list names it, and shows the others."""


def listed(row: Row[Any], content: bytes) -> Listed:
    """The row with its answers and the severities of its flags. No content cannot be read."""
    text = content.decode()
    return Listed(
        row.id,
        row.sequence,
        row.visit_day,
        row.signed_at,
        row.read_at,
        row.therapist_id,
        _said(text),
        tuple(flag["severity"] for flag in _part(text, "flags") or ()),
        been_before=(_part(text, "facts") or {}).get("been_before") == "yes",
        whole=bool(content),
    )


def unreadable(row: Row[Any]) -> dict[str, Any]:
    """What an export says of a record that cannot be read."""
    known = {"id": row.id, "signed_at": row.signed_at.isoformat(), "unreadable": True}
    return {**known, **dict.fromkeys(("language", "catalogue_version"), ""), **NOTHING_SAID}


def _said(text: str) -> dict[str, Any]:
    """What was asked that day, over what was carried from earlier visits."""
    return what_stands(_part(text, "carried"), _part(text, "answers"))


def _part(text: str, name: str) -> Any:
    """One top-level part of a canonical record; None where it has no such part.

    The rest is left unread: it is nine tenths of the text. Inside a string every quote has a
    backslash in front, so the mark is found nowhere but before the part itself, or before a
    part of a part, which in a record never has one of these names.
    """
    mark = f'"{name}":'
    for lead in ("{", ","):
        at = text.find(lead + mark)
        if at >= 0:
            return _JSON.raw_decode(text, at + 1 + len(mark))[0]
    return None
