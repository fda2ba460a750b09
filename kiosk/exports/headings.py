"""What each column is called, in the language of whoever reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..catalogue.agreements import OWN
from ..catalogue.questions import BodyMarks, Card, PickMany, Question
from ..catalogue.regions import REGION
from ..intake.wording import choice_label, staff_prompt, title
from ..languages import N_, translate
from .columns import Column

WHY = N_("%(question)s: why it is empty")


def headings(columns: Iterable[Column], language: str) -> list[str]:
    """One heading a column, no two alike: what would read the same says its step, or its id."""
    found = list(columns)
    words = [heading(column, language) for column in found]
    for more in (_with_step, _with_id):
        many = Counter(words)
        words = [
            more(column, said, language) if many[said] > 1 else said
            for column, said in zip(found, words, strict=True)
        ]
    return words


def heading(column: Column, language: str) -> str:
    """What a column is called, whatever others are."""
    if column.own:
        return translate(column.own.title, language)
    if column.question is None:
        raise TypeError(f"no heading for {column.key}")
    asked = _asked(column.question, language)
    if isinstance(column.question, BodyMarks) and column.step and column.part == "answers":
        asked = title(column.step, language)
    if column.part == "missing":
        return translate(WHY, language) % {"question": asked}
    return f"{asked}: {_choice(column, language)}" if column.choice else asked


def _asked(question: Question, language: str) -> str:
    """What is asked; of an agreement of the clinic's own which of them it is."""
    if isinstance(question, Card) and question in OWN:
        number = {"number": OWN.index(question) + 1}
        return translate(N_("The clinic's own agreement %(number)d"), language) % number
    return staff_prompt(question, language)


def _choice(column: Column, language: str) -> str:
    match column.question:
        case PickMany(choices=choices) as question:
            picked = next(each for each in choices if each.key == column.choice)
            return choice_label(question, picked, language)
        case BodyMarks():
            return region(column.choice, language)
    raise TypeError(f"no choices in {column.key}")


def region(key: str, language: str) -> str:
    """A place on the body in words."""
    return translate(REGION[key].label, language, f"region.{key}")


def _with_step(column: Column, said: str, language: str) -> str:
    return f"{title(column.step, language)}: {said}" if column.step else said


def _with_id(column: Column, said: str, language: str) -> str:
    return f"{said} [{column.key}]"
