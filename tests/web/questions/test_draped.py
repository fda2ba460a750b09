"""What the covering page shows uncovered is the marked place, to the dot, and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import get_template_attribute
from lxml import html
from PIL import Image, ImageChops

import kiosk
from kiosk.catalogue.covering import LEFT_OUT, SIDE_UP, members
from kiosk.catalogue.regions import REGIONS, Region
from kiosk.intake.rehearsal import rehearsal
from kiosk.web.questions.draped import draped
from tests.each import for_each
from tests.walks.clinic import Clinic
from tests.walks.tablet import Tablet
from tests.web.questions.drawn_shapes import HEIGHT, TOP, WIDTH, area

SVG = "{http://www.w3.org/2000/svg}"
DRAWING = Path(kiosk.__file__).parents[1] / "static" / "bodymap.svg"
SKIN, CLOTH, WORKED = 1, 2, 3
PAINT = {"body": SKIN, "sheet": CLOTH, "bare": SKIN, "worked": WORKED, "always": CLOTH}
UNDER_THE_SHEET = 190


def yes_to(region: Region) -> dict[str, Any]:
    private = {"any_sensitive": "choose", region.sensitive: "yes"} if region.sensitive else {}
    return {"body_marks": [{"region": region.key, "mark": "work"}], **private}


def painted(clinic: Clinic, said: dict[str, Any]) -> Image.Image:
    """The one picture of these answers, as it is painted: skin, cloth, the place worked on."""
    (place,) = draped(said, "en").places
    with clinic.app.test_request_context("/"):
        drawn = str(get_template_attribute("parts/draped.html", "draped")(place))
    picture = Image.new("L", (WIDTH, HEIGHT))
    for shape in html.fragment_fromstring(drawn).xpath(".//*[@data-part]"):
        assert shape.get("fill"), "an attribute, not a class"
        path = shape.get("d") or outline(shape.get("href").partition("bodymap.svg#")[2])
        picture.paste(PAINT[shape.get("data-part")], mask=area(path))
    return picture


def outline(name: str) -> str:
    """What a page draws that uses a part of the drawing."""
    found = ElementTree.parse(DRAWING).find(f".//{SVG}path[@id='{name}']")
    assert found is not None, name
    return found.get("d", "")


def where(picture: Image.Image, paint: int) -> Image.Image:
    return picture.point([255 * (shade == paint) for shade in range(256)], "1")


@cache
def drawing() -> dict[str, dict[str, str]]:
    """The outlines of each figure, read from the drawing itself."""
    groups = ElementTree.parse(DRAWING).getroot().iter(f"{SVG}g")
    return {
        group.get("id", ""): {
            (path.get("id", "") if path.get("data-c") else path.get("data-is", "")): path.get(
                "d", ""
            )
            for path in group.iter(f"{SVG}path")
        }
        for group in groups
    }


def dots(mask: Image.Image) -> int:
    return mask.histogram()[255]


def test_what_is_uncovered_is_the_region_and_never_what_is_always_covered(clinic: Clinic):
    @for_each(REGIONS)
    def each(region: Region) -> None:
        outlines = drawing()[region.figure]
        always = area(outlines["keep"])
        place = ImageChops.subtract(area(outlines[region.key]).convert("L"), always.convert("L"))
        picture = painted(clinic, yes_to(region))
        bare = where(picture, WORKED)
        wrong = ImageChops.logical_xor(bare, place.convert("1"))
        assert dots(wrong) == 0, f"{region.key}: {dots(wrong)} dots"
        assert dots(ImageChops.logical_and(bare, always)) == 0
        assert dots(bare) > 0.97 * dots(area(outlines[region.key])), "they lie side by side"
        below = where(picture, SKIN).crop((0, UNDER_THE_SHEET - TOP, WIDTH, HEIGHT))
        assert dots(below) == 0, f"{region.key}: skin beside the place"

    each()


def test_it_is_shown_in_the_position_in_which_it_is_seen():
    for region in REGIONS:
        (place,) = rehearsal(yes_to(region)).places
        assert SIDE_UP[place.position] == region.figure
        other = next(key for key in SIDE_UP if key != place.position)
        assert rehearsal({**yes_to(region), "positions_ok": [other]}).places == ()
        assert rehearsal({**yes_to(region), "positions_ok": [place.position]}).places == (place,)


@pytest.mark.parametrize("question", LEFT_OUT)
def test_nothing_is_uncovered_that_an_answer_keeps_covered(question: str):
    for choice, names in LEFT_OUT[question].items():
        for region in REGIONS:
            shown = rehearsal({**yes_to(region), question: [choice]}).places
            assert bool(shown) is (region.key not in members(names)), (choice, region.key)


@pytest.mark.parametrize("mark", ["avoid", "ask"])
def test_what_is_to_be_left_or_asked_for_stays_covered(mark: str):
    for region in REGIONS:
        said = {**yes_to(region), "body_marks": [{"region": region.key, "mark": mark}]}
        assert rehearsal(said).places == ()


@pytest.mark.parametrize("said", ["no", "over_cover", "ask", None])
def test_a_private_area_without_a_plain_yes_stays_covered(said: str | None):
    for region in filter(lambda one: one.sensitive, REGIONS):
        shown = rehearsal({**yes_to(region), region.sensitive: said})
        assert shown.places == ()
        assert shown.private


def test_whoever_stays_dressed_is_not_uncovered_but_where_clothes_never_are():
    bare = [
        one.key for one in REGIONS if rehearsal({**yes_to(one), "undress_level": "dressed"}).places
    ]
    assert set(bare) == members(("head", "neck", "hand", "foot"))


def test_the_page_shows_each_place_with_its_words_and_says_that_private_ones_wait(tablet: Tablet):
    marks = [{"region": key, "mark": "work"} for key in ("calf_left", "abdomen")]
    page = tablet.is_at("draping", body_marks=marks)
    (picture,) = page.tree.xpath("//*[@class='rehearsal']//*[name()='svg']")
    assert picture.get("aria-label") == "Calf (left). Face down."
    assert "stay covered unless you say yes" in page.words
    page = tablet.presses("theme:dark", keep_covered=["legs"])
    assert not page.tree.xpath("//*[@class='rehearsal']//*[name()='svg']")


def test_the_strongest_four_are_shown_and_the_others_are_spoken_of():
    marks = [
        {"region": one.key, "mark": "gentle" if n == 0 else "work", "level": n}
        for n, one in enumerate(one for one in REGIONS if one.group in ("back", "calf"))
    ]
    shown = rehearsal({"body_marks": marks})
    assert [place.region for place in shown.places] == [m["region"] for m in marks[:1:-1]]
    assert shown.more
