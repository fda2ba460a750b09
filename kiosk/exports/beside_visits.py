"""What stands beside the row of a visit: corrections, agreements and marks, a row each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..catalogue import CATALOGUE
from ..intake.withdrawn import ASKED_BY, HOW, safe_answer
from ..intake.wording import answer_in_words, marks
from ..languages import N_, language_name, translate
from .cells import Cell, InWords, answer_of, heading_of, still_there
from .exported import Exported
from .values import says

Row = Sequence[Cell]
Names = Mapping[str, str]


class Sheet(NamedTuple):
    """A table beside the visits."""

    title: str
    titles: tuple[str, ...]
    rows: Callable[[Exported, InWords, Names], Iterator[Row]]
    """Of one visit; each begins with its record and its day."""


def _corrections(one: Exported, words: InWords, names: Names) -> Iterator[Row]:
    """What was put right, and what was taken back."""
    language = words.language
    for each in one.kept.get("put_right", ()):
        was, now = (_worded(each["question"], each[name], language) for name in ("before", "now"))
        by = names.get(each["by"], each["by"])
        asked = heading_of(each["question"], language)
        yield (*_of(one, words), asked, was, now, each["reason"], words.moment(each["at"]), by)
    for each in one.kept.get("withdrawn", ()):
        card = each["card"]
        was, now = (
            answer_of(card, said, language)
            for said in (each["said"], safe_answer(card, each["said"]))
        )
        asker, way = ASKED_BY[each["asked_by"]], HOW[each["how"]]
        who = (translate(asker, language), translate(way, language))
        by = names.get(each["by"], each["by"])
        asked = words.title(card)
        yield (*_of(one, words), asked, was, now, ", ".join(who), words.moment(each["at"]), by)


def _agreements(one: Exported, words: InWords, _: Names) -> Iterator[Row]:
    """Each that was shown, and each that was carried from an earlier visit with its day.

    As they were given; that one was taken back since stands among what was put right.
    """
    language = words.language
    given = {each["card"]: each["said"] for each in one.kept.get("withdrawn", ())}
    for each in one.kept["agreements"]:
        title, label = words.agreement(each)
        at, spoken = words.moment(each["answered_at"]), language_name(each["language"])
        yield (*_of(one, words), title, each["version"], label, at, spoken, None)
    for key, was in (one.kept.get("carried") or {}).items():
        if key.startswith("consent_"):
            label = answer_of(key, given.get(key, was["said"]), language)
            asked, on = words.title(key), words.day(was["on"])
            yield (*_of(one, words), asked, None, label, None, None, on)


def _marks(one: Exported, words: InWords, _: Names) -> Iterator[Row]:
    for mark in marks(still_there(says(one).get("body_marks") or ()), words.language):
        said = (mark.region_label, mark.mark_label, mark.feel_label, mark.level, mark.since_label)
        yield (*_of(one, words), *(part if part != "" else None for part in said))


def _of(one: Exported, words: InWords) -> tuple[Cell, Cell]:
    return one.kept["id"], words.day(one.kept.get("visit_day", ""))


def _worded(key: str, said: Any, language: str) -> Cell:
    if key not in CATALOGUE.keys:
        return str(said)
    return answer_in_words(CATALOGUE.question(key), said, language) or None


SHEETS = (
    Sheet(
        N_("Corrections"),
        (
            *(N_("Record"), N_("Day"), N_("Question"), N_("Before"), N_("Now"), N_("Reason")),
            *(N_("When"), N_("By")),
        ),
        _corrections,
    ),
    Sheet(
        N_("Agreements"),
        (
            *(N_("Record"), N_("Day"), N_("Agreement"), N_("Version"), N_("Answer")),
            *(N_("When"), N_("Language"), N_("From an earlier visit")),
        ),
        _agreements,
    ),
    Sheet(
        N_("Body map"),
        (
            *(N_("Record"), N_("Day"), N_("Place"), N_("What to do"), N_("Feels")),
            *(N_("0 to 10"), N_("Since")),
        ),
        _marks,
    ),
)
