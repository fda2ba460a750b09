"""Papers for tests: drawn here and now, and read again as a reader would."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

import pypdf
import pytest

from kiosk.demo.personas import Persona, personas
from kiosk.exports.drawing import Drawn, draw
from kiosk.exports.paper.fitting import Amount, ways
from kiosk.intake.record import Record
from tests.builders.records import signed, the_record, ticks_everything
from tests.pdf_words import pages_of

NEW = [person for person in personas() if person.path == "new"]
RETURNING = next(person for person in personas() if person.path == "returning")
SIZES = ("A4", "Letter")
EACH_SIZE = ["A4", pytest.param("Letter", marks=pytest.mark.torture)]
"""Both, as a parameter of a test; in the suite the fullest papers alone are tried on Letter."""

SHORT_NAMES = {
    "full_name": "Wilhelmina van der Heijden-Oyelaran",
    "preferred_name": "Billie",
    "guardian_name": "Ana Oyelaran",
    "signature_helper": "Ana Oyelaran",
}
TIGHTEST = ways(Amount(30, 50, 50, comes_back=True, touch_saves=True))[-1]
"""Page 1 of a client who ticks everything."""

WORDY = {
    "allergy_note": "Kiwi and the dust of old books",
    "medicine_names": "apixaban, metoprolol, oxycodone, prednisolone, insulin, fentanyl patch",
    "respect_note": "Head scarf stays on; scar on chest",
    "complaint_words": "My neck and hip have held everything since I began caring for my father",
    "good_visit": "I can sleep on my side again",
}


class Paper:
    """A drawn paper, page by page."""

    def __init__(self, drawn: Drawn) -> None:
        self.drawn = drawn

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self.drawn.pdf))

    @property
    def first(self) -> str:
        return pages_of(self.drawn.pdf)[0]

    @property
    def behind(self) -> str:
        return " ".join(pages_of(self.drawn.pdf)[1:])

    @property
    def text(self) -> str:
        return f"{self.first} {self.behind}"

    @cached_property
    def headings(self) -> list[tuple[str, int]]:
        """Every heading but the name, with the number of its page."""
        marks = _flat(self.reader.outline)
        return [(m.title, self.reader.get_destination_page_number(m) + 1) for m in marks]

    def tags(self) -> list[tuple[str, str]]:
        """The structure tree in reading order: each tag with its alternative text."""
        return list(_tags(self.reader.trailer["/Root"]["/StructTreeRoot"]))


def paper(record: Record, size: str = "A4") -> Paper:
    return Paper(draw(record, size))


@cache
def paper_of(person: str, size: str = "A4", clinic_language: str = "en") -> Paper:
    """The paper of a written-down person, drawn once."""
    return paper(record_of(person, clinic_language), size)


def record_of(person: str, clinic_language: str = "en") -> Record:
    return the_record(signed(by_key(person).answers), clinic_language)


def by_key(person: str) -> Persona:
    return next(each for each in NEW if each.key == person)


@cache
def everything(size: str = "A4", minor: bool = False, clinic_language: str = "en") -> Paper:
    """The paper of a client who ticks every box, drawn once."""
    return paper(ticked(minor, clinic_language), size)


def ticked(minor: bool = False, clinic_language: str = "en") -> Record:
    birth = {"birth_date": "2012-01-31"} if minor else {}
    return the_record(ticks_everything(**SHORT_NAMES, **WORDY, **birth), clinic_language)


def _flat(outline: list[Any]) -> Iterator[Any]:
    for mark in outline:
        if isinstance(mark, list):
            yield from _flat(mark)
        else:
            yield mark


def _tags(node: Any) -> Iterator[tuple[str, str]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"].lstrip("/"), str(node.get("/Alt", ""))
        yield from _tags(node.get("/K", []))
