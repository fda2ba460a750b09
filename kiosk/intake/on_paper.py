"""The intake as a form to fill in by hand: all that a new client may be asked, and who is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..catalogue import CATALOGUE
from ..catalogue.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Condition,
    Has,
    In,
    Is,
    MoreThan,
    Single,
    holds,
    looks_at,
)
from ..catalogue.questions import PickMany, PickOne, Question, Step
from ..frozen import dataclass
from ..languages import quoted, translate, with_semicolons
from .facts import ClinicFacts
from .own_catalogue import own_catalogue
from .wording import choice_label, prompt

LEFT_OUT = ("language", "visit_kind", "review_ok")
"""Questions that paper answers by itself: it is in one language, and is read over as it is."""

MANY = 5
"""More choices than this are not named one by one."""

Known = Mapping[str, Answer]
"""What is settled before anybody has written a word. None: never so on a first visit."""


@dataclass(frozen=True)
class Asked:
    """A question on paper with the choices it may have."""

    question: Question
    only_for: str
    """Who is asked, in words; empty where everybody is."""


@dataclass(frozen=True)
class PaperStep:
    """A step on paper."""

    step: Step
    only_for: str
    asked: tuple[Asked, ...]


def steps_on_paper(clinic: ClinicFacts, language: str) -> tuple[PaperStep, ...]:
    """Every step and question that a new client of this clinic could meet, in order."""
    known = {**_known(clinic), "cards_due": list(clinic.words.keys(language))}
    steps = []
    for step in own_catalogue(clinic, language).steps:
        asked = tuple(_asked(step, known, clinic, language)) if _may(step.when, known) else ()
        if asked:
            notes = tuple(note for note in step.notes if _may(note.when, known))
            step = replace(step, notes=notes)
            steps.append(PaperStep(step, _only_for(step.when, known, clinic, language), asked))
    return tuple(steps)


def _known(clinic: ClinicFacts) -> Known:
    return {
        "visit_kind": "new",
        "agree_due": "yes",
        "changed": None,
        "opened": None,
        "identified": None,
        "walk_up": None,
        "last_note_response": None,
        "clinic_breast_work": "on" if clinic.breast_work else "off",
        "gentle_release_work": "on" if clinic.gentle_release else "off",
        "clinic_has_support_list": "yes" if clinic.support_list else "no",
    }


def _asked(step: Step, known: Known, clinic: ClinicFacts, language: str) -> Iterator[Asked]:
    for question in step.questions:
        if question.key not in LEFT_OUT and _may(question.when, known):
            only_for = _only_for(question.when, known, clinic, language)
            yield Asked(_offered(question, known), only_for)


def _offered(question: Question, known: Known) -> Question:
    if not isinstance(question, PickOne | PickMany):
        return question
    choices = tuple(choice for choice in question.choices if _may(choice.when, known))
    return replace(question, choices=choices)


def _may(condition: Condition | None, known: Known) -> bool:
    """Whether it could come to hold."""
    match condition:
        case None:
            return True
        case AllOf(parts):
            return all(_may(part, known) for part in parts)
        case AnyOf(parts):
            return any(_may(part, known) for part in parts)
    return looks_at(condition) not in known or holds(condition, known)


def _deciding(condition: Condition | None, known: Known) -> tuple[Single, ...]:
    """The single conditions that settle it on paper; none where it holds already."""
    match condition:
        case None:
            return ()
        case AllOf(parts):
            return tuple(one for part in parts for one in _deciding(part, known))
        case AnyOf(parts):
            open_parts = [_deciding(part, known) for part in parts if _may(part, known)]
            return tuple(one for part in open_parts for one in part) if all(open_parts) else ()
    return () if looks_at(condition) in known else (condition,)


def _only_for(condition: Condition | None, known: Known, clinic: ClinicFacts, language: str) -> str:
    told = [_in_words(one, clinic, language) for one in _deciding(condition, known)]
    return translate("Only for: %(whom)s", language) % {"whom": " · ".join(told)} if told else ""


def _in_words(condition: Single, clinic: ClinicFacts, language: str) -> str:
    match condition:
        case Is("is_minor", "yes"):
            return translate("anyone under %(age)d", language) % {"age": clinic.majority_age}
        case Is("is_minor", "no"):
            return translate("anyone of %(age)d or over", language) % {"age": clinic.majority_age}
        case Is(key, value):
            return _labels(key, (value,), language)
        case In(key, values) | Has(key, values):
            return _labels(key, values, language)
        case MoreThan():
            return translate("anyone with more than one", language)
    return translate("anyone who wrote something above", language)


def _labels(key: str, values: tuple[str, ...], language: str) -> str:
    question = CATALOGUE.question(key)
    choices = question.choices if isinstance(question, PickOne | PickMany) else ()
    if len(values) > MANY:
        words = translate("any answer but “%(none)s” to “%(question)s”", language)
        others = (choice_label(question, c, language) for c in choices if c.key not in values)
        left = with_semicolons(others, language)
        return words % {"none": left, "question": prompt(question, language)}
    labels = (choice_label(question, c, language) for c in choices if c.key in values)
    return " · ".join(quoted(label, language) for label in labels)
