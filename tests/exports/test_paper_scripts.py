"""Letters of the world: each is printed as itself, in every face, or named to staff."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from kiosk.exports.client_copy import draw_copy
from kiosk.exports.drawing import Drawn, draw
from kiosk.exports.faces import SERIF
from kiosk.exports.names import FACES, STATIC
from kiosk.exports.paper.html import paper_html
from kiosk.intake.record import Record
from tests.builders.records import a_record
from tests.pdf_words import words_of

pytestmark = pytest.mark.paper

NAMES = {
    "Arabic": "مها",
    "Hebrew": "שרה",
    "Chinese": "王小明",
    "Japanese": "さくら",
    "Korean": "김민수",
    "Thai": "สมชาย",
    "Hindi": "अनुष्का",
    "Tamil": "தமிழ்",
    "Amharic": "አበበ",
    "Cyrillic": "Ольга",
    "Greek": "Ελένη",
    "Georgian": "ნინო",
    "Armenian": "Անի",
    "Vietnamese": "Nguyễn",
}
ALL = " ".join(NAMES.values())
KHMER = "សួស្តី"
TYPED = (
    *("full_name", "preferred_name", "respect_note", "emergency_contact", "guardian_name"),
    *("phone", "email", "guardian_phone", "liked_disliked", "health_note"),
)
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\\s]")


def everywhere(name: str) -> Record:
    """A record with a name in each face: large, in bold, in a badge, in quotes and small."""
    said = {"preferred_name": name, "full_name": name, "respect_note": name}
    kept = {"health_note": name, "emergency_contact": name, "liked_disliked": name}
    record = a_record(
        **said, **kept, massage_before="few", signature={"method": "typed", "name": name}
    )
    return replace(record, signature_helper=name, therapist=name, assisted_by=name, clinic=name)


@pytest.fixture(scope="module")
def all_of_them() -> Drawn:
    return draw(everywhere(ALL))


@pytest.fixture(scope="module")
def a_copy() -> Drawn:
    return draw_copy(everywhere(ALL))


def other_letters(pdf: bytes) -> list[str]:
    """What would be read for what is drawn: letters whose outlines are those of others."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = [thing for thing in opened.objects if is_font(thing)]
        return [wrong for font in fonts for wrong in wrong_in(font)]


def is_font(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0"


def wrong_in(font: Any) -> Iterator[str]:
    file = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    face = TTFont(BytesIO(file))
    letters: dict[int, set[str]] = {}
    for letter, name in face.getBestCmap().items():
        letters.setdefault(face.getGlyphID(name), set()).add(chr(letter))
    for glyph, text in said_by(font).items():
        drawn = letters.get(glyph, set())
        if drawn and not set(text) & {each for one in drawn for each in alike(one)}:
            yield f"{font.BaseFont}: {text} is drawn as {'/'.join(sorted(drawn))}"
        if glyph >= face["maxp"].numGlyphs:
            yield f"{font.BaseFont}: {text} is not drawn"


def alike(letter: str) -> set[str]:
    """A letter, and what it may stand for once letters are shaped and joined."""
    forms = {unicodedata.normalize(form, letter) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    return {letter, *"".join(forms)}


def said_by(font: Any) -> Mapping[int, str]:
    mapping = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]*)>", mapping)
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def test_every_letter_is_drawn_as_itself_in_every_face(all_of_them: Drawn):
    assert other_letters(all_of_them.pdf) == []
    assert all_of_them.unreadable == ()
    assert all_of_them.remarks == ()


def test_a_copy_prints_no_other_letters_either(a_copy: Drawn):
    assert other_letters(a_copy.pdf) == []
    assert a_copy.unreadable == ()


@pytest.mark.parametrize("script", [script for script in NAMES if script != "Hindi"])
def test_a_name_is_read_as_typed(script: str, all_of_them: Drawn, a_copy: Drawn):
    for drawn in (all_of_them, a_copy):
        assert NAMES[script] in MARKS.sub("", words_of(drawn.pdf))


def test_what_cannot_be_printed_is_named_wherever_it_was_typed():
    typed = {key: f"{KHMER}{number} Anna" for number, key in enumerate(TYPED)}
    record = a_record(**typed, birth_date="2012-01-31", massage_before="few")
    words = {f"{KHMER}{number}" for number in range(len(TYPED))}
    assert set(draw(record).unreadable) == words
    assert words <= set(draw_copy(record).unreadable)


def test_so_are_the_names_of_those_who_helped_and_the_clinics_own():
    names = {
        name: f"{KHMER}-{name} Anna" for name in ("therapist", "signature_helper", "assisted_by")
    }
    drawn = draw(replace(a_record(), **names))
    assert set(drawn.unreadable) == {f"{KHMER}-{name}" for name in names}
    assert draw_copy(replace(a_record(), clinic=KHMER)).unreadable == (KHMER,)


def test_a_name_that_the_serif_lacks_a_letter_of_stands_in_one_face():
    assert 'class=" sans"' in paper_html(a_record(preferred_name="Żółć Ольга"))
    assert 'class=" sans"' in paper_html(a_record(preferred_name="Nguyễn"))
    assert 'class=""' in paper_html(a_record(preferred_name="Żółć Müller’s “Bo”"))


def test_the_serif_has_every_letter_it_is_trusted_with():
    serif = next(name for name in FACES if "serif" in name)
    has = set(TTFont(STATIC / serif).getBestCmap())
    trusted = {code for code in range(0x3000) if SERIF.fullmatch(chr(code))}
    assert sorted(map(chr, trusted - has)) == []
    assert len(trusted) > 300
