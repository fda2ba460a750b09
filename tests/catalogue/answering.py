"""Made-up answers: hypothesis fills in the catalogue as any client might."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import (
    BodyMarks,
    Day,
    PickMany,
    PickOne,
    Question,
    Scale,
    Signature,
    Words,
)
from kiosk.catalogue.regions import FEELS, MARKS, REGIONS, SINCE

FACTS = {
    "is_minor": st.sampled_from(["yes", "no"]),
    "agree_due": st.sampled_from(["yes", "no"]),
    "clinic_breast_work": st.sampled_from(["on", "off"]),
    "gentle_release_work": st.sampled_from(["on", "off"]),
    "clinic_has_support_list": st.sampled_from(["yes", "no"]),
}


def an_answer(question: Question) -> st.SearchStrategy[Any]:
    """Anything that may be kept as the answer to this question."""
    match question:
        case PickOne(choices=choices):
            return st.sampled_from([choice.key for choice in choices])
        case PickMany(choices=choices):
            keys = [choice.key for choice in choices]
            return st.sets(st.sampled_from(keys)).map(lambda picked: sorted(picked, key=keys.index))
        case Scale():
            return st.integers(0, 10)
        case Words():
            return st.sampled_from(["", "since the move"])
        case Day():
            return st.dates().map(str)
        case BodyMarks():
            return st.lists(a_mark(), max_size=4)
        case Signature():
            return st.just({"method": "typed", "name": "Maya Lindqvist"})
    raise TypeError(f"no answers for {type(question).__name__}")


def a_mark() -> st.SearchStrategy[dict[str, Any]]:
    """A mark on the body map, with or without a feeling."""
    return st.fixed_dictionaries(
        {
            "region": st.sampled_from([region.key for region in REGIONS]),
            "mark": st.sampled_from([mark.key for mark in MARKS]),
        },
        optional={
            "feel": st.sampled_from([feel.key for feel in FEELS]),
            "since": st.sampled_from([since.key for since in SINCE]),
        },
    )


def any_answers() -> st.SearchStrategy[dict[str, Any]]:
    """Some answers of some client, and the facts that open doors, in no sensible mix."""
    asked = {question.key: an_answer(question) for question in CATALOGUE.questions}
    return st.fixed_dictionaries({}, optional={**asked, **FACTS})
