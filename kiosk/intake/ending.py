"""Ending: what is kept beside the answers lasts no longer than the answers it came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from ..catalogue import CATALOGUE, Catalogue
from ..catalogue.pages import members
from ..changed import replace
from .draft import Draft

CallKind: TypeAlias = Literal["desk", "person", "grown_up", "returning", "not_me"]
"""Why Today is told at once."""

CONFIRMED_BY = ("review", "still_true", "sign")
"""Steps whose answers say that all the others are right."""

CONFIRMS = ("review_ok", "still_true_ok", "signature")


def only_what_stands(draft: Draft, asked: Catalogue, fired: Iterable[str]) -> Draft:
    """The draft without whatever came from an answer that is not asked for any more.

    ``fired``: the rules that call the desk now. A warning sign that is ticked again is told again.
    """
    way, keys = asked.step_keys, asked.asked_keys
    returning = draft.answers.get("visit_kind") == "returning"
    return replace(
        draft,
        passed=tuple(key for key in draft.passed if key in way),
        typed={key: typed for key, typed in draft.typed.items() if key in way},
        emptied=tuple(key for key in draft.emptied if key in keys and key not in draft.answers),
        said_at={key: at for key, at in draft.said_at.items() if key in draft.answers},
        said_in={key: code for key, code in draft.said_in.items() if key in draft.answers},
        called_for=tuple(fired),
        told=tuple(key for key in draft.told if key in set(fired)),
        changing=draft.changing if draft.changing in way else "",
        alone=draft.alone and "guardian" in way,
        opened=draft.opened if returning else (),
        not_looked_for=draft.not_looked_for and draft.awaits,
    )


def unconfirmed(draft: Draft, step: str, was: Draft) -> Draft:
    """The draft with its last checks open again, where another answer has changed since.

    An agreement that was read in another language is another answer.
    """
    same = draft.answers == was.answers and draft.said_in == was.said_in
    if step in CONFIRMED_BY or same:
        return draft
    return replace(
        draft,
        answers={key: said for key, said in draft.answers.items() if key not in CONFIRMS},
        passed=tuple(key for key in draft.passed if key not in CONFIRMED_BY),
    )


def walked_again(draft: Draft, step: str, before: Catalogue, after: Catalogue) -> Draft:
    """The draft with every step but this one still to be passed that asks something new by now."""
    if after is before:
        return draft
    was = before.asked_keys
    opens = {
        s.key
        for s in after.steps
        if s.key != step and any(q.key not in was for q in s.questions if not q.more)
    }
    return replace(draft, passed=tuple(key for key in draft.passed if key not in opens))


def looked_at(draft: Draft, step: str) -> Draft:
    """The draft after a step that was asked for has been left: what stands as before is not said.

    So a tap on "Change" that changes nothing leaves the earlier visit's answers, and their dates.
    """
    kept = draft.carried.get("answers", {})
    same = {
        each
        for each in members(step)
        if all(draft.answers.get(key) == kept.get(key) for key in CATALOGUE.step(each).keys)
    }
    return replace(draft, opened=tuple(key for key in draft.opened if key not in same))


def displayed(draft: Draft, before: Iterable[str] = ()) -> Draft:
    """The draft shown as the client has just asked for at Welcome, or asks for no longer."""
    needs, had = set(draft.answers.get("access_needs") or ()), set(before)
    text, theme = draft.text, draft.theme
    if "big_text" in needs ^ had:
        text = "133" if "big_text" in needs else "100" if text == "133" else text
    if "high_contrast" in needs ^ had:
        theme = "bold" if "high_contrast" in needs else "" if theme == "bold" else theme
    return replace(draft, text=text, theme=theme)


def called(draft: Draft) -> frozenset[CallKind]:
    """What staff are wanted for because of answers that stand. A call for a person is none."""
    reasons: dict[CallKind, bool] = {
        "desk": bool(draft.called_for),
        "grown_up": draft.alone,
        "returning": draft.awaits,
    }
    return frozenset(kind for kind, holds in reasons.items() if holds)


def asks_what_to_change(draft: Draft, step: str) -> Draft:
    """The draft that asks what on this page is to be changed."""
    answers = {key: value for key, value in draft.answers.items() if key != f"{step}_ok"}
    return replace(draft, answers=answers, news="what_to_change")
