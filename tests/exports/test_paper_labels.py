"""A value never stands without what it is of, and no name of ours for a thing is ever printed."""

from __future__ import annotations

import re
from html import unescape

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import Words
from kiosk.demo.personas import personas
from kiosk.exports.blank_form import Form, blank_html
from kiosk.exports.client_copy import copy_html
from kiosk.exports.paper.html import paper_html
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.record import Record
from tests.builders.records import a_record, a_return, the_record, ticks_everything
from tests.exports.papers import TIGHTEST
from tests.spoken import EACH_LANGUAGE

INLINE = re.compile(r"</?(?:b|bdi|small|span)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
OURS = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
"""How the catalogue names a thing: a question, a choice, a statement, a rule, a place."""

TYPED = {each.key: "Plum tree" for each in CATALOGUE.questions if isinstance(each, Words)}
YOUNG = {"birth_date": "2012-01-31"}
RETURNING = next(person for person in personas() if person.path == "returning")
ROOM = {"sound": "quiet", "talk": "little", "scent": "no_scent", "lotion": "oil", "light": "dim"}


def text_of(html: str) -> str:
    """What is read on a page, and what is read out of its drawings."""
    spoken = " ".join(re.findall(r'alt="([^"]*)"', html))
    return " ".join(unescape(f"{TAG.sub(' ', INLINE.sub('', html))} {spoken}").split())


def read(**said: object) -> str:
    return text_of(paper_html(a_record(**said)))


def records(language: str) -> list[Record]:
    return [
        the_record(ticks_everything(**TYPED, language=language), language),
        the_record(ticks_everything(**TYPED, **YOUNG, language=language), language),
        a_return(RETURNING, language, **TYPED),
        a_record(language, language=language),
    ]


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_no_name_of_ours_is_ever_printed(language: str):
    form = Form(language, "Quiet Hands", ClinicFacts(language, breast_work=True))
    pages = [blank_html(form)]
    for record in records(language):
        pages += [paper_html(record), paper_html(record, fit=TIGHTEST), copy_html(record)]
    assert [found for page in pages for found in OURS.findall(text_of(page))] == []


def test_each_wish_for_the_room_says_what_it_is_of():
    said = "Sound: Quiet; Talking: A little; Light: Dim; Scent: No scent; Skin: Oil."
    assert said in read(**ROOM)


def test_how_firm_says_what_it_is_of():
    assert "Pressure: Not sure: start light and ask" in read(pressure="unsure")
    assert "Pressure: not answered" in read(sound="quiet")


def test_the_guardians_phone_is_the_guardians():
    text = text_of(paper_html(the_record(ticks_everything(**TYPED, **YOUNG, language="en"))))
    assert "Guardian's phone Plum tree" in text
    assert "Your phone" not in text


def test_where_a_guardian_will_be_is_no_second_relation():
    said = {"guardian_name": "Ana", "guardian_relation": "other", "guardian_presence": "decide"}
    text = read(**YOUNG, **said)
    assert "Guardian: Ana, Someone else. Where: Let us decide together." in text


def test_what_is_none_says_of_what():
    text = read(inside=["none"], devices=["none"], any_sensitive="no")
    assert "Nothing reported for: Inside the body; In or on your body" in text
    assert not re.search(r"\bNone\b", text)


def test_a_question_named_in_a_row_leaves_the_space_before_its_mark_behind():
    html = paper_html(a_record("fr", today_signs=["none"], warning_signs=["none"]))
    assert "récemment." in html
    assert not re.search(r"\u202f\.", html)
