"""Cards as they were shown: since when, how long they were open, and who helped or read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from ..catalogue.questions import Card, Question
from ..changed import replace
from ..languages import N_, format_time, translate, with_semicolons
from .draft import Draft

SHOWN = N_("shown at %(time)s, open for %(minutes)d:%(seconds)02d min")
HELPED = N_("with %(name)s beside")
ALOUD = N_("read aloud by %(name)s")


def was_shown(
    draft: Draft, questions: Iterable[Question], now: str, mark: int, helper: str = ""
) -> Draft:
    """The draft once a page was left: each of its cards was open since the page was reached.

    Both times are the server's: ``now`` for people to read, ``mark`` to count by. ``helper``: who
    of the staff filled it in with the client.
    """
    cards = [question.key for question in questions if isinstance(question, Card)]
    if not cards:
        return draft
    since, seconds = draft.reached.get("at", now), open_for(draft, mark)
    also = {"helped_by": helper} if helper else {}
    shown = {key: _longer(draft.shown.get(key, {}), since, seconds) | also for key in cards}
    return replace(draft, shown={**draft.shown, **shown})


def open_for(draft: Draft, mark: int) -> int:
    """Seconds since the page that is shown was reached."""
    return int(max(0, mark - draft.reached.get("mark", mark)) // 1_000_000)


def read_aloud(draft: Draft, questions: Iterable[Question], by: str) -> Draft:
    """The draft once somebody says that they have read this page's cards aloud."""
    cards = [question.key for question in questions if isinstance(question, Card)]
    read = {key: {**draft.shown.get(key, {}), "read_by": by} for key in cards}
    return replace(draft, shown={**draft.shown, **read})


def in_words(shown: Mapping[str, Any], time_zone: str, language: str) -> str:
    """When and how long a card was open, and with whom; empty where nobody noted it."""
    return with_semicolons(_said(shown, time_zone, language), language) if shown else ""


def _said(shown: Mapping[str, Any], time_zone: str, language: str) -> Iterator[str]:
    minutes, seconds = divmod(shown["seconds"], 60)
    time = format_time(datetime.fromisoformat(shown["at"]), time_zone, language)
    yield translate(SHOWN, language) % {"time": time, "minutes": minutes, "seconds": seconds}
    for name, words in (("helped_by", HELPED), ("read_by", ALOUD)):
        if shown.get(name):
            yield translate(words, language) % {"name": shown[name]}


def _longer(shown: Mapping[str, Any], since: str, seconds: int) -> dict[str, Any]:
    return {"at": since, **shown, "seconds": shown.get("seconds", 0) + seconds}
