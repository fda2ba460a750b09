"""Follow-ups on a page of the walk: where they stand, and what a script needs to open them.

The file of a step's follow-ups says nothing about anybody: it is the same for every client, and a
browser may keep it. Which of them are asked is worked out from the form itself on the tap, and
again by the server on every post.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from functools import cache
from hashlib import sha256

from flask import url_for

from ...catalogue import CATALOGUE, page
from ...catalogue.follow_ups import Test, in_groups, in_sight, opener, test_of
from ...catalogue.pages import members
from ...catalogue.questions import Card, Question, Step
from ...changed import replace
from ...frozen import dataclass
from ...intake.draft import Draft
from ...intake.visit import Visit
from ...intake.wording import statement_text, title
from ..http.layout import Layout, show
from .field_views import FieldView, as_typed, field_view
from .pictured import pictured


@dataclass(frozen=True)
class Ask:
    """One question that fields of its own page open and close."""

    key: str
    when: Test
    after: tuple[str, ...]
    """What it stands behind, the nearest first: those that are on the page count."""
    among: str = ""
    """Only the choices picked in this question are offered."""


@dataclass(frozen=True)
class FollowUps:
    """What a page tells the script that opens follow-ups on the tap."""

    asks: str
    """When each is asked, as JSON."""
    url: str
    """Where they are found, empty."""
    kept: tuple[FieldView, ...]
    """Those that are closed now, with what this client said there before."""
    shown: str
    """Keys of those drawn that no post has opened yet."""


def asks_of(visit: Visit, draft: Draft, step: str) -> tuple[Ask, ...]:
    """The follow-ups of a step that hang on what is answered on its page, in order."""
    walked = visit.walked(draft.answers)
    parts = (CATALOGUE.step(key) for key in members(step))
    keys = {key for part in parts for key in walked.only.get(part.key, part.keys)}
    here = page(step).of(keys)
    return tuple(
        Ask(question.key, test, _before(group, at), getattr(question, "among", ""))
        for group in in_groups(here.questions)
        for at, question in enumerate(group)
        if isinstance(test := test_of(question.when, here.keys, walked.known), list)
    )


def _before(group: tuple[Question, ...], at: int) -> tuple[str, ...]:
    return tuple(question.key for question in reversed(group[:at]))


def as_json(asks: tuple[Ask, ...]) -> str:
    """What the script is told of when follow-ups are asked."""
    told = [{key: value for key, value in vars(ask).items() if value} for ask in asks]
    return json.dumps(told, separators=(",", ":"))


def laid_out(
    step: Step, fields: Mapping[str, FieldView]
) -> tuple[tuple[FieldView, ...], tuple[FieldView, ...]]:
    """What shows at once, and what stands behind a line: each question under its opener."""
    core, more = in_sight(step.questions, page(step.key).keys)
    return tuple(fields[q.key] for q in core), tuple(fields[q.key] for q in more)


def placed(view: FieldView, question: Question, step: str, language: str) -> FieldView:
    """The view of a question with what stands around it on its step's page."""
    whole = page(step)
    lead = ""
    if whole.intro and question.key == _first_card(whole):
        lead = statement_text(whole.intro, language)
    joined = next((each for each in whole.joins if each.questions[0].key == question.key), None)
    return replace(
        view,
        follows=bool(opener(question, whole.keys)),
        lead=lead,
        heading=title(joined, language) if joined else "",
    )


def in_rows(view: FieldView, question: Question, step: str, values: list[str]) -> FieldView:
    """The view on a page of rows: what says yes first is open once there is one."""
    asks_first = [q.key for q in CATALOGUE.step(step).questions if getattr(q, "yes_first", False)]
    if not asks_first or view.follows or not view.choices:
        return view
    if question.key not in asks_first:
        return replace(view, beside=True)
    clears = {choice.value for choice in view.choices if choice.clears}
    return replace(view, macro="row", beside=True, yes=bool(set(values) - clears))


def _first_card(step: Step) -> str:
    return next((q.key for q in step.questions if isinstance(q, Card)), "")


def url_of(step: str, language: str, shows: str) -> str:
    """Where a browser finds the follow-ups of a step."""
    build, other = file_of(step, language, shows)[0], None if shows == "words" else shows
    return url_for("follow_up_file.file", build=build, step=step, language=language, shows=other)


@cache
def file_of(step: str, language: str, shows: str) -> tuple[str, str]:
    """The step's follow-ups, empty, with a short name for exactly these words."""
    whole = page(step)
    fields = tuple(
        placed(field_view(q, as_typed(q, None), language), q, step, language)
        for q in whole.questions
        if opener(q, whole.keys)
    )
    if shows == "pictures":
        asked = {question.key: question for question in whole.questions}
        fields = tuple(pictured(field, asked[field.key]) for field in fields)
    words = show("questions/follow_ups.html", Layout(language, ""), fields=fields)
    return sha256(words.encode()).hexdigest()[:12], words


def opened_by(news: str, keys: Set[str]) -> str:
    """The question that the last post opened or spoke of; empty for other news."""
    key = news.partition(":")[2]
    return key if key in keys else ""
