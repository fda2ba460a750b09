"""Whatever is printed is fit to be archived and to be read aloud: PDF/A-3a and PDF/UA-1 at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms

from kiosk.demo.personas import Persona, personas
from kiosk.exports.blank_form import draw_blank
from kiosk.exports.client_copy import draw_copy
from kiosk.exports.drawing import draw
from kiosk.exports.paper.as_data import NAME, as_data
from kiosk.exports.paper.page import paper_of as paper_record
from tests.builders.records import a_record, a_return, signed, the_record, ticks_everything
from tests.exports import verapdf
from tests.exports.papers import NEW, RETURNING, SIZES, everything, paper_of, record_of
from tests.exports.test_handed_out import a_blank, a_form
from tests.exports.test_paper_again import third_visit
from tests.exports.test_paper_reading import OTHER_SCRIPTS
from tests.pdf_words import words_of
from tests.spoken import QUICK

pytestmark = pytest.mark.paper

LARGEST = 56 * 1024

PRIVATE = {"mind": ["in_private"], "pregnancy": "in_private", "cancer": "in_private"}


def embedded(pdf: bytes) -> tuple[Any, Any]:
    """The entry of the one file that goes with a paper, and what it says."""
    with pikepdf.open(BytesIO(pdf)) as read:
        [entry] = read.Root.AF
        assert read.attachments.keys() == {NAME}
        told = {key: str(entry[key]) for key in ("/AFRelationship", "/UF", "/Desc")}
        file = entry.EF.F
        return told | {"kind": str(file.Subtype)}, json.loads(file.read_bytes())


def values(said: Any) -> Iterator[str]:
    """Everything said, without the names it is said under."""
    if isinstance(said, dict):
        said = list(said.values())
    if isinstance(said, list):
        for each in said:
            yield from values(each)
    else:
        yield str(said)


@verapdf.needs_verapdf
def test_a_paper_is_clean_by_every_rule_of_both_standards_and_one_that_is_not_is_told(
    tmp_path: Path,
):
    pdf = paper_of("p6_caregiver").drawn.pdf
    with pikepdf.open(BytesIO(pdf)) as read:
        del read.Root.OutputIntents
        read.Root.ViewerPreferences.DisplayDocTitle = False
        read.save(tmp_path / "other.pdf")
    bad = (tmp_path / "other.pdf").read_bytes()
    said = verapdf.says({"paper": pdf, "bad": bad}, tmp_path)
    assert [line for line in said if not line.startswith("bad: ")] == []
    told = " ".join(said)
    assert "3a NOT" in told
    assert "ua1 NOT" in told


@verapdf.needs_verapdf
@pytest.mark.torture
def test_every_paper_copy_and_form_is_clean_by_both_standards(tmp_path: Path):
    printed = {
        f"{person.key}-{size}-{language}": paper_of(person.key, size, language).drawn.pdf
        for person in NEW
        for size in SIZES
        for language in QUICK
    }
    printed |= {
        f"everything-{size}-{minor}-{language}": everything(size, minor, language).drawn.pdf
        for size in SIZES
        for minor in (False, True)
        for language in QUICK
    }
    for language in QUICK:
        more = {
            "again": draw(a_return(RETURNING, language)),
            "scripts": draw(a_record(language, respect_note=OTHER_SCRIPTS)),
            "blank": a_blank(language),
            "blank-letter": draw_blank(a_form(language), "Letter", "DEMO"),
            "copy": draw_copy(the_record(ticks_everything(), language)),
            "copy-scripts": draw_copy(a_record(language, respect_note=OTHER_SCRIPTS)),
        }
        printed |= {f"{name}-{language}": drawn.pdf for name, drawn in more.items()}
    printed["third"] = draw(third_visit()).pdf
    printed["demo"] = draw(a_record(), watermark="DEMO").pdf
    assert verapdf.says(printed, tmp_path) == []


def test_the_file_that_goes_with_a_paper_is_its_data():
    told, said = embedded(paper_of("p6_caregiver").drawn.pdf)
    assert told == {
        "/AFRelationship": "/Data",
        "/UF": NAME,
        "/Desc": "What this paper says, as data",
        "kind": "/application/json",
    }
    assert said["page_one"]["header"]["name"] == "Dee"
    assert said["page_one"]["caution"]["noted"]["r_night"]["flag"] == "Pain wakes them most nights"


@pytest.mark.parametrize("person", [person.key for person in NEW])
def test_the_data_say_no_word_that_is_not_printed(person: str):
    only_printed(paper_of(person).drawn.pdf)


def test_no_more_is_in_the_data_of_who_comes_back_or_ticks_everything():
    for pdf in (draw(a_return(RETURNING)).pdf, everything().drawn.pdf):
        only_printed(pdf)


def only_printed(pdf: bytes) -> None:
    """Every word of the data stands on the paper."""
    printed = "".join(words_of(pdf).casefold().split())
    words = {word for value in values(embedded(pdf)[1]) for word in value.casefold().split()}
    more = [word for word in sorted(words) if word not in printed]
    assert not more, (
        f"The data say {more}, which is not printed: name the field in LOOKS of "
        "kiosk/exports/paper/as_data.py, or what is drawn in DRAWN there."
    )
    assert len(words) > 100


@pytest.mark.parametrize("person", personas(), ids=lambda person: person.key)
def test_no_private_answer_is_in_the_data(person: Persona):
    private = {**PRIVATE, "private_word": "yes", "today_private": "yes"}
    answers = {**signed(person.answers), **private}
    record = a_return(person, **private) if person.path == "returning" else the_record(answers)
    said = as_data(paper_record(record), record).content.decode()
    asked = [line for section in record.told.sections for line in section.lines]
    reasons = {line.prompt for line in asked if line.key in ("private_word", "today_private")}
    kept = [line for line in asked if line.key in PRIVATE and "in_private" in (line.answer or ())]
    labels = {label for line in kept for label in line.labels}
    assert len(labels) == len({line.kind for line in kept}) > 0
    assert [words for words in (*reasons, *labels, "in_private") if words in said] == []


def test_the_data_are_the_same_each_time():
    record = record_of("p6_caregiver")
    assert as_data(paper_record(record), record) == as_data(paper_record(record), record)


def test_the_largest_paper_is_small_with_its_data_and_the_room_for_a_seal():
    assert len(paper_of("p5_anticoagulant").drawn.pdf) <= LARGEST


def test_its_colours_are_those_of_srgb_by_a_profile_that_every_day_is_the_same():
    read = pikepdf.open(BytesIO(paper_of("p6_caregiver").drawn.pdf))
    ours = read.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    assert (ours[8:12].hex(), ours[24:36].hex()) == ("04200000", "07ea00010001000000000000")
    theirs = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    swatch = Image.new("RGB", (9, 9))
    steps = (0, 32, 64, 96, 128, 160, 192, 224, 255)
    swatch.putdata([(one, other, 255 - one) for one in steps for other in steps])
    seen = ImageCms.profileToProfile(swatch, BytesIO(ours), BytesIO(theirs), outputMode="RGB")
    assert seen
    apart = ImageChops.difference(swatch, seen).getextrema()
    assert max(most for _, most in apart) <= 1


def test_what_is_read_aloud_is_lines_and_not_pieces_of_them():
    tags = [tag for tag, _ in paper_of("p6_caregiver").tags()]
    assert len(tags) < 450
    assert tags.count("Span") < tags.count("P")
    assert tags[-1] == "Form"
