"""What a condition means, word for word: slow, and read anew for each set of answers."""

from __future__ import annotations

from kiosk.catalogue.body import GROUPS
from kiosk.catalogue.conditions import (
    AllOf,
    Answers,
    AnyOf,
    AtLeast,
    Condition,
    Feels,
    Given,
    Has,
    In,
    Is,
    Marked,
    Measured,
    MoreThan,
)


def means(condition: Condition, answers: Answers) -> bool:
    """Whether it holds of these answers."""
    match condition:
        case AnyOf(parts):
            return any(means(part, answers) for part in parts)
        case AllOf(parts):
            return all(means(part, answers) for part in parts)
        case Is(key, value):
            return answers.get(key) == value
        case In(key, values):
            return answers.get(key) in values
        case Has(key, values):
            return any(value in values for value in answers.get(key) or ())
    return _measures_up(condition, answers)


def _measures_up(condition: Measured, answers: Answers) -> bool:
    marks = answers.get("body_marks") or ()
    match condition:
        case MoreThan(key, number):
            return len(answers.get(key) or ()) > number
        case AtLeast(key, number):
            return answers.get(key) is not None and answers[key] >= number
        case Given(key):
            return bool(answers.get(key))
        case Marked(mark, group):
            return any(m["mark"] == mark and group in GROUPS[m["region"]] for m in marks)
        case Feels(feel):
            return any(m.get("feel") == feel for m in marks)
