"""Was it done as it was asked for? What the note says beside what the client said, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.after import SESSION_NOTE
from ..catalogue.questions import Question
from ..catalogue.regions import REGION
from ..languages import N_, translate, with_semicolons
from .kept_off import is_without_yes, spared_by
from .session_note import FIRMNESS, departed_from_plan
from .treatment import Treatment
from .wording import answer_in_words, in_words

FEELINGS = N_("When feelings came: asked for “%(plan)s”, done “%(done)s”.")
PRESSURE = N_("Pressure: asked for “%(plan)s”, most used “%(done)s”.")
AWAY = N_("To be left alone, and worked: %(places)s.")
NO_YES = N_("Worked, and no yes in the room was noted: %(places)s.")
LEFT_OUT = N_("Asked for, and not worked: %(places)s.")


def differences(
    says: Mapping[str, Any],
    treatment: Treatment,
    answers: Mapping[str, Any],
    language: str,
    *,
    is_minor: bool,
) -> tuple[str, ...]:
    """Everything in which the session went otherwise than its client asked, each in a sentence."""
    return (
        *_feelings(says, answers, language),
        *_pressure(says, answers, language),
        *_named(AWAY, _away(says, answers), language),
        *_named(NO_YES, _without_yes(says, treatment, answers, is_minor=is_minor), language),
        *_named(LEFT_OUT, _left_out(says, answers), language),
    )


def _feelings(says: Mapping[str, Any], answers: Mapping[str, Any], language: str) -> Iterator[str]:
    if departed_from_plan(says, answers):
        plan = in_words(CATALOGUE.question("feelings_first"), says["feelings_first"], language)
        done = answer_in_words(_of_note("note_feelings_done"), _done(answers), language)
        yield translate(FEELINGS, language) % {"plan": plan, "done": done}


def _done(answers: Mapping[str, Any]) -> Any:
    return answers.get("note_feelings_done")


def _pressure(says: Mapping[str, Any], answers: Mapping[str, Any], language: str) -> Iterator[str]:
    asked, used = says.get("pressure"), answers.get("note_pressure")
    if used and FIRMNESS.get(str(asked), used) != used:
        plan = in_words(CATALOGUE.question("pressure"), asked, language)
        done = answer_in_words(_of_note("note_pressure"), used, language)
        yield translate(PRESSURE, language) % {"plan": plan, "done": done}


def _away(says: Mapping[str, Any], answers: Mapping[str, Any]) -> Iterator[str]:
    marked = set(_marked(says.get("body_marks"), "avoid"))
    spared = spared_by(says)
    return (each for each in _worked(answers) if each in marked or each in spared)


def _without_yes(
    says: Mapping[str, Any], treatment: Treatment, answers: Mapping[str, Any], *, is_minor: bool
) -> Iterator[str]:
    has_none = partial(is_without_yes, says, treatment, is_minor=is_minor)
    return filter(has_none, _worked(answers))


def _left_out(says: Mapping[str, Any], answers: Mapping[str, Any]) -> Iterator[str]:
    worked = set(_worked(answers))
    asked = _marked(says.get("body_marks"), "work") if answers.get("note_regions") else ()
    return (each for each in asked if each not in worked)


def _worked(answers: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_marked(answers.get("note_regions"), "work"))


def _marked(marks: Any, mark: str) -> Iterator[str]:
    return (each["region"] for each in marks or () if each["mark"] == mark)


def _named(words: str, places: Iterable[str], language: str) -> Iterator[str]:
    labels = (translate(REGION[p].label, language, f"region.{p}") for p in places)
    named = with_semicolons(labels, language)
    if named:
        yield translate(words, language) % {"places": named}


def _of_note(key: str) -> Question:
    return next(each for each in SESSION_NOTE.questions if each.key == key)
