"""When something is asked, in FHIR: ``enableWhen`` where it can say so, else a FHIRPath."""

from __future__ import annotations

from ...catalogue import CATALOGUE
from ...catalogue.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Given,
    Has,
    In,
    Is,
    MoreThan,
    Single,
)
from .names import Resource, choices_of, system

EXPRESSION = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"

YES, NO = ("yes", "on"), ("no", "off")
"""What a fact says where it is a plain yes or no."""


def enabled(condition: Condition | None) -> Resource:
    """What an item needs to be asked only then; nothing where it is always asked."""
    match condition:
        case None:
            return {}
        case AllOf(parts):
            each = [_comparisons(part) for part in parts]
            together, simple = "all", all(len(found) == 1 for found in each)
        case AnyOf(parts):
            each = [_comparisons(part) for part in parts]
            together, simple = "any", all(each)
        case single:
            each = [_comparisons(single)]
            together, simple = "any", bool(each[0])
    if not simple:
        return {"extension": [expression(condition)]}
    compared = [one for found in each for one in found]
    return {"enableWhen": compared} | ({"enableBehavior": together} if len(compared) > 1 else {})


def expression(condition: Condition) -> Resource:
    """The condition as an extension that holds a FHIRPath."""
    said = {"language": "text/fhirpath", "expression": path(condition)}
    return {"url": EXPRESSION, "valueExpression": said}


def path(condition: Condition) -> str:
    """The condition as a FHIRPath over the response that is being filled in."""
    match condition:
        case AllOf(parts):
            return " and ".join(f"({path(part)})" for part in parts)
        case AnyOf(parts):
            return " or ".join(f"({path(part)})" for part in parts)
        case Is(key, value) if _is_plain(key, value):
            truth = "true" if value in YES else "false"
            return f"{_answers(key)}.where(value = {truth}).exists()"
        case Is(key, value):
            return f"{_answers(key)}.where(value.code = '{value}').exists()"
        case In(key, values) | Has(key, values):
            codes = " | ".join(f"'{value}'" for value in values)
            return f"{_answers(key)}.where(value.code in ({codes})).exists()"
        case MoreThan(key, number):
            return f"{_answers(key)}.count() > {number}"
        case AtLeast(key, number):
            return f"{_answers(key)}.where(value >= {number}).exists()"
        case Given(key):
            return f"{_answers(key)}.exists()"
    raise TypeError(f"no FHIRPath for {type(condition).__name__}")


def is_fact(single: Single) -> bool:
    """Whether it looks at what is worked out, and never asked."""
    return getattr(single, "key", "body_marks") not in CATALOGUE.keys


def _answers(key: str) -> str:
    return f"%resource.descendants().where(linkId = '{key}').answer"


def _comparisons(condition: Condition) -> list[Resource]:
    """The condition as comparisons of which one is enough; none where there is no such way."""
    match condition:
        case Is(key, value) if _is_plain(key, value):
            return [{"question": key, "operator": "=", "answerBoolean": value in YES}]
        case Is(key, value):
            return [_equals(key, value)]
        case In(key, values) | Has(key, values):
            return [_equals(key, value) for value in values]
        case AtLeast(key, number):
            return [{"question": key, "operator": ">=", "answerInteger": number}]
        case Given(key):
            return [{"question": key, "operator": "exists", "answerBoolean": True}]
    return []


def _is_plain(key: str, value: str) -> bool:
    return key not in CATALOGUE.keys and value in YES + NO


def _equals(key: str, value: str) -> Resource:
    asked = key in CATALOGUE.keys
    codes = choices_of(CATALOGUE.question(key)) if asked else system(key)
    return {
        "question": key,
        "operator": "=",
        "answerCoding": {"system": codes, "code": value},
    }
