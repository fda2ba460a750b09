"""What is asked, as items of a Questionnaire: one for each question, by its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ...catalogue.body import Region
from ...catalogue.questions import (
    BodyMarks,
    Card,
    Choice,
    Day,
    PickMany,
    PickOne,
    Question,
    Scale,
    Signature,
    Step,
    Words,
)
from ...catalogue.regions import FEELS, MARKS, REGIONS, SINCE
from ...intake.wording import choice_label, fixed, prompt, statement_text, title
from ...languages import N_, translate
from .conditions import enabled
from .names import Resource, choices_of, system
from .translated import worded

_HL7 = "http://hl7.org/fhir/StructureDefinition"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
EXCLUSIVE = {"url": f"{_HL7}/questionnaire-optionExclusive", "valueBoolean": True}
TEN = [
    {"url": f"{_HL7}/minValue", "valueInteger": 0},
    {"url": f"{_HL7}/maxValue", "valueInteger": 10},
]


def group_id(step: str) -> str:
    """The linkId of a step: a step may have the name of a question."""
    return f"step.{step}"


def part_id(question: str, part: str) -> str:
    """The linkId of what is said of a place: its region, mark, feel, level or since."""
    return f"{question}.{part}"


def group_of(step: Step) -> Resource:
    """A step as a group of its questions."""
    asked = [item_of(question) for question in step.questions if is_an_item(question)]
    words = worded("text", partial(title, step))
    return _item(group_id(step.key), "group", words, enabled(step.when), _with(_help(step), asked))


def item_of(question: Question) -> Resource:
    """One question, whatever its kind."""
    starred = {"required": True} if question.required else {}
    words = worded("text", partial(prompt, question))
    kind, more = _kind(question)
    return _item(question.key, kind, words, enabled(question.when), starred, more)


def is_an_item(question: Question) -> bool:
    """Whether it is asked as an item: a signature is not, it stands in a Provenance."""
    return not isinstance(question, Signature)


def _kind(question: Question) -> tuple[str, Resource]:
    """The type of the item, and what it needs besides."""
    match question:
        case Card(statement=statement):
            text = worded("text", partial(statement_text, statement))
            shown = {"linkId": part_id(question.key, "text"), "type": "display", **text}
            return "choice", _options(question) | {"item": [shown]}
        case PickOne():
            return "choice", _options(question)
        case PickMany():
            return "choice", {"repeats": True} | _options(question)
        case Scale():
            return "integer", {"extension": TEN}
        case Words(longest=longest):
            return "string", {"maxLength": longest}
        case Day():
            return "date", {}
        case BodyMarks():
            return "group", {"repeats": True, "item": list(_of_a_place(question.key))}
    raise TypeError(f"no item for {type(question).__name__}")


def _of_a_place(key: str) -> Iterator[Resource]:
    """What can be said of one place on the body."""
    starred = {"required": True}
    yield _pick(key, "region", N_("Place on the body"), map(_place, REGIONS)) | starred
    yield _pick(key, "mark", N_("What to do there"), map(_mark, MARKS)) | starred
    yield _pick(key, "feel", N_("How does it feel?"), map(_feel, FEELS))
    level = worded("text", partial(translate, N_("How much? 0 to 10")))
    yield {"linkId": part_id(key, "level"), "type": "integer", **level, "extension": TEN}
    yield _pick(key, "since", N_("Since when?"), map(_since, SINCE))


def _pick(key: str, part: str, words: str, options: Iterable[Resource]) -> Resource:
    return {
        "linkId": part_id(key, part),
        "type": "choice",
        **worded("text", partial(translate, words)),
        "answerOption": list(options),
    }


def _place(region: Region) -> Resource:
    key = f"region.{region.key}"
    words = worded("display", lambda language: translate(region.label, language, key))
    return {"valueCoding": {"system": system("region"), "code": region.key, **words}}


def _mark(choice: Choice) -> Resource:
    return _one_of("mark", choice)


def _feel(choice: Choice) -> Resource:
    return _one_of("feel", choice)


def _one_of(part: str, choice: Choice) -> Resource:
    key = f"{part}.{choice.key}"
    words = worded("display", lambda language: translate(choice.label, language, key))
    return {"valueCoding": {"system": system(part), "code": choice.key, **words}}


def _since(choice: Choice) -> Resource:
    words = worded("display", partial(fixed, f"since_{choice.key}"))
    return {"valueCoding": {"system": system("since"), "code": choice.key, **words}}


def _options(question: PickOne | PickMany) -> Resource:
    """The choices, and how they are shown."""
    control = "check-box" if isinstance(question, PickMany) else "radio-button"
    options = [_option(question, choice) for choice in question.choices]
    return {"answerOption": options, "extension": [_shown_as(control)]}


def _option(question: PickOne | PickMany, choice: Choice) -> Resource:
    words = worded("display", partial(choice_label, question, choice))
    option: Resource = {
        "valueCoding": {"system": choices_of(question), "code": choice.key, **words},
    }
    return option | ({"extension": [EXCLUSIVE]} if choice.clears else {})


def _shown_as(control: str) -> Resource:
    concept = {"coding": [{"system": CONTROLS, "code": control}]}
    return {"url": f"{_HL7}/questionnaire-itemControl", "valueCodeableConcept": concept}


def _help(step: Step) -> list[Resource]:
    """What stands above the questions of a step."""
    if not step.help:
        return []
    key = f"step.{step.key}.help"
    words = worded("text", lambda language: translate(step.help, language, key))
    return [{"linkId": f"{group_id(step.key)}.help", "type": "display", **words}]


def _with(*items: list[Resource]) -> Resource:
    return {"item": [one for some in items for one in some]}


def _item(key: str, kind: str, *parts: Resource) -> Resource:
    """The parts as one item; each may bring extensions."""
    whole: Resource = {"linkId": key, "type": kind}
    for part in parts:
        whole |= {name: value for name, value in part.items() if name != "extension"}
    extensions = [one for part in parts for one in part.get("extension", ())]
    return ({"extension": extensions} if extensions else {}) | whole
