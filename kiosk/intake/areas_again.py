"""The private areas once more: what a client may answer anew, and sign, before the session."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.conditions import Answers, holds
from ..catalogue.questions import Card, Step
from .record import Agreement, PutRight, Record
from .treatment import AREAS, Treatment
from .wording import labels, prompt, statement_text

SENSITIVE = next(step for step in CATALOGUE.steps if step.key == "sensitive")
SIGNATURE = "signature"


def areas_step(treatment: Treatment, known: Answers) -> Step:
    """The page's questions: each area that this clinic works on, and a signature under them.

    What somebody said no to in the room stays a no, and is not asked.
    """
    no = {each.area for each in treatment.answers if each.answer == "no"}
    opened = {**known, "any_sensitive": "choose"}
    cards = (each for each in SENSITIVE.questions if isinstance(each, Card) and each.key not in no)
    asked = tuple(each for each in cards if each.when is None or holds(each.when, opened))
    return replace(SENSITIVE, questions=(*asked, CATALOGUE.question(SIGNATURE)))


def as_shown(step: Step, areas: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """What was signed, word for word, as it was shown and answered."""
    cards = (each for each in step.questions if isinstance(each, Card))
    said = ((each, areas.get(each.key, "")) for each in cards)
    return [_card(card, answer, language) for card, answer in said if answer in card.offered]


def is_anew(right: PutRight) -> bool:
    """Whether it is a private area that the client signed anew: staff put none of them right."""
    return right.question in AREAS


def agreed_anew(visit: Record) -> Iterator[Agreement]:
    """The private areas of this visit that were signed anew since, each as it was answered last."""
    last = {right.question: right for right in visit.put_right if is_anew(right)}
    for area, right in last.items():
        card = CATALOGUE.question(area)
        if isinstance(card, Card):
            shown = _card(card, right.now, visit.language)
            yield Agreement(**shown, kind="private", answered_at=right.at)


def _card(card: Card, answer: str, language: str) -> dict[str, Any]:
    text = statement_text(card.statement, language)
    return {
        "key": card.key,
        "title": prompt(card, language),
        "text": text,
        "text_hash": hashlib.sha256(text.encode()).hexdigest(),
        "version": card.statement.version,
        "language": language,
        "answer": answer,
        "answer_label": "".join(labels(card, answer, language)),
    }
