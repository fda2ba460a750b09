"""What is carried from earlier visits: which answers still stand, since when, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, fields, replace
from datetime import date
from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.conditions import Has, single_parts
from ..catalogue.questions import Card, Question, Step
from ..frozen import dataclass
from . import carried_cards
from .agreement_words import CONTENT, SLOTS
from .draft import Draft
from .facts import ClinicFacts, whole_years
from .past import Past, older_than

OPENS = tuple(
    step
    for step in CATALOGUE.steps
    if any(part == Has("opened", (step.key,)) for part in single_parts(step.when))
)
"""Steps of a first visit that a return visit opens again only for a reason."""

FRESH_UNTIL = 12
"""Months after which an answer is asked again (intake-content, 3.23)."""

TOLD_AGAIN = ("p1_today", "p2_story", "p2_life", "p2_self_care")
"""Blocks of the paper that say what a question got last time, where today did not ask it."""

OF_A_GUARDIAN = ("filling_for", *(q.key for q in CATALOGUE.step("guardian").questions))


@dataclass(frozen=True)
class Carried:
    """All that a return visit knows before its first step. Plain JSON values throughout."""

    answers: dict[str, Any] = field(default_factory=dict)
    """By question id: kept answers and agreements in date. They stand where today asks nothing."""
    given_on: dict[str, str] = field(default_factory=dict)
    """The ISO date each of them was given."""
    last: dict[str, list[Any]] = field(default_factory=dict)
    """Answers that are asked anew each time, as answer and date: told, never read as a fact."""
    asked: tuple[str, ...] = ()
    """Questions that have been asked before, answered or not."""
    old: tuple[str, ...] = ()
    """Steps that open by themselves, for something in them is too old or no longer fits."""
    stale: tuple[str, ...] = ()
    """What in them that is, by question id."""
    due: tuple[str, ...] = ()
    """Agreement cards that must be answered again, whatever is said today."""
    signed_by: dict[str, str] = field(default_factory=dict)
    """Who answered each card that still holds: client or guardian."""
    reworded: dict[str, dict[str, str]] = field(default_factory=dict)
    """By card, the text, language and date of an agreement whose wording has changed since."""
    taken_back: dict[str, str] = field(default_factory=dict)
    """By card, the ISO date on which it was taken back, where that was since the last visit."""
    last_visit: str = ""
    """ISO date; empty where there was none."""
    last_response: tuple[str, ...] = ()
    """How the client responded at the last visit, as its signed note has it."""

    def __bool__(self) -> bool:
        return bool(self.last_visit)


NO_ONE = Carried()

PARTS = tuple(part.name for part in fields(Carried))


def as_json(carried: Carried) -> dict[str, Any]:
    """The parts that hold something, as plain JSON values."""
    kept: dict[str, Any] = {name: getattr(carried, name) for name in PARTS}
    return {name: value for name, value in kept.items() if value}


def from_json(kept: Mapping[str, Any]) -> Carried:
    """As it was kept. Parts this version does not know are left aside."""
    known: dict[str, Any] = {name: kept[name] for name in PARTS if name in kept}
    for name in ("asked", "old", "stale", "due", "last_response"):
        known[name] = tuple(known.get(name, ()))
    return Carried(**known)


def carried(past: Sequence[Past], day: date, clinic: ClinicFacts) -> Carried:
    """What these visits of one person (oldest first) leave for a visit on this day.

    Only what was asked at a visit counts as given there: what that visit itself carried is
    taken from where it was given. So no answer outlives the record it was given in.
    """
    if not past:
        return NO_ONE
    told, asked = _told(past)
    grown = _has_grown_up(past[-1], told, day, clinic)
    kept = {key: given for key, given in told.items() if _is_kept(key, grown=grown)}
    cards = carried_cards.last_said(past)
    clinic = replace(clinic, words=clinic.words.on(day.isoformat()))
    in_use = (*CONTENT, *clinic.words.own)
    hold = {k: card for k, card in cards.items() if carried_cards.holds(k, card, day, clinic)}
    stands = kept | {key: (card["answer"], card["day"]) for key, card in hold.items()}
    return Carried(
        answers={key: answer for key, (answer, _) in stands.items()},
        given_on={key: on for key, (_, on) in stands.items()},
        last={key: [*told[key]] for key in told if _is_told_again(CATALOGUE.question(key))},
        asked=tuple(key for key in CATALOGUE.keys if key in asked),
        old=tuple(step.key for step in OPENS if _is_old(step, kept, day, grown=grown)),
        stale=tuple(_stale(kept, day, grown=grown)),
        due=tuple(key for key in in_use if key not in hold),
        signed_by={key: card["signer"] for key, card in hold.items()},
        reworded={
            key: carried_cards.words(card)
            for key, card in cards.items()
            if carried_cards.is_reworded(key, card, clinic)
        },
        taken_back=carried_cards.taken_back(cards, past[-1].day),
        last_visit=past[-1].day,
    )


def _is_kept(key: str, *, grown: bool) -> bool:
    """Whether an answer stands until it is changed; a guardian's not, once a child has grown up."""
    is_asked_anew = CATALOGUE.question(key).carry not in ("keep", "confirm")
    return not is_asked_anew and not (grown and key in OF_A_GUARDIAN)


def refresh_carried(draft: Draft, new: Carried) -> Draft:
    """The draft with other earlier answers behind it: it turned out whose they were.

    What it had taken from the old ones, and its client has not gone past yet, goes with them;
    the new ones stand in its place.
    """
    new = NO_ONE if draft.closed else new
    old = draft.carried.get("answers", {})
    passed = {key for step in CATALOGUE.steps if step.key in draft.passed for key in step.keys}
    answers = {
        key: said
        for key, said in draft.answers.items()
        if key in passed or key not in old or said != old[key]
    }
    ahead = {key for step in OPENS for key in step.keys} - passed - answers.keys()
    fresh = {key: new.answers[key] for key in ahead & new.answers.keys() if _differs(key, old, new)}
    return replace(draft, answers={**answers, **fresh}, carried=as_json(new))


def _differs(key: str, old: Mapping[str, Any], new: Carried) -> bool:
    return bool(old.get(key) != new.answers[key])


def _told(past: Iterable[Past]) -> tuple[dict[str, tuple[Any, str]], set[str]]:
    """The newest answers with their dates, and what has ever been asked.

    A step that was asked is told anew as a whole: what it left open, or had closed, is gone.
    Where only some of its questions were asked, the others stand.
    """
    told: dict[str, tuple[Any, str]] = {}
    asked: set[str] = set()
    for visit in past:
        for step in CATALOGUE.steps:
            questions = [q for q in step.questions if not isinstance(q, Card)]
            here = [q for q in questions if q.key in visit.answers]
            for key in {q.key for q in questions} - visit.kept if here else ():
                told.pop(key, None)
            told |= {q.key: (answer, visit.day) for q in here if (answer := _said(q, visit))}
            asked.update(q.key for q in here)
        for key, answer in visit.corrected.items():
            told.pop(key, None)
            if answer is not None and key in CATALOGUE.keys:
                told[key] = (answer, visit.day)
    return told, asked


def _said(question: Question, visit: Past) -> Any:
    """The answer without choices that are not offered any more; nothing where none is left."""
    answer = question.standing(visit.answers[question.key])
    return None if answer in (None, [], "") else answer


def _has_grown_up(
    last: Past, told: Mapping[str, tuple[Any, str]], day: date, clinic: ClinicFacts
) -> bool:
    """Whether the law has come to let them agree for themselves since the last visit."""
    born = told.get("birth_date")
    if not born or not last.is_minor:
        return False
    return whole_years(date.fromisoformat(born[0]), day) >= clinic.majority_age


def _is_old(step: Step, kept: Mapping[str, tuple[Any, str]], day: date, *, grown: bool) -> bool:
    if grown and step.key == "about_you":
        return True
    dates = (kept[q.key][1] for q in step.questions if q.key in kept)
    return any(older_than(FRESH_UNTIL, since, day) for since in dates)


def _stale(kept: Mapping[str, tuple[Any, str]], day: date, *, grown: bool) -> Iterator[str]:
    for step in OPENS:
        for question in step.questions:
            since = kept[question.key][1] if question.key in kept else ""
            again = grown and step.key == "about_you"
            if again or (since and older_than(FRESH_UNTIL, since, day)):
                yield question.key


def _is_told_again(question: Question) -> bool:
    block = {place.split(".")[0] for place in question.prints}
    return question.carry == "fresh" and bool(block & set(TOLD_AGAIN))


def added(applies: Iterable[Question], known: Carried) -> Iterator[str]:
    """Keys of the steps in which something is asked by now that never was before."""
    new = new_keys(applies, known)
    return (s.key for s in OPENS if s.keys & new)


def new_keys(applies: Iterable[Question], known: Carried) -> set[str]:
    """Keys of the questions that are asked by now and never were before."""
    return {question.key for question in applies}.difference(known.asked)


def due_cards(known: Carried, answers: Mapping[str, Any], *, for_other: bool) -> tuple[str, ...]:
    """The cards to be answered at this visit (intake-content, section 4).

    ``for_other``: somebody else agrees for the person on the table. What one of them said
    does not hold for the other.
    """
    by = "guardian" if for_other else "client"
    others = {key for key, signer in known.signed_by.items() if signer != by}
    due = {*known.due, *others}
    if "new_problem" not in (answers.get("changed") or ()):
        due.discard("consent_movement")
    return tuple(key for key in (*CONTENT, *SLOTS) if key in due)
