"""The QuestionnaireResponse: what stands of one visit, under the wording it was signed with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from ...catalogue import CATALOGUE
from ...catalogue.agreements import OWN
from ...catalogue.questions import BodyMarks, Day, PickMany, PickOne, Question
from ...frozen import dataclass
from ...intake.record import what_stands
from ...intake.wording import choice_label, prompt, title
from ..exported import Exported
from ..values import carried_of
from . import facts
from .items import group_id, is_an_item, part_id
from .names import (
    GIVEN_ON,
    MASKED,
    QUESTIONNAIRE,
    RECORD,
    Resource,
    choices_of,
    coding,
    id_of,
    identifier,
    reference,
    system,
)
from .people import author, subject

PROFILE = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaireresponse"

OWN_AGREEMENTS = "own-agreements"
"""The group of what was said to agreements of the clinic's own, by their titles; each is a Consent
with its words as well."""
_OWN = frozenset(card.key for card in OWN)

NO_LONGER_ASKED = "no-longer-asked"
"""The group of what was answered under earlier versions and is asked no more."""


def response(one: Exported) -> Resource:
    """What was asked and stands. Left open: an item without an answer; not asked: no item."""
    kept = one.kept
    return {
        "resourceType": "QuestionnaireResponse",
        "id": id_of("QuestionnaireResponse", kept["id"]),
        "meta": {"profile": [PROFILE]},
        "language": kept["language"],
        "identifier": identifier(RECORD, kept["id"]),
        "questionnaire": f"{QUESTIONNAIRE}|{kept['catalogue_version']}",
        "status": "amended" if kept.get("put_right") or kept.get("withdrawn") else "completed",
        "subject": subject(one),
        "encounter": reference("Encounter", kept["id"]),
        "authored": kept["signed_at"],
        "author": author(one),
        "source": author(one),
        "item": list(_Said(one).groups()),
    }


@dataclass(frozen=True)
class _Said:
    """What one visit says, and the words that it was asked in."""

    visit: Exported

    @cached_property
    def says(self) -> dict[str, Any]:
        return what_stands(self.visit.kept.get("carried"), self.visit.kept["answers"])

    @cached_property
    def _carried(self) -> dict[str, dict[str, Any]]:
        return carried_of(self.visit.kept)

    @cached_property
    def lines(self) -> dict[str, Mapping[str, Any]]:
        sections = self.visit.kept["said"]["sections"]
        return {line["key"]: line for section in sections for line in section["lines"]}

    @property
    def language(self) -> str:
        return str(self.visit.kept["language"])

    def groups(self) -> Iterator[Resource]:
        """A group for each step of which anything stands."""
        if found := facts.said(self.visit.kept, self.says):
            yield found
        for step in CATALOGUE.steps:
            here = [q for q in step.questions if is_an_item(q) and self._stands(q.key)]
            items = [item for question in here for item in self._items(question)]
            if items:
                words = title(step, self.language)
                yield {"linkId": group_id(step.key), "text": words, "item": items}
        for group, keys in (
            (OWN_AGREEMENTS, [key for key in self.says if key in _OWN]),
            (NO_LONGER_ASKED, [key for key in self.says if key not in CATALOGUE.keys]),
        ):
            if keys:
                yield {"linkId": group, "item": [self._old(key) for key in keys]}

    def _stands(self, key: str) -> bool:
        return key in self.says or key in self.visit.withheld

    def _items(self, question: Question) -> Iterator[Resource]:
        answer = self.says.get(question.key)
        if isinstance(question, BodyMarks) and answer:
            for place in self.visit.kept["said"]["marks"]:
                yield self._item(question) | {"item": list(_of_a_place(question.key, place))}
            return
        item, answers = self._item(question), self._answers(question, answer)
        yield item | ({"answer": answers} if answers else {})

    def _item(self, question: Question) -> Resource:
        key = question.key
        words = self.lines[key]["prompt"] if key in self.lines else prompt(question, self.language)
        carried = self._carried.get(key)
        stands = carried and key not in self.visit.kept["answers"]
        on = carried.get("since", carried["on"]) if carried and stands else ""
        known = [{"url": GIVEN_ON, "valueDate": on}] if on else []
        held = [MASKED] if key in self.visit.withheld else []
        about = [*known, *held]
        return {"linkId": key, "text": words} | ({"extension": about} if about else {})

    def _answers(self, question: Question, answer: Any) -> list[Resource]:
        if answer is None:
            return []
        if isinstance(question, PickOne | PickMany):
            picked = [answer] if isinstance(answer, str) else answer
            words = self._labels(question, picked)
            return [
                {"valueCoding": coding(choices_of(question), key, words.get(key, ""))}
                for key in picked
            ]
        return [typed(answer, question)]

    def _labels(self, question: PickOne | PickMany, picked: list[str]) -> dict[str, str]:
        """The choices in the words they were picked in; in those of today where none were kept."""
        line = self.lines.get(question.key)
        if line and len(line["labels"]) == len(picked):
            return dict(zip(picked, line["labels"], strict=True))
        return {c.key: choice_label(question, c, self.language) for c in question.choices}

    def _old(self, key: str) -> Resource:
        line, answer = self.lines.get(key), self.says[key]
        several = answer if isinstance(answer, list) else [answer]
        answers = [plain(each) for each in several if each is not None]
        words = {"text": line["prompt"]} if line else {}
        return {"linkId": key, **words} | ({"answer": answers} if answers else {})


def _of_a_place(key: str, place: Mapping[str, Any]) -> Iterator[Resource]:
    """What was said of one place on the body."""
    for part in ("region", "mark", "feel", "since"):
        if place[part]:
            said = coding(system(part), place[part], place[f"{part}_label"])
            yield {"linkId": part_id(key, part), "answer": [{"valueCoding": said}]}
        if part == "feel" and place["level"] is not None:
            yield {"linkId": part_id(key, "level"), "answer": [{"valueInteger": place["level"]}]}


def typed(answer: Any, question: Question) -> Resource:
    """A day, a number or words, as an answer."""
    if isinstance(question, Day):
        return {"valueDate": answer}
    return {"valueInteger": answer} if isinstance(answer, int) else {"valueString": answer}


def plain(answer: Any) -> Resource:
    """An answer to a question whose kind nobody knows any more."""
    if isinstance(answer, int):
        return {"valueInteger": answer}
    return {"valueString": str(answer)}
