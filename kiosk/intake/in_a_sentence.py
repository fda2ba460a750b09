"""In a sentence: what a client tapped on the map and on their main problem, said as they might."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from ..catalogue.regions import OTHER_SIDE
from ..catalogue.spoken import SPOKEN
from ..languages import translate, with_commas

Tap: TypeAlias = tuple[str, str]
"""What was tapped: the kind of answer, and which. Places on both sides are one, without a side."""

LONGEST = 120
SAYS_WHERE = ("work", "gentle", "ask")
"""Marks that say where the problem is, the plainest first."""
ORDER = (
    *("feel", "place", "complaint_onset", "since", "complaint_cause", "complaint_worse"),
    *("complaint_better", "night_waking"),
)
LISTED = {"complaint_worse": "worse", "complaint_better": "better"}


def in_a_sentence(said: Mapping[str, Any], language: str) -> str:
    """One sentence of these answers that fits its field; empty where nothing was tapped."""
    told = taps(said)
    while len(sentence := spoken(told, language)) > LONGEST:
        told = told[:-1]
    return sentence


def taps(said: Mapping[str, Any]) -> tuple[Tap, ...]:
    """What there is to say, what matters most first: the last are left out where room ends."""
    places, feel, since = _places(said)
    worse, better = (_picked(said, key) for key in LISTED)
    onset = _picked(said, "complaint_onset")
    rest = (*places[1:], *_picked(said, "complaint_cause"), *worse[1:], *better[1:])
    first = (*places[:1], *feel, *(onset or since), *worse[:1])
    return (*first, *better[:1], *_picked(said, "night_waking"), *rest)


def spoken(told: tuple[Tap, ...], language: str) -> str:
    """These taps as one sentence."""
    parts = (_part(kind, [key for one, key in told if one == kind], language) for kind in ORDER)
    sentence = with_commas(filter(None, parts), language)
    return sentence[:1].upper() + sentence[1:]


def _part(kind: str, keys: list[str], language: str) -> str:
    if not keys or (kind in LISTED and keys == ["nothing"]):
        return "".join(_word(kind, key, language) for key in keys)
    words = _joined([_word(kind, key, language) for key in keys], language)
    return _word("joined", LISTED[kind], language) % {"when": words} if kind in LISTED else words


def _joined(words: list[str], language: str) -> str:
    if len(words) == 1:
        return words[0]
    both = {"some": with_commas(words[:-1], language), "last": words[-1]}
    return _word("joined", "and", language) % both


def _word(kind: str, key: str, language: str) -> str:
    return translate(SPOKEN[kind][key], language, f"said.{kind}.{key}")


def _picked(said: Mapping[str, Any], key: str) -> tuple[Tap, ...]:
    answer = said.get(key) or ()
    keys = (answer,) if isinstance(answer, str) else answer
    return tuple((key, one) for one in keys if one in SPOKEN[key])


def _places(said: Mapping[str, Any]) -> tuple[tuple[Tap, ...], tuple[Tap, ...], tuple[Tap, ...]]:
    """The main place with those that feel the same, how they feel, and since when the main one."""
    marks = sorted(
        (m for m in said.get("body_marks") or () if m["mark"] in SAYS_WHERE), key=_weight
    )
    if not marks:
        return (), (), ()
    main = marks[0]
    alike = [mark["region"] for mark in marks if mark.get("feel") == main.get("feel")]
    feel, since = (((kind, main[kind]),) if main.get(kind) else () for kind in ("feel", "since"))
    return tuple(("place", key) for key in dict.fromkeys(_both(alike))), feel, since


def _weight(mark: Mapping[str, Any]) -> tuple[int, int]:
    return SAYS_WHERE.index(mark["mark"]), -mark.get("level", 0)


def _both(regions: list[str]) -> Iterator[str]:
    for region in regions:
        both = OTHER_SIDE.get(region) in regions
        yield region.rpartition("_")[0] if both else region
