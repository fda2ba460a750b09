"""A step's form: what a post says about a step, which of it counts, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from functools import cache
from typing import Any

from werkzeug.datastructures import MultiDict

from ...catalogue import Catalogue, page
from ...catalogue.questions import Card, PickMany, PickOne, Question
from ...intake.draft import Draft, Typed
from ...intake.follow_ups import keys_of
from ...intake.one_by_one import Place, place_of
from ...intake.visit import Visit
from ...languages import N_
from ...usecases.posts import Reading
from .answer_fields import SOME, AnswerField, fields_for

ENVELOPE = frozenset({"csrf_token", "step", "rev", "go"})
"""Fields every form of the walk carries beside its answers."""

SHOWN = "shown"
"""The field that says which follow-ups are on the screen though no post has opened them."""

TICK = N_('Choose what is true for you, or "None of these".')
"""What to do about a yes that says no more."""

OF_AGE = N_("You sign for yourself now. Please sign below.")
"""What to say where a grown-up has signed for somebody who turned of age meanwhile."""

KIND_WORDS = {
    "full_name": N_("Write the name of the person having the massage."),
    "birth_date": N_("Write the date of birth."),
    "signature": N_("Sign with a finger, or type your name."),
    "review_ok": N_("Tell us if this is right."),
    "any_sensitive": N_("Choose one: leave these out, or choose yourself."),
    "language": N_("Choose a language."),
    "visit_kind": N_("Tell us if you have been here before."),
    "confirm_me": N_("Tell us if this is you."),
    "find_birth_date": N_("Write the date of birth."),
    "find_phone_end": N_("Write the last 4 numbers of your phone."),
    "still_true_ok": N_("Tell us if all of this is still true."),
    "filling_for": N_("Tell us who the massage is for."),
    "signer": N_("Tell us who is signing."),
}
"""What to do about an open question that cannot be skipped."""


def fields_of(step: str, posted: MultiDict[str, str] | None = None) -> dict[str, AnswerField]:
    """A field for each question of a step, open or closed, with what this post says to it."""
    return fields_for(page(step).questions, posted)


def read(visit: Visit, draft: Draft, step: str, posted: MultiDict[str, str], go: str) -> Reading:
    """Read a step's post. Only what this client is asked is checked and kept.

    All of the step is read and narrowed only now: read by the step as stored
    answers leave it, it would drop what was typed under a question this very post opened.
    """
    fields, here = fields_of(step, posted), place_of(visit, draft, step)
    parsed = _spoken_here(visit, draft, _said_of(here, _parsed(fields, draft)))
    asked = visit.pages(_with(draft, parsed))
    questions = next((s.questions for s in asked.steps if s.key == step), ())
    questions = tuple(q for q in questions if q.key in parsed)
    shown = frozenset(posted.get(SHOWN, "").split())
    there = keys_of(visit.asked_of(draft), step) | shown
    errors = {q.key: problem for q in questions if (problem := _problem(q, fields[q.key], parsed))}
    untaken = dict(errors)
    anothers = {"signature": OF_AGE} if _is_anothers(draft, fields, asked) else {}
    errors |= anothers
    taken = {q.key: parsed[q.key] for q in questions if q.key not in errors}
    given = _starting(taken, questions, there)
    left = [q for q in questions if q.key in there and q.key not in errors]
    empty = [q.key for q in left if given.get(q.key) is None]
    yes = {key: said for key in empty if (said := fields[key].yes)}
    errors |= {**_left_open(left, given, go), **dict.fromkeys(yes, TICK)}
    opens = [key for key, said in yes.items() if said == SOME]
    # Whoever says that this is not them is let go, without a date of somebody else's.
    ends = given.get("confirm_me") == "no"
    stops = {key: words for key, words in errors.items() if key not in opens and not ends}
    void = frozenset(name for key in anothers for name in fields[key].names())
    stops = _that_stop(stops, questions, go)
    return Reading(given, stops, shown, void, untaken, next(iter(opens), ""))


def _is_anothers(draft: Draft, fields: Mapping[str, AnswerField], asked: Catalogue) -> bool:
    """Whether a grown-up signed on a page that was opened before a birthday, and sent on it."""
    if "signer" not in fields or "signer" in asked.asked_keys:
        return False
    before = draft.answers.get("signer") if fields["signature"].data else None
    return "guardian" in (fields["signer"].data, before)


def put_right(question: Question, step: str, posted: MultiDict[str, str]) -> tuple[Any, str]:
    """One answer as staff put it right, and what is wrong with it: what must be said is said."""
    field = fields_of(step, posted)[question.key]
    wrong = _problem(question, field, {question.key: field.data})
    if field.data is None and question.forced and not wrong:
        wrong = KIND_WORDS.get(question.key, "") or _kind_words(question)
    return field.data, wrong


def with_typed(visit: Visit, draft: Draft, step: str, posted: MultiDict[str, str]) -> Draft:
    """The draft as though a post that could not be taken had been: which questions it leads to."""
    said = _said_of(place_of(visit, draft, step), _parsed(fields_of(step, posted), draft))
    return replace(draft, answers=_with(draft, said))


def _said_of(here: Place | None, parsed: dict[str, Any]) -> dict[str, Any]:
    """What a post says: of all that a page asks, or of the one question that stood on it."""
    return parsed if here is None else {here.key: parsed[here.key]}


def _parsed(fields: Mapping[str, AnswerField], draft: Draft) -> dict[str, Any]:
    return {name: _clear(field, draft) for name, field in fields.items()}


def _spoken_here(visit: Visit, draft: Draft, parsed: dict[str, Any]) -> dict[str, Any]:
    """Without a language that the clinic does not offer, and that the client does not walk in."""
    here = (None, *visit.clinic.languages, draft.answers.get("language"))
    if visit.clinic.languages and parsed.get("language") not in here:
        return {**parsed, "language": None}
    return parsed


def _with(draft: Draft, parsed: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**draft.answers, **parsed}
    return {key: value for key, value in merged.items() if value is not None}


@cache
def names_of(step: str) -> frozenset[str]:
    """Every field name that a post of this step may carry."""
    return ENVELOPE | {SHOWN} | {n for field in fields_of(step).values() for n in field.names()}


def typed_of(posted: MultiDict[str, str], step: str) -> Typed:
    """A post as typed, without its envelope."""
    mine = names_of(step) - ENVELOPE
    return {name: posted.getlist(name) for name in posted if name in mine}


def _problem(question: Question, field: AnswerField, parsed: Mapping[str, Any]) -> str:
    if field.problem:
        return field.problem
    said = parsed[question.key]
    if isinstance(question, PickOne) and said is not None and said not in question.offered:
        return "Choose one of these, please."
    if question.key == "email" and parsed["email"] and "@" not in parsed["email"]:
        return N_("An email address has an @ in it. Please check it.")
    return ""


def _clear(field: AnswerField, draft: Draft) -> Any:
    """The answer with "none" and the others kept apart: what was ticked last counts."""
    if not isinstance(field.question, PickMany) or not field.data:
        return field.data
    return field.question.kept_apart(field.data, draft.answers.get(field.name) or ())


def _starting(
    given: dict[str, Any], questions: tuple[Question, ...], shown: Set[str]
) -> dict[str, Any]:
    """With the choice a card starts on, where its client has left it there."""
    starts = {
        card.key: card.starts_on
        for card in questions
        if isinstance(card, Card) and card.starts_on and card.key in shown
    }
    return given | {key: value for key, value in starts.items() if given.get(key) is None}


def _left_open(left: Iterable[Question], given: Mapping[str, Any], go: str) -> dict[str, str]:
    """What to say of questions that have no answer and are not to be passed by."""
    return {
        q.key: KIND_WORDS.get(q.key, "") or _kind_words(q)
        for q in left
        if given.get(q.key) is None and _needs_answer(q, go)
    }


def _needs_answer(question: Question, go: str) -> bool:
    """Next passes by nothing that is required, Skip by nothing that cannot be skipped."""
    return (question.forced and go in ("next", "skip")) or (question.required and go == "next")


def _kind_words(question: Question) -> str:
    if question.forced and isinstance(question, PickOne):
        return N_("Choose what is true for you.")
    return N_("Please answer this") if question.forced else "required"


def _that_stop(errors: dict[str, str], questions: tuple[Question, ...], go: str) -> dict[str, str]:
    """The errors that keep a client here: Next minds all, Skip those that cannot be skipped."""
    forced = {q.key for q in questions if q.forced} if go == "skip" else set()
    return errors if go == "next" else {k: said for k, said in errors.items() if k in forced}
