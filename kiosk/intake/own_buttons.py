"""Own buttons: what a step has beside going on. They keep its answers and show it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .draft import Draft
from .in_a_sentence import in_a_sentence
from .visit import Visit

OWN = frozenset({("body_map", "marks"), ("body_map", "unmark"), ("story", "words")})
"""Step and button. ``unmark`` takes one mark off; ``words`` says the taps in one sentence."""

WORDS = "complaint_words"


def pressed(visit: Visit, draft: Draft, given: Mapping[str, Any], go: str) -> Mapping[str, Any]:
    """What a post says, with what its button does to it."""
    button, _, which = go.partition(":")
    if button == "unmark":
        left = [mark for mark in given.get("body_marks") or () if mark["region"] != which]
        return {**given, "body_marks": left or None}
    if button == "words" and not _own_words(visit, draft, given):
        return {**given, WORDS: _sentence(visit, draft, given) or None}
    return given


def news_of(visit: Visit, draft: Draft, given: Mapping[str, Any], go: str) -> str:
    """What is said at the field of the words once that button was pressed."""
    if go != "words":
        return ""
    if _own_words(visit, draft, given):
        return f"own_words:{WORDS}"
    return f"{'worded' if _sentence(visit, draft, given) else 'no_taps'}:{WORDS}"


def _own_words(visit: Visit, draft: Draft, given: Mapping[str, Any]) -> bool:
    """Whether something else stands there than what the taps said until now: it is theirs."""
    return given.get(WORDS) not in (None, _sentence(visit, draft, {}))


def _sentence(visit: Visit, draft: Draft, given: Mapping[str, Any]) -> str:
    known = visit.known({**draft.answers, **{k: v for k, v in given.items() if v is not None}})
    emptied = {key: None for key, value in given.items() if value is None}
    return in_a_sentence({**known, **emptied}, str(draft.says("language")) or "en")
