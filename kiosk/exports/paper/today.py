"""Today: what the client came for, and how it is now."""

from __future__ import annotations

from collections.abc import Iterator

from ...languages import N_
from .text import Run, Words, joined, line, plain
from .told import SIGN, Told


def today(told: Told, *, short: bool) -> tuple[Words, ...]:
    """The wish for today, the main problem, the numbers, and the use of the time."""
    first = (
        *line(_goal(told, short=short) or _no_goal(told)),
        *line(told.says(told.translate("Main problem"), _problem(told))),
        *line(*_numbers(told)),
    )
    return first if short else (*first, *_time(told))


def _no_goal(told: Told) -> Words:
    nothing = plain(told.translate("No goal given"))
    asked = told.left_open("goals") or told.left_open("today_goal")
    said = joined((nothing, told.not_answered() if asked else ()), ": ")
    return (*said, *plain(".")) if said else said


def _time(told: Told) -> tuple[Words, ...]:
    return (
        *line(
            told.says(
                told.translate("Use of time"),
                told.or_open("session_focus", told.labels("session_focus")),
            ),
            told.says(told.translate("A good visit"), told.quote("good_visit")),
        ),
        *line(
            _felt(told, N_("Feels now"), "feel_before"),
            _felt(told, N_("Wishes to feel"), "feel_goal"),
        ),
    )


def _felt(told: Told, label: str, key: str) -> Words:
    return told.says(told.translate(label), told.or_open(key, told.labels(key)))


def _goal(told: Told, *, short: bool) -> Words:
    """The one that matters most, large, and the others behind it."""
    first = told.label("today_goal") or told.label("main_goal")
    others = told.semicolon.join(_others(told, first))
    if short and first:
        return (Run(first, "big"), *plain("."))
    if not first:
        return (Run(others, "big"), *plain(".")) if others else ()
    also = plain(told.colon(told.translate("also"), others)) if others else ()
    return (*joined(((Run(first, "big"),), also), told.semicolon), *plain("."))


def _others(told: Told, first: str) -> Iterator[str]:
    """The other goals; today's wish may word the same goal its own way."""
    goals, wish = told.line("goals"), told.answer("today_goal")
    for key, label in zip(goals.answer or (), goals.labels, strict=True) if goals else ():
        if label != first.removesuffix(SIGN) and key != wish:
            yield label


def _problem(told: Told) -> Words:
    since = told.or_open("complaint_onset", told.labels("complaint_onset"))
    return joined(
        (told.or_open("complaint_words", told.quote("complaint_words")), since), told.comma
    )


def _numbers(told: Told) -> tuple[Words, ...]:
    pain = told.or_open("today_pain", told.or_open("pain_now", _number(told, "pain")))
    return (
        told.says(told.translate("Pain now"), pain),
        told.says(told.translate("Stress"), _stress(told)),
        told.says(
            told.translate("Last massage"), told.or_open("since_last", told.labels("since_last"))
        ),
    )


def _stress(told: Told) -> Words:
    said = told.or_open("stress_level", _number(told, "stress"))
    last = [told.last[key] for key in ("stress_level", "today_stress") if key in told.last]
    if said or not last:
        return said
    newest = max(last, key=lambda line: line.given_on)
    return told.last_time(newest, plain(str(newest.answer)))


def _number(told: Told, what: str) -> Words:
    return told.number(f"today_{what}") or told.number(
        "pain_now" if what == "pain" else "stress_level"
    )
