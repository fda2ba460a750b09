"""The past: an earlier visit, as far as a later one may know it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from datetime import date
from types import MappingProxyType
from typing import Any

from ..frozen import dataclass


@dataclass(frozen=True)
class Past:
    """One earlier visit, as far as a later one may know it."""

    day: str
    """ISO date."""
    answers: Mapping[str, Any]
    """Of the questions asked that day: None where one was left open."""
    agreements: tuple[Mapping[str, Any], ...] = ()
    """The cards answered that day, as the record keeps them."""
    signer: str = "client"
    is_minor: bool = False
    corrected: Mapping[str, Any] = field(default_factory=dict)
    """What staff have put right since, by question id."""
    kept: frozenset[str] = frozenset()
    """Questions that were not asked that day, for their earlier answers stood."""


def past_of(
    record: Mapping[str, Any],
    corrected: Mapping[str, Any],
    taken_back: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> Past:
    """An earlier visit from its record, as JSON has it, with what was put right since.

    ``taken_back``: by card, what one that was taken back counts as, and since which ISO day.
    """
    back = {
        card: {"answer": now, "day": day, "taken_back": day}
        for card, (now, day) in taken_back.items()
    }
    return Past(
        record["visit_day"],
        record["answers"],
        tuple({**each, **back.get(each["key"], {})} for each in record.get("agreements", ())),
        record.get("signer", "client"),
        bool(record.get("is_minor")),
        corrected,
        frozenset(record.get("carried") or ()),
    )


def older_than(months: int, since: str, day: date) -> bool:
    """Whether more than so many months lie between an ISO date and a day."""
    began = date.fromisoformat(since)
    passed = (day.year - began.year) * 12 + day.month - began.month
    return passed > months or (passed == months and day.day > began.day)


def months_later(months: int, since: str) -> str:
    """The last ISO date that is no more than so many months after another."""
    began = date.fromisoformat(since)
    years, month = divmod(began.month - 1 + months, 12)
    for day in range(began.day, 0, -1):
        with suppress(ValueError):
            return began.replace(began.year + years, month + 1, day).isoformat()
    raise ValueError(since)
