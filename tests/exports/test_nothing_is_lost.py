"""Whatever a client is asked reaches the therapist: another answer makes another paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import BodyMarks, Day, PickMany, PickOne, Question, Scale, Words
from kiosk.demo.personas import personas
from kiosk.exports.paper import private_talk
from kiosk.exports.paper.html import paper_html
from kiosk.intake.record import Record
from tests.builders.records import a_return, the_record, ticks_everything

pytestmark = pytest.mark.long


ATHLETE = next(person for person in personas() if person.path == "returning")

NOT_FOR_PAPER: Mapping[str, str] = {
    "confirm_me": "says who it is, as the name on the paper does",
    "find_birth_date": "is compared with the birth date on the paper, and not kept",
    "find_phone_end": "is compared with the phone, and not kept",
    "after_release": "is asked after a session note says so, and none is written yet",
    "signature": "is a drawing, with tests of its own",
}
"""Questions that a paper says nothing of, and why."""

FINGERPRINT = re.compile(r"(?:[0-9a-f]{4} ){3}[0-9a-f]{4}")

ASKED = [question for question in CATALOGUE.questions if question.key not in NOT_FOR_PAPER]


def new_client(answers: Mapping[str, Any]) -> Record:
    everything = {**ticks_everything(language="en", filling_for="myself"), **answers}
    return the_record({key: said for key, said in everything.items() if said is not None})


def young_client(answers: Mapping[str, Any]) -> Record:
    young = {"birth_date": "2012-01-31", "filling_for": "someone_else"}
    return new_client({**young, **answers})


def returning_client(answers: Mapping[str, Any]) -> Record:
    every = {key: ticks_everything()[key] for key in ("changed", "brought_back", "goals")}
    return a_return(ATHLETE, **{**every, "home_done": "no", **answers})


CLIENTS = (new_client, young_client, returning_client)


@cache
def asks(client: int, key: str) -> bool:
    """Whether this client is asked this question."""
    return key in CLIENTS[client]({}).answers


def other_answers(question: Question) -> Iterator[Any]:
    """Two answers to a question that cannot be taken for each other."""
    match question:
        case PickMany(choices=choices):
            yield [choices[0].key]
            yield [choices[-1].key] if choices[1:] else None
        case PickOne(choices=choices):
            yield from (choice.key for choice in (choices[0], choices[-1]))
        case Words():
            yield from ("By the river", "Under the plum tree")
        case Scale():
            yield from (2, 9)
        case Day():
            yield from ("1970-02-03", "1971-04-05")
        case BodyMarks():
            yield from ([{"region": f"knee_{side}", "mark": "work"}] for side in ("left", "right"))


def papers(question: Question) -> Iterator[tuple[str, str]]:
    """The paper of each client who is asked, with one answer and with the other."""
    said = list(other_answers(question))
    for number, client in enumerate(CLIENTS):
        if said and asks(number, question.key):
            one, other = (words(client({question.key: each})) for each in said)
            yield one, other


def words(record: Record) -> str:
    """What a paper says, without the fingerprint that any change changes."""
    return FINGERPRINT.sub("", paper_html(record))


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.key)
def test_every_answer_reaches_the_therapist(question: Question):
    found = papers(question)
    first = next(found, None)
    assert first, (
        f"nobody here is asked {question.key}: add a client to CLIENTS in {__name__} who is, so "
        "that its place on the paper is proved"
    )
    assert any(one != other for one, other in chain([first], found)), (
        f"{question.key} is asked and never printed: name its block in `prints` and add it to that "
        f"block in kiosk/exports/paper/, or say in NOT_FOR_PAPER of {__name__} why not"
    )


def test_a_question_that_no_block_prints_is_found(monkeypatch: pytest.MonkeyPatch):
    question = CATALOGUE.question("good_visit")
    monkeypatch.setattr(private_talk, "NEVER", private_talk.NEVER | {question.key})
    assert all(one == other for one, other in papers(question))
