"""Check your answers: boundaries first, then health in the client's own words, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...catalogue import CATALOGUE
from ...catalogue.questions import BodyMarks, Question, Step
from ...frozen import dataclass
from ...intake.carry import OPENS
from ...intake.draft import Draft
from ...intake.path import CHECKS
from ...intake.visit import Visit
from ...intake.wording import answer_in_words, mark_in_words, marks, prompt, title
from ...languages import format_birthday, translate, with_semicolons
from .at_a_glance import Part, at_a_glance

BOUNDARIES = ("draping", "sensitive")
HEALTH = ("today_check", "health", "medicines")
STILL = frozenset({"guardian", *(step.key for step in OPENS)})
"""Steps whose answers are carried, and are asked about as a whole: are they still true?"""

LEFT_OUT = ("welcome", "sign", "done", *CHECKS)


@dataclass(frozen=True)
class Row:
    """One line to look at, with the button that changes it."""

    label: str
    words: str
    change_go: str
    missing: bool = False


@dataclass(frozen=True)
class Group:
    """Some lines under one heading."""

    heading: str
    rows: tuple[Row, ...]


def shown_again(visit: Visit, draft: Draft, step: str, language: str) -> tuple[Group, ...]:
    """What a step shows of what was said; nothing on steps that only ask."""
    here = visit.walked(draft.answers)
    match step:
        case "review":
            return groups(here.asked.steps, draft.answers, language)
        case "still_true":
            kept = (s for s in here.whole.steps if s.key in STILL)
            return groups(kept, here.known, language)
        case "hello_again" if not draft.waits_at:
            return _who(draft, language)
    return ()


def matters(visit: Visit, draft: Draft, step: str, language: str) -> tuple[Part, ...]:
    """What a step that shows everything shows at a glance; nothing on the others."""
    here = visit.walked(draft.answers)
    match step:
        case "review":
            asked = {s.key: s for s in here.asked.steps if s.key not in LEFT_OUT}
            return at_a_glance(asked, draft.answers, language)
        case "still_true":
            kept = {s.key: s for s in here.whole.steps if s.key in STILL}
            return at_a_glance(kept, here.known, language)
    return ()


def _who(draft: Draft, language: str) -> tuple[Group, ...]:
    """Enough to know oneself by, and nothing that a neighbour could not know."""
    for_whom = CATALOGUE.question("filling_for")
    said = draft.says("filling_for") or None
    # Whoever comes with a code has yet to type the birth date: it is not shown to be copied.
    born = format_birthday(draft.says("birth_date"), language) if draft.walk_up else ""
    row = _row(for_whom, answer_in_words(for_whom, said, language), "about_you", language)
    return (Group(" · ".join(filter(None, (draft.name, born))), (row,)),)


def groups(asked: Iterable[Step], answers: Mapping[str, Any], language: str) -> tuple[Group, ...]:
    """Everything said, in the order of section 3.19."""
    steps = {step.key: step for step in asked if step.key not in LEFT_OUT}
    order = [*BOUNDARIES, *HEALTH, *(key for key in steps if key not in BOUNDARIES + HEALTH)]
    stay_away = _mark_rows(answers, language, ("avoid", "gentle", "ask"))
    made = [
        Group(
            title(steps[key], language),
            (stay_away if key == "draping" else ())
            + tuple(_rows(steps[key].questions, key, answers, language)),
        )
        for key in order
        if key in steps
    ]
    return tuple(group for group in made if group.rows)


def _rows(
    questions: Iterable[Question], step: str, answers: Mapping[str, Any], language: str
) -> Iterable[Row]:
    for question in questions:
        answer = answers.get(question.key)
        if isinstance(question, BodyMarks):
            yield from _mark_rows(answers, language, ("work",)) or (
                () if answer else (_row(question, "", step, language),)
            )
        elif answer is not None or not question.more:
            yield _row(question, answer_in_words(question, answer, language), step, language)


def _row(question: Question, words: str, step: str, language: str) -> Row:
    return Row(
        prompt(question, language),
        words or translate("not answered", language),
        f"change:{step}",
        missing=not words and question.required,
    )


def _mark_rows(
    answers: Mapping[str, Any], language: str, kinds: tuple[str, ...]
) -> tuple[Row, ...]:
    said = marks(answers.get("body_marks") or (), language)
    rows = []
    for kind in kinds:
        places = [mark for mark in said if mark.mark == kind]
        if places:
            words = with_semicolons((mark_in_words(each, language) for each in places), language)
            rows.append(Row(places[0].mark_label, words, "change:body_map"))
    return tuple(rows)
