"""A paper in Arabic: drawn in a face of ours, read back as it is written, left and right kept."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pypdf
import pytest
from lxml import html

from kiosk.exports.blank_form import Form, blank_html
from kiosk.exports.client_copy import copy_html
from kiosk.exports.drawing import Drawn, draw
from kiosk.exports.paper.html import paper_html
from kiosk.intake.facts import ClinicFacts
from kiosk.languages import LANGUAGES
from tests.builders.records import a_record

pytestmark = [
    pytest.mark.paper,
    pytest.mark.skipif("ar" not in LANGUAGES, reason="not whole at the moment"),
]

SAID = {
    "full_name": "ليلى حداد",
    "preferred_name": "ليلى",
    "phone": "555 0101",
    "body_marks": [{"region": "calf_left", "mark": "avoid"}],
}


@cache
def arabic() -> Drawn:
    return draw(a_record("ar", language="ar", **SAID))


def test_every_letter_is_there_and_the_engine_has_nothing_to_remark():
    assert (arabic().remarks, arabic().unreadable) == ((), ())


def test_its_letters_are_embedded_and_none_is_the_machines():
    with pikepdf.open(io.BytesIO(arabic().pdf)) as pdf:
        faces = {
            str(font.BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in page.Resources.get("/Font", {}).values()
        }
    assert faces >= {"Paper-Arabic", "Paper-Arabic-Bold"}
    assert not any(face.startswith("DejaVu") for face in faces)


def test_it_is_read_back_as_it_is_written():
    pages = pypdf.PdfReader(io.BytesIO(arabic().pdf)).pages
    words = " ".join(page.extract_text() for page in pages)
    for word in ("المختص", "الحساسية", "ربلة", "يسار", "الوضعيات", "555 0101"):
        assert word in words, word


def sides(page: str) -> list[list[str]]:
    """What stands above each figure from the left to the right of the sheet."""
    captions = html.document_fromstring(page).xpath("//figcaption[span]")
    assert {each.get("dir") for each in captions} == {"ltr"}
    return [[part.text_content() for part in each] for each in captions]


FRONT, BACK = ["يمين", "الأمام", "يسار"], ["يسار", "الخلف", "يمين"]
YOURS = [["يمينكم", "الأمام", "يساركم"], ["يساركم", "الخلف", "يمينكم"]]


def test_the_body_is_not_turned_round_with_the_page():
    record = a_record("ar", language="ar", **SAID)
    assert sides(paper_html(record)) == [FRONT, BACK]
    assert sides(copy_html(record)) == [FRONT, BACK]
    assert sides(blank_html(Form("ar", "Quiet Hands", ClinicFacts("ar")))) == YOURS
    assert "ربلة الساق (يسار)" in paper_html(record)
