"""The session's note: what it begins with, what it lacks, and whether the plan was kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..catalogue.after import SESSION_NOTE
from ..catalogue.questions import BodyMarks, PickMany, PickOne, Question
from ..languages import N_
from .kept_off import is_without_yes, spared_by
from .treatment import Treatment, not_talked_about

MINUTES = (("m30", 30), ("m45", 45), ("m60", 60), ("m75", 75), ("m90", 90))
NEAR = 7.5
"""Minutes by which a session may differ from the length it is called by."""

FIRMNESS = {
    "p1_very_light": "p1",
    "p2_light": "p2",
    "p3_medium": "p3",
    "p4_firm": "p4",
    "p5_deep": "p5",
}

CHOOSE = N_("Please choose one.")
CHOOSE_SOME = N_("Please choose at least one.")
MARK = N_("Mark at least one place.")
WRITE_IT = N_("Write what the reaction was.")

REACTION = "reaction"
DONE_OF_PLAN: Mapping[str, tuple[str, ...]] = {
    "keep_quiet": ("kept_quiet",),
    "still_hands": ("still_hands",),
    "hands_off": ("hands_off",),
    "few_words": ("few_words",),
    "end": ("ended",),
}
"""By what the client wished first when feelings come, the ways of having done it."""


def begun_from(
    says: Mapping[str, Any], stop: Iterable[str], treatment: Treatment, *, is_minor: bool
) -> dict[str, Any]:
    """What the note says before anybody has written in it: only what is known already.

    What is marked for work and was none to work on begins as left out.
    """
    begun = {
        "note_minutes": _minutes(treatment),
        "note_read": _done_before(says, tuple(stop), treatment),
        "note_flag_outcome": _outcome(tuple(stop), treatment),
        "note_pressure": FIRMNESS.get(str(says.get("pressure")), ""),
        "note_regions": list(_places(says, treatment, is_minor=is_minor)),
        "note_response": _response(treatment),
    }
    return {key: answer for key, answer in begun.items() if answer}


def wrong_in(answers: Mapping[str, Any]) -> dict[str, str]:
    """By question, what keeps the note from being signed; empty where nothing does."""
    wrong = {
        question.key: _words(question)
        for question in SESSION_NOTE.questions
        if question.required and not _is_answered(question, answers.get(question.key))
    }
    if REACTION in (answers.get("note_response") or ()) and not answers.get("note_text"):
        wrong["note_text"] = WRITE_IT
    return wrong


def departed_from_plan(says: Mapping[str, Any], answers: Mapping[str, Any]) -> bool | None:
    """Whether what was done when feelings came is other than the client's plan.

    None where no feelings came up, where there was no plan, or nobody said what was done.
    """
    wished, done = DONE_OF_PLAN.get(str(says.get("feelings_first"))), _done(answers)
    if "feelings" not in (answers.get("note_response") or ()) or not wished or not done:
        return None
    return not set(wished) & set(done)


def _done(answers: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(answers.get("note_feelings_done") or ())


def _places(
    says: Mapping[str, Any], treatment: Treatment, *, is_minor: bool
) -> Iterator[dict[str, str]]:
    spared = spared_by(says)
    for mark in says.get("body_marks") or ():
        place, asked = mark["region"], mark["mark"]
        is_spared = place in spared or is_without_yes(says, treatment, place, is_minor=is_minor)
        if asked in ("work", "avoid"):
            yield {"region": place, "mark": "avoid" if is_spared else asked}


def _minutes(treatment: Treatment) -> str:
    if treatment.start is None or treatment.end is None:
        return ""
    lasted = (treatment.end - treatment.start) / 60_000_000
    key, length = min(MINUTES, key=lambda each: abs(each[1] - lasted))
    return key if abs(length - lasted) <= NEAR else "other"


def _done_before(says: Mapping[str, Any], stop: tuple[str, ...], treatment: Treatment) -> list[str]:
    asked = {each.area for each in treatment.answers}
    done = {
        "read_summary": treatment.is_read,
        "talked_flags": bool(stop) and not not_talked_about(treatment, stop),
        "confirmed_consent": bool(asked) and asked.issuperset(treatment.to_ask(says)),
    }
    return [key for key, is_done in done.items() if is_done]


def _outcome(stop: tuple[str, ...], treatment: Treatment) -> str:
    came = {each.outcome for each in treatment.talked.values()}
    if not stop:
        return "no_flags"
    if "postponed" in came:
        return "postponed"
    if came & {"adapted", "clothed"}:
        return "adapted"
    return "go_ahead" if came else ""


def _response(treatment: Treatment) -> list[str]:
    tapped = {each.tap for each in treatment.taps}
    seen = {
        "feelings": bool(tapped & {"tears_go_on", "tears_stop"}),
        "paused": "paused" in tapped,
        "stopped": "tears_stop" in tapped,
    }
    return [key for key, is_seen in seen.items() if is_seen]


def _is_answered(question: Question, answer: Any) -> bool:
    if isinstance(question, PickOne):
        return answer in question.offered
    if isinstance(question, PickMany):
        return bool(answer) and set(answer) <= {choice.key for choice in question.choices}
    return bool(answer)


def _words(question: Question) -> str:
    if isinstance(question, BodyMarks):
        return MARK
    return CHOOSE_SOME if isinstance(question, PickMany) else CHOOSE
