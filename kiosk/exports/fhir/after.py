"""What came after the signature: the session's note and how it was, as forms and responses.

Both are there only where they may be read and were asked for: an export of anybody else holds none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from ...catalogue import CATALOGUE
from ...catalogue.after import REFLECT, SESSION_NOTE
from ...catalogue.questions import BodyMarks, PickMany, PickOne, Question, Step
from ...intake.wording import choice_label, prompt, title
from ...languages import N_, SOURCE, translate
from ..exported import Exported, Written
from .items import group_id, group_of, part_id
from .names import (
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
from .people import subject
from .proof import made_by
from .response import NO_LONGER_ASKED, plain, typed
from .translated import worded

STEPS = (SESSION_NOTE, REFLECT)
ADDED = "added"
"""What was added to a note after it was signed, each with when."""


def forms() -> Iterator[Resource]:
    """The note and the reflection, as they are asked today."""
    for step in STEPS:
        asked = [group_of(step), *([_added()] if step is SESSION_NOTE else [])]
        yield {
            "resourceType": "Questionnaire",
            "id": id_of("Questionnaire", f"{CATALOGUE.version}/{step.key}"),
            "language": SOURCE,
            "url": address_of(step),
            "version": CATALOGUE.version,
            "name": "".join(part.capitalize() for part in step.key.split("_")),
            **worded("title", partial(title, step)),
            "status": "active",
            "subjectType": ["Patient"],
            "item": asked,
        }


def address_of(step: Step) -> str:
    """What the form of a step is called."""
    return f"{QUESTIONNAIRE}:{step.key}"


def after(one: Exported) -> Iterator[Resource]:
    """The note and the reflection of a visit, each with who wrote it, where they are told."""
    for step, said in zip(STEPS, (one.note, one.reflection), strict=True):
        if said:
            who = {"display": said.by} if said.by else subject(one)
            yield _response(one, step, said, who)
            yield made_by(f"{one.kept['id']}/{step.key}", said.at, who)


def _response(one: Exported, step: Step, said: Written, who: Resource) -> Resource:
    key, language = f"{one.kept['id']}/{step.key}", one.kept["language"]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": id_of("QuestionnaireResponse", key),
        "language": language,
        "identifier": identifier(RECORD, key),
        "questionnaire": address_of(step),
        "status": "amended" if said.added else "completed",
        "subject": subject(one),
        "encounter": reference("Encounter", one.kept["id"]),
        "authored": said.at,
        "author": who,
        "item": list(_groups(step, said, language)),
    }


def _groups(step: Step, said: Written, language: str) -> Iterator[Resource]:
    known = {question.key: question for question in step.questions}
    items = [
        item
        for key, question in known.items()
        if key in said.answers
        for item in _items(question, said.answers[key], language)
    ]
    yield {"linkId": group_id(step.key), "text": title(step, language), "item": items}
    if old := [_old(key, said.answers[key]) for key in said.answers if key not in known]:
        yield {"linkId": NO_LONGER_ASKED, "item": old}
    if said.added:
        answers = [{"valueString": words} for words in said.added]
        yield {"linkId": ADDED, "answer": answers}


def _items(question: Question, answer: Any, language: str) -> Iterator[Resource]:
    item = {"linkId": question.key, "text": prompt(question, language)}
    if isinstance(question, BodyMarks) and answer:
        for place in answer:
            yield item | {"item": list(_of_a_place(question.key, place))}
        return
    answers = list(_answers(question, answer, language))
    yield item | ({"answer": answers} if answers else {})


def _answers(question: Question, answer: Any, language: str) -> Iterator[Resource]:
    if answer is None:
        return
    if not isinstance(question, PickOne | PickMany):
        yield typed(answer, question)
        return
    words = {choice.key: partial(choice_label, question, choice) for choice in question.choices}
    for key in [answer] if isinstance(answer, str) else answer:
        said = words[key](language) if key in words else ""
        yield {"valueCoding": coding(choices_of(question), key, said)}


def _of_a_place(key: str, place: Mapping[str, Any]) -> Iterator[Resource]:
    for part, said in place.items():
        if isinstance(said, int):
            yield {"linkId": part_id(key, part), "answer": [{"valueInteger": said}]}
        elif said:
            code = coding(system(part), said)
            yield {"linkId": part_id(key, part), "answer": [{"valueCoding": code}]}


def _old(key: str, answer: Any) -> Resource:
    several = answer if isinstance(answer, list) else [answer]
    answers = [plain(each) for each in several if each is not None]
    return {"linkId": key} | ({"answer": answers} if answers else {})


def _added() -> Resource:
    words = worded("text", partial(translate, N_("Added to the note")))
    return {"linkId": ADDED, "type": "string", "repeats": True, **words}
