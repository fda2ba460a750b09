"""What opens parts of the form and is never asked: hidden items, and what they hold in a response.

A condition may look at something that the kiosk works out, as whether the client is a minor, or
which agreements are due. Another system does not: so each such fact is an item that nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ...catalogue import CATALOGUE
from ...catalogue.conditions import Condition, Has, Is, Single, holds, single_parts
from .conditions import YES, is_fact
from .names import Resource, coding, system

GROUP = "facts"

HIDDEN = {
    "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden",
    "valueBoolean": True,
}
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"


def group(majority_age: int) -> Resource:
    """The hidden items of all facts."""
    items = [_item(key, values, majority_age) for key, values in _looked_for().items()]
    return {"linkId": GROUP, "type": "group", "extension": [HIDDEN], "item": items}


def said(kept: Mapping[str, Any], says: Mapping[str, Any]) -> Resource | None:
    """What the facts must hold for a form to be asked what stands in this record."""
    known = _known(kept, says)
    answers = ((key, _answers(key, known.get(key))) for key in _looked_for())
    items = [{"linkId": key, "answer": answer} for key, answer in answers if answer]
    return {"linkId": GROUP, "item": items} if items else None


@cache
def _looked_for() -> dict[str, tuple[str, ...]]:
    """Every fact that a condition looks at, with the values it looks for; none for a yes or no."""
    found: dict[str, tuple[str, ...]] = {}
    for _, condition in _conditions():
        for single in single_parts(condition):
            if isinstance(single, Has | Is) and is_fact(single):
                values = single.values if isinstance(single, Has) else ()
                found[single.key] = tuple(dict.fromkeys((*found.get(single.key, ()), *values)))
    return found


def _conditions() -> Iterator[tuple[tuple[str, ...], Condition | None]]:
    """Each condition of a step or a question, with the questions that it opens."""
    for step in CATALOGUE.steps:
        yield tuple(q.key for q in step.questions), step.when
        for question in step.questions:
            yield (question.key,), question.when


def _item(key: str, values: tuple[str, ...], majority_age: int) -> Resource:
    if not values:
        worked_out = [_calculated(majority_age)] if key == "is_minor" else []
        return {"linkId": key, "type": "boolean", "extension": [HIDDEN, *worked_out]}
    options = [{"valueCoding": coding(system(key), value)} for value in values]
    return {
        "linkId": key,
        "type": "choice",
        "repeats": True,
        "extension": [HIDDEN],
        "answerOption": options,
    }


def _calculated(majority_age: int) -> Resource:
    born = "%resource.descendants().where(linkId = 'birth_date').answer.value"
    path = f"iif({born}.exists(), {born} > today() - {majority_age} years, {{}})"
    return {
        "url": CALCULATED,
        "valueExpression": {"language": "text/fhirpath", "expression": path},
    }


def _known(kept: Mapping[str, Any], says: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as they were kept; where they alone would not open what stands, so that they do.

    What opened a step by itself is not kept, and what was carried stands in steps that were not
    walked.
    """
    known = {**kept["facts"], **says}
    for opens, condition in _conditions():
        if condition and not says.keys().isdisjoint(opens) and not holds(condition, known):
            for single in single_parts(condition):
                _let(known, single)
    return known


def _let(known: dict[str, Any], single: Single) -> None:
    """Have a condition on a fact hold."""
    if not is_fact(single):
        return
    if isinstance(single, Is):
        known[single.key] = single.value
    elif isinstance(single, Has):
        known[single.key] = [*(known.get(single.key) or ()), *single.values]


def _answers(key: str, value: Any) -> list[Resource]:
    if isinstance(value, list):
        return [{"valueCoding": coding(system(key), each)} for each in value]
    return [] if value is None else [{"valueBoolean": value in YES}]
