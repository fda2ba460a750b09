"""The pages about the house tell the truth: its picture is the code's, what they name is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.each import for_each
from tests.house.tree import HOUSE, files, text
from tools import house

PAGES = [path for path in files(ending=".md") if path.parts[0] != "tests"]
NAMED = re.compile(r"`((?:kiosk|templates|static|tests|tools|docs|deploy)/[\w./-]*)`")


def test_the_picture_is_of_the_house_as_it_is():
    page = house.PAGE.read_text("utf-8")
    assert house.drawn(page) == page, (
        "docs/architecture.md shows another house: type `python tools/house.py` and commit it."
    )


def test_the_house_has_no_circle_of_floors():
    floors, _ = house.arrows()
    round_about = [floor for floor in floors if floor in house.reached(floors, floor)]
    assert not round_about, (
        f"Imports go round through {round_about}: move what the lower of two takes from the upper "
        "down to it, as tests/house/test_floors.py orders them."
    )


@for_each(PAGES)
def test_every_file_that_a_page_names_is_there(page: Path):
    gone = [path for path in NAMED.findall(text(page)) if not (HOUSE / path).exists()]
    assert gone == [], f"{page} names {gone}: say where they are now"
