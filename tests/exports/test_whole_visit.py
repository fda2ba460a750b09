"""The finished visit in one document: intake, session, note, additions, who and when."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from kiosk.catalogue.after import SESSION_NOTE
from kiosk.exports.drawing import Drawn, draw
from kiosk.exports.paper.html import paper_html
from kiosk.exports.whole_visit import draw_whole_visit
from kiosk.intake.history import NO_HISTORY
from kiosk.intake.record import Withdrawn
from kiosk.intake.session_said import SessionSaid, WholeVisit
from kiosk.intake.treatment import OUTCOMES, TAPS, treatment_of
from kiosk.intake.wording import prompt
from kiosk.languages import translate
from tests.exports import verapdf
from tests.exports.whole_visits import NAMES, PEOPLE, PRINTED, TAPPED, record_of, said_of
from tests.pdf_words import words_of
from tests.spoken import LEFT_TO_RIGHT

BELLY = "sensitive_abdomen"
SOME = (("p2_returning_athlete", "en"), ("p4_minor", "en"), ("p7_spanish", "es"))
"""A client who comes back, one under age, and one who reads another language."""


@cache
def drawn(who: str, language: str = "en", size: str = "A4") -> Drawn:
    record = record_of(who, language)
    return draw_whole_visit(WholeVisit(record, NO_HISTORY, PRINTED, said_of(record)), size)


@cache
def page(who: str, language: str = "en") -> str:
    record = record_of(who, language)
    return paper_html(record, issue=PRINTED, said=said_of(record))


@pytest.mark.paper
@verapdf.needs_verapdf
def test_it_is_clean_by_every_rule_of_both_standards(tmp_path: Path):
    papers = {f"{who}-{language}": drawn(who, language).pdf for who, language in SOME}
    assert verapdf.says(papers, tmp_path) == []


@pytest.mark.torture
@verapdf.needs_verapdf
@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_so_is_everybodys(language: str, size: str, tmp_path: Path):
    every = {who: drawn(who, language, size) for who in PEOPLE}
    assert [each.remarks + each.unreadable for each in every.values()] == [()] * len(every)
    assert verapdf.says({who: each.pdf for who, each in every.items()}, tmp_path) == []


@pytest.mark.paper
def test_it_is_drawn_without_a_remark_and_says_the_session_as_data():
    made = drawn(*SOME[1])
    assert (made.remarks, made.unreadable) == ((), ())
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        said = json.loads(pdf.attachments["paper.json"].get_file().read_bytes())
    assert said["session"]["added"]["pairs"][0]["prompt"].startswith("Theo Hands, 12 March 2026")
    assert "Whole visit, printed 10 March 2026" in words_of(made.pdf)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_it_says_all_that_was_noted_with_who_and_when(who: str, language: str):
    record = record_of(who, language)
    said, words = said_of(record), page(who, language)
    asked = said.answers.keys() - {"note_regions"}
    for each in said.noted:
        assert NAMES[each.by] in words
    wanted = [
        *(flag.flag for flag in record.flags),
        *(translate(TAPS[tap], language) for tap in TAPPED),
        *(translate(OUTCOMES[each.outcome], language) for each in said.treatment.talked.values()),
        *(prompt(q, language) for q in SESSION_NOTE.questions if q.key in asked),
        *(str(words) for words in said.answers.values() if isinstance(words, str) and " " in words),
        *(each.words for each in said.additions),
    ]
    plain = words.replace("&#39;", "'").replace("&amp;", "&")
    assert [each for each in wanted if each not in plain] == []


def test_first_and_second_yes_stand_beside_what_held():
    rows = page("p4_minor").partition("second-yes")[2].partition("</table>")[0]
    belly = next(row for row in rows.split("<tr>") if "Belly" in row)
    for said in ("signed anew", "Yes, over the sheet only, said by the client", "<b>No</b>"):
        assert said in belly
    assert "Signed by the guardian" in page("p4_minor")


def test_an_area_that_was_taken_back_says_so_beside_what_was_said_first():
    record = record_of("p4_minor")
    back = Withdrawn(BELLY, "yes", "client", "in_person", "2026-03-10T10:20:00+00:00", "mei")
    told = replace(record, withdrawn=(back,), answers={**record.answers, BELLY: "no"})
    rows = paper_html(told, issue=PRINTED, said=said_of(told)).partition("second-yes")[2]
    belly = next(row for row in rows.partition("</table>")[0].split("<tr>") if "Belly" in row)
    assert belly.index("No; ") < belly.index("signed anew") < belly.index("taken back, 10:20")
    assert "taken back" not in page("p4_minor").partition("second-yes")[2].partition("</table>")[0]


def test_differences_are_printed_in_words():
    words = page("p1_anxious_new")
    assert "Pressure: asked for" in words
    assert "To be left alone, and worked" in words or "Asked for, and not worked" in words


def test_what_a_therapist_alone_is_told_in_private_is_not_on_it():
    record = record_of("p1_anxious_new")
    told = replace(record, answers={**record.answers, "private_word": "yes"})
    words = paper_html(told, issue=PRINTED, said=said_of(told))
    assert "something in private" not in words


def test_a_visit_that_was_postponed_and_has_no_note_says_so():
    record = record_of("p5_anticoagulant")
    said = SessionSaid((), treatment_of((), is_read=True), is_minor=False)
    words = paper_html(record, issue=PRINTED, said=said)
    for each in ("It never began.", "Not signed yet.", "No lines were shown."):
        assert each in words


def test_the_paper_itself_has_nothing_of_it():
    assert "session" not in paper_html(record_of("p1_anxious_new"))


@pytest.mark.paper
def test_drawing_one_changes_no_byte_of_a_paper():
    record = record_of("p1_anxious_new")
    before = draw(record).pdf
    drawn("p1_anxious_new")
    assert draw(record).pdf == before
