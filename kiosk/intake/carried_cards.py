"""Agreements over the visits: which still hold, since when, and which are due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from .agreement_words import CONTENT, SLOTS
from .facts import ClinicFacts
from .past import Past, older_than


def last_said(past: Iterable[Past]) -> dict[str, dict[str, Any]]:
    """Each agreement as it was last answered, with who answered and when.

    What one that was taken back counts as, it counts as since that day.
    """
    known = {*CONTENT, *SLOTS}
    return {
        agreement["key"]: {"day": visit.day, **agreement, "signer": visit.signer}
        for visit in past
        for agreement in visit.agreements
        if agreement["key"] in known
    }


def holds(key: str, said: Mapping[str, Any], day: date, clinic: ClinicFacts) -> bool:
    """Whether what was said to this card still counts on a day."""
    card = clinic.words.card(key, str(said["language"]))
    return (
        card is not None
        and card.valid == "year"
        and said["version"] == card.statement.version
        and said["answer"] != "talk_first"
        and not older_than(clinic.valid_months, said["day"], day)
    )


def missing(cards: Mapping[str, Mapping[str, Any]], day: date, clinic: ClinicFacts) -> int:
    """How many of the yearly cards will be asked on a day of whoever said this to them last."""
    clinic = replace(clinic, words=clinic.words.on(day.isoformat()))
    yearly = [key for key, card in CONTENT.items() if card.valid == "year"]
    asked = (*yearly, *clinic.words.own)
    return sum(not (k in cards and holds(k, cards[k], day, clinic)) for k in asked)


def is_reworded(key: str, said: Mapping[str, Any], clinic: ClinicFacts) -> bool:
    """Whether the card has other words by now."""
    card = clinic.words.card(key, str(said["language"]))
    return bool(card and said["version"] != card.statement.version)


def words(said: Mapping[str, Any]) -> dict[str, str]:
    """The words it was said to, their language, and the day."""
    return {name: str(said[name]) for name in ("text", "language")} | {"on": said["day"]}


def taken_back(cards: Mapping[str, Mapping[str, Any]], since: str) -> dict[str, str]:
    """The day on which each card was taken back that was so on this ISO day or later."""
    back = {key: str(said["taken_back"]) for key, said in cards.items() if "taken_back" in said}
    return {key: day for key, day in back.items() if day >= since}
