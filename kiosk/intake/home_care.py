"""Home care: which ideas do not suit a client, and which answers say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.conditions import Answers, Has, In, Is, holds, met_parts
from ..catalogue.home_care import IDEAS, Idea
from ..catalogue.questions import Choice, PickMany, PickOne, Question
from ..frozen import dataclass
from ..languages import N_, asked_and_said, translate, with_semicolons
from .facts import SUMS
from .wording import labels, prompt

DOES_NOT_SUIT = N_("One of these ideas does not suit this client: below the list is why.")
TWO_AT_MOST = N_("Choose one or two places: more is seldom done.")
MOST_AREAS = 2


@dataclass(frozen=True)
class HiddenIdea:
    """An idea that is not offered, and what the client said against it."""

    title: str
    because: tuple[str, ...]
    """Each a question with the answers that speak against it."""


def hidden_ideas(known: Answers) -> tuple[Idea, ...]:
    """The ideas that are kept from the therapist's list for what is known of the client."""
    return tuple(idea for idea in IDEAS if idea.not_if and holds(idea.not_if, known))


def hidden_in_words(known: Answers, language: str) -> tuple[HiddenIdea, ...]:
    """The same with what speaks against each, in words."""
    return tuple(
        HiddenIdea(
            translate(idea.title, language, f"home.{idea.key}.title"),
            tuple(_reasons(idea, known, language)),
        )
        for idea in hidden_ideas(known)
    )


def wrong_in_plan(answers: Mapping[str, Any], known: Answers) -> dict[str, str]:
    """By question, what of a plan for home cannot be signed for this client."""
    hidden = {idea.key for idea in hidden_ideas(known)}
    wrong = {}
    if hidden & set(_several(answers, "note_home_care")):
        wrong["note_home_care"] = DOES_NOT_SUIT
    if len(_several(answers, "home_areas")) > MOST_AREAS:
        wrong["home_areas"] = TWO_AT_MOST
    return wrong


def _several(answers: Mapping[str, Any], key: str) -> Sequence[str]:
    return tuple(answers.get(key) or ())


def _reasons(idea: Idea, known: Answers, language: str) -> Iterator[str]:
    """One for each question: only the answers that the conditions name, not what else was said."""
    named: dict[str, list[str]] = {}
    for part in _on_answers(idea, known):
        said = known[part.key] if isinstance(part, Has) else [known[part.key]]
        values = [part.value] if isinstance(part, Is) else part.values
        named.setdefault(part.key, []).extend(key for key in said if key in values)
    for key, against in named.items():
        question = CATALOGUE.question(key)
        chosen = [choice.key for choice in _choices(question) if choice.key in against]
        asked = prompt(question, language)
        said = with_semicolons(labels(question, chosen, language), language)
        yield asked_and_said(asked, said, language)


def _on_answers(idea: Idea, known: Answers) -> Iterator[Has | Is | In]:
    for part in met_parts(idea.not_if, known):
        summed = SUMS.get(part.key) if isinstance(part, Is) else None
        for one in met_parts(summed, known) if summed else (part,):
            if not isinstance(one, Has | Is | In):
                raise TypeError(f"no words for {one!r}: teach them here")
            yield one


def _choices(question: Question) -> Iterator[Choice]:
    yield from question.choices if isinstance(question, PickOne | PickMany) else ()
