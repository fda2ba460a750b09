"""The paper as a screen reader meets it: PDF/UA-1 tags, language, faces, and no complaint."""

from __future__ import annotations

import io

import pikepdf
import pytest

from kiosk.exports.drawing import draw
from tests.builders.records import a_record
from tests.exports.papers import everything, paper, paper_of

pytestmark = pytest.mark.paper


OTHER_SCRIPTS = "Привет, болит шея · عندي ألم في الظهر · 脖子疼 · 목이 아파요 · שלום · 😀 Łódź"


@pytest.fixture(scope="module")
def some():
    return paper_of("p6_caregiver")


def test_it_says_that_it_is_tagged_and_in_which_language(some):
    root = some.reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_object().get_data()
    assert b"pdfuaid:part" in metadata


def test_its_metadata_name_nobody(some):
    said = {key: value for key, value in some.reader.metadata.items() if key != "/Producer"}
    assert said == {"/Title": "Intake summary"}
    assert b"Denise" not in some.reader.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_headings_begin_with_the_one_name_and_skip_no_level(some):
    headings = [tag for tag, _ in some.tags() if tag.startswith("H")]
    assert headings[0] == "H1"
    assert set(headings[1:]) == {"H2"}


def test_every_drawing_and_picture_has_words(some):
    figures = [words for tag, words in some.tags() if tag == "Figure"]
    assert figures == [
        "Face down. Clothes: I keep my underwear on.",
        (
            "Face up. Clothes: I keep my underwear on. Do not touch: Chest muscles (both); "
            "Inner thigh (both). Ask first: Face and jaw; Belly."
        ),
        "Front of the body; the marks are in the list",
        "Back of the body; the marks are in the list",
        "Signature",
    ]


def test_lists_and_the_table_are_tagged_as_such(some):
    tags = {tag for tag, _ in some.tags()}
    assert {"L", "LI", "LBody", "Table", "TR", "TH", "TD"} <= tags


def test_every_face_is_in_the_file(some):
    with pikepdf.open(io.BytesIO(some.drawn.pdf)) as pdf:
        faces = [thing for thing in pdf.objects if is_face(thing)]
        assert {str(face["/FontName"]).partition("+")[2] for face in faces} == {
            *("Paper-Sans", "Paper-Sans-Bold", "Paper-Serif"),
        }
        assert all("/FontFile2" in face or "/FontFile3" in face for face in faces)


def is_face(thing):
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"


def test_other_scripts_are_printed_and_read_as_typed():
    drawn = paper(a_record(respect_note=OTHER_SCRIPTS, language="es"))
    assert drawn.drawn.unreadable == ()
    assert drawn.drawn.remarks == ()
    for word in ("Привет", "脖子疼", "아파요", "😀", "Łódź"):
        assert word in drawn.first


def test_a_letter_that_no_face_has_is_named_to_staff():
    khmer = "សួស្តី"
    drawn = draw(a_record(respect_note=f"I say {khmer} to you"))
    assert drawn.unreadable == (khmer,)
    assert drawn.remarks == ()


def test_the_same_record_gives_the_same_bytes():
    record = a_record(body_marks=[{"region": "scalp", "mark": "ask"}])
    assert draw(record).pdf == draw(record).pdf


def test_the_engine_has_nothing_to_complain_of_where_everything_is_ticked():
    assert everything().drawn.remarks == ()
