"""What somebody wants to say to their therapist alone: answers that others are not shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

FOR_A_PRIVATE_TALK: Mapping[str, frozenset[str]] = {
    "private_word": frozenset({"yes"}),
    "today_private": frozenset({"yes"}),
    "after_release": frozenset({"talk"}),
    "pregnancy": frozenset({"in_private"}),
    "cancer": frozenset({"in_private"}),
    "mind": frozenset({"in_private"}),
}
"""By question, the choices that ask for it."""

Kept = Mapping[str, Any]


def asks(key: str, said: Any) -> bool:
    """Whether an answer asks for a private talk, or holds a choice that does."""
    return said is not None and bool(_picked(said) & FOR_A_PRIVATE_TALK.get(key, frozenset()))


def without(kept: Kept) -> tuple[Kept, frozenset[str]]:
    """A record's plain JSON without what is for a private talk, and the questions it was said to.

    That somebody wants to talk is told, as everywhere; to which question they said so is not
    told by what is left.
    """
    held = frozenset(_asking(kept))
    if not held:
        return kept, held
    answers = {key: _rest(key, said) for key, said in kept["answers"].items()}
    carried = {
        key: {**was, "said": _rest(key, was["said"])}
        for key, was in (kept.get("carried") or {}).items()
    }
    left = {
        "answers": {key: said for key, said in answers.items() if key not in held or said},
        "carried": {key: was for key, was in carried.items() if key not in held or was["said"]},
    }
    right = [each for each in kept.get("put_right", ()) if each["question"] not in held]
    return {**kept, **left, "put_right": right}, held


def _asking(kept: Kept) -> Iterator[str]:
    """The questions that were answered so, now or before it was put right."""
    answers, carried = kept["answers"], kept.get("carried") or {}
    for key in FOR_A_PRIVATE_TALK:
        if asks(key, answers.get(key)) or asks(key, carried.get(key, {}).get("said")):
            yield key
    for each in kept.get("put_right", ()):
        if asks(each["question"], each["before"]) or asks(each["question"], each["now"]):
            yield each["question"]


def _rest(key: str, said: Any) -> Any:
    """An answer without the choices that ask for it; None where nothing else was said."""
    if isinstance(said, list) and asks(key, said):
        return [each for each in said if each not in FOR_A_PRIVATE_TALK[key]] or None
    return None if asks(key, said) else said


def _picked(said: Any) -> set[str]:
    if isinstance(said, str):
        return {said}
    return set(said) if isinstance(said, list) and all(isinstance(s, str) for s in said) else set()
