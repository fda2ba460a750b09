"""What is handed out on paper: the client's copy in full, and the form to fill in by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.flags import RULES
from kiosk.catalogue.questions import Card, PickMany, PickOne
from kiosk.catalogue.regions import MARKS
from kiosk.demo.personas import personas
from kiosk.exports.blank_form import Form, blank_html, draw_blank, sheet_of
from kiosk.exports.client_copy import copy_html, copy_of, draw_copy
from kiosk.exports.drawing import Drawn, draw
from kiosk.exports.names import STATIC
from kiosk.exports.paper.body_map import outlines
from kiosk.exports.review_paper import ReviewPaper, draw_review
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.on_paper import steps_on_paper
from kiosk.intake.wording import prompt, statement_text
from kiosk.languages import translate
from kiosk.store.clinics import Clinic
from kiosk.usecases.review_parts import review_sheet
from tests.builders.records import DRAWN, MINIMUM, a_record, the_record, ticks_everything
from tests.exports import verapdf
from tests.pdf_words import holds, words_of
from tests.spoken import EACH_LANGUAGE, LEFT_TO_RIGHT, QUICK

pytestmark = pytest.mark.paper


FACTS = ClinicFacts("en", breast_work=True)
PEOPLE = {p.key: p.answers for p in personas() if p.key in ("p4_minor", "p7_spanish")}


def a_form(language: str) -> Form:
    return Form(language, "Quiet Hands", ClinicFacts(language, breast_work=True))


@cache
def a_blank(language: str) -> Drawn:
    return draw_blank(a_form(language))


def a_copy(**said: object) -> Drawn:
    return draw_copy(a_record(**said))


@cache
def a_review() -> Drawn:
    """The review sheet of a clinic that has set a rule otherwise, and words of its own."""
    own = {"severities": '{"r_night": ["info", "Agreed with our physiotherapist"]}'}
    clinic = Clinic("", "Quiet Hands", "en", "UTC", support_list_text="Night line 555-0197", **own)
    paper = ReviewPaper(review_sheet(clinic), "Not yet reviewed", "10 March 2026", ("Rules",))
    return draw_review(paper)


@pytest.fixture(scope="module", params=["copy", "review", *QUICK])
def drawn(request: pytest.FixtureRequest) -> Drawn:
    """A copy, the review sheet, and the blank form in each language."""
    if request.param == "copy":
        return draw_copy(the_record(ticks_everything(), "es"))
    if request.param == "review":
        return a_review()
    return a_blank(request.param)


def test_the_engine_has_nothing_to_remark(drawn: Drawn):
    assert drawn.remarks == ()


def test_every_drawing_begins_with_its_title():
    pages = copy_html(a_record(signature=DRAWN)), blank_html(a_form("en"))
    for page in pages:
        drawings = page.split("<svg")[1:]
        assert drawings
        assert all(re.match(r"[^>]*><title>[^<]", drawing) for drawing in drawings)


def test_it_is_tagged_and_says_its_language_and_title(drawn: Drawn):
    with pikepdf.open(BytesIO(drawn.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) in QUICK
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"]


def test_no_file_goes_with_it(drawn: Drawn):
    with pikepdf.open(BytesIO(drawn.pdf)) as pdf:
        assert "/AF" not in pdf.Root
        assert not pdf.attachments


@verapdf.needs_verapdf
def test_it_is_clean_by_every_rule_of_both_standards(tmp_path: Path):
    blanks = {f"blank-{language}": a_blank(language).pdf for language in QUICK}
    more = {"copy": a_copy(mind=["in_private"]).pdf, "review": a_review().pdf}
    assert verapdf.says({**more, **blanks}, tmp_path) == []


def test_the_review_sheet_has_all_a_clinician_signs_for():
    words = words_of(a_review().pdf)
    assert "Comes as: Caution. Agreed with our physiotherapist" in words
    assert "Night line 555-0197" in words
    assert "Name and profession of the clinician" in words
    assert re.search(r"Version [0-9a-f]{12}", words)
    assert words.count("From memory ·") == sum("FM" in rule.sources for rule in RULES)


def test_a_list_holds_its_lines_and_nothing_else(drawn: Drawn):
    with pikepdf.open(BytesIO(drawn.pdf)) as pdf:
        lists = [thing for thing in pdf.objects if is_tag(thing, "/L")]
        inside = {str(child.get("/S")) for each in lists for child in each.K}
    assert inside <= {"/LI"}


def is_tag(thing: object, tag: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == tag


def test_every_face_is_in_it(drawn: Drawn):
    for page in PdfReader(BytesIO(drawn.pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
            for inner in font.get_object().get("/DescendantFonts", [font]):
                assert "/FontFile2" in inner.get_object()["/FontDescriptor"], font


@pytest.mark.parametrize("who", PEOPLE)
def test_a_copy_says_all_that_was_said_in_the_clients_language(who: str):
    record = the_record({**MINIMUM, **PEOPLE[who]}, "en")
    words = words_of(draw_copy(record).pdf)
    for section in record.said.sections:
        for line in section.lines:
            said = [*line.labels] if line.labels else [line.answer]
            for piece in said if line.kind in ("pickone", "pickmany", "words") else ():
                assert piece is None or " ".join(str(piece).split()) in words, line.key
    for mark in record.said.marks:
        assert mark.region_label in words


@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_a_copy_has_every_agreement_word_for_word_with_version_and_answer(language: str):
    record = a_record(language=language, consent_stop="talk_first")
    words = words_of(draw_copy(record).pdf)
    for said in record.agreements:
        assert holds(words, said.text)
        assert holds(words, f"{said.title}: {said.answer_label}")
        version = translate("Version %(number)d", language) % {"number": said.version}
        assert f"{version} · 10" in words


def test_a_copy_has_nothing_that_we_made_of_it():
    words = words_of(draw_copy(the_record(ticks_everything(language="en"))).pdf)
    ours = {text for rule in RULES for text in (rule.key, rule.note)}
    assert [text for text in ours if text in words] == []
    for severity in ("Stop and ask", "STOP AND ASK", "Caution", "CAUTION", "stop_and_ask"):
        assert severity not in words


def test_no_copy_says_what_is_for_a_private_talk_and_every_copy_says_so():
    """A guardian is handed that of a fifteen-year-old, and a partner finds the other."""
    private = {"pregnancy": "in_private", "cancer": "in_private", "mind": ["anxiety", "in_private"]}
    words = words_of(a_copy(private_word="yes", after_release="talk", **private).pdf)
    asked = ("private_word", "pregnancy", "cancer", "after_release")
    assert [key for key in asked if CATALOGUE.question(key).prompt in words] == []
    assert "I will tell the therapist" not in words
    assert "rather say it in person" not in words
    assert "Anxiety or panic" in words, "what else was said to the same question stays"
    plainly = words_of(a_copy(private_word="no", pregnancy="no", cancer="never").pdf)
    for each in (words, plainly):
        assert "What you wish to say only in private is printed on no paper." in each


def test_a_copy_says_who_signed_and_how():
    typed = {"method": "typed", "name": "Maya Lindqvist"}
    words = words_of(a_copy(signature=typed).pdf)
    assert "Signed by Maya Lindqvist, typed, 10 March 2026, 10:12 am" in words
    drawn = copy_of(a_record(signature=DRAWN))
    assert drawn.ink
    assert drawn.signed == ("Signed by Maya Lindqvist, drawn, 10 March 2026, 10:12 am",)
    helped = copy_of(replace(a_record(), signature_helper="Kim"))
    assert helped.signed[-1] == "Helper: Kim"


def test_the_papers_bytes_do_not_hang_on_what_was_drawn_before():
    record = a_record()
    before = draw(record).pdf
    draw_copy(record)
    assert draw(record).pdf == before


@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_a_blank_form_asks_everything_in_its_language(language: str):
    sheet = sheet_of(a_form(language))
    words = words_of(a_blank(language).pdf)
    for part in sheet.parts:
        assert holds(words, part.title)
        for blank in part.blanks:
            for piece in (blank.prompt, blank.text, *blank.choices):
                assert holds(words, piece), piece


def test_a_blank_form_offers_every_choice():
    words = words_of(a_blank("en").pdf)
    asked = [asked.question for step in steps_on_paper(FACTS, "en") for asked in step.asked]
    picked = [question for question in asked if isinstance(question, PickOne | PickMany)]
    missing = [c.label for question in picked for c in question.choices if c.label not in words]
    assert missing == []
    assert len(picked) > 70


def test_a_blank_form_has_every_agreement_with_its_version():
    words = words_of(a_blank("en").pdf)
    for card in CATALOGUE.questions:
        if isinstance(card, Card):
            assert prompt(card, "en") in words
            assert statement_text(card.statement, "en") in words
            text = " ".join(statement_text(card.statement, "en").split())
            assert f"{text} Version {card.statement.version}" in words


def test_a_blank_form_has_both_figures_and_says_what_to_write_on_them():
    sheet = sheet_of(a_form("es"))
    assert [title for title, *_ in sheet.figures] == ["Frente", "Espalda"]
    assert len(sheet.legend) == len(MARKS)
    kinds = [blank.kind for part in sheet.parts for blank in part.blanks]
    assert kinds.count("map") == kinds.count("signature") == 1


def test_a_copy_shows_the_map_as_it_was_marked_and_what_its_letters_mean():
    marks = [{"region": "calf_left", "mark": "avoid"}, {"region": "scalp", "mark": "work"}]
    page = copy_html(a_record(language="es", body_marks=marks))
    assert page.count("<figure>") == 2
    assert "W = Trabajar aquí; X = No tocar." in page
    back = outlines()["back"].regions
    assert all(f'<path d="{back[mark["region"]]}"' in page for mark in marks)
    assert "<figure>" not in copy_html(a_record())


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_a_blank_form_is_two_sheets_of_paper(language: str):
    assert len(PdfReader(BytesIO(a_blank(language).pdf)).pages) <= 4


@pytest.mark.torture
@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_so_it_is_on_the_shorter_paper_for_a_clinic_that_asks_everything(language: str):
    facts = ClinicFacts(language, breast_work=True, gentle_release=True, support_list=True)
    form = Form(language, "The Quiet Hands Massage and Bodywork Centre", facts)
    for size in ("A4", "Letter"):
        assert len(PdfReader(BytesIO(draw_blank(form, size).pdf)).pages) <= 4, size


def test_no_letter_of_a_blank_form_is_small_but_hints_and_the_foot():
    assert sizes_in(a_blank("es").pdf) == {7.6, 8.5, 10.0, 12.0, 17.0}
    sheet = (STATIC / "blank-form.css").read_text()
    closer = sheet.partition("/* Where four sides")[2]
    assert closer
    assert "font" not in closer


def sizes_in(pdf: bytes) -> set[float]:
    """The sizes of its letters, in points: pages are drawn in pixels, four for three points."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        said = [line for page in opened.pages for line in pikepdf.parse_content_stream(page)]
    return {round(float(line.operands[1]) * 0.75, 1) for line in said if str(line.operator) == "Tf"}


@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_a_blank_form_has_a_box_for_every_choice_and_room_for_every_word(language: str):
    page = blank_html(a_form(language))
    blanks = [blank for part in sheet_of(a_form(language)).parts for blank in part.blanks]
    boxes = sum(len(blank.choices) for blank in blanks if blank.kind != "day")
    assert page.count('<span class="box">') == boxes
    lines = sum(blank.kind == "line" for blank in blanks)
    assert len(re.findall(r'<(?:p|div) class="(?:ask )?line', page)) == lines


def test_a_short_choice_is_never_broken_over_two_lines():
    page = blank_html(a_form("en"))
    assert "She\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}her" in page
    assert "Someone to read or tap for me" in page
