"""What was typed and cannot be taken waits as it was typed, whichever button was pressed."""

from __future__ import annotations

import pytest

from tests.walks.clinic import Clinic
from tests.walks.tablet import Tablet

HALF = {"birth_date-day": "31", "birth_date-month": "2", "birth_date-year": "1990"}


@pytest.mark.parametrize("go", ["text:133", "theme:bold", "language:es", "back"])
def test_a_button_on_the_way_keeps_it_and_asks_for_nothing_else(tablet: Tablet, go: str):
    tablet.is_at("about_you")
    tablet.presses(go, full_name="Ana Ruiz", **HALF)
    if go == "back":
        tablet.presses("next")
    assert tablet.step == "about_you"
    for name, said in HALF.items():
        assert tablet.page.form[name] == [said]
    assert tablet.page.form["full_name"] == ["Ana Ruiz"]
    assert len(tablet.page.summary) == 1, "of what was left open nothing is said yet"


def test_it_waits_behind_stop_and_keep_too(clinic: Clinic, tablet: Tablet):
    tablet.is_at("about_you")
    tablet.presses("stop", full_name="Ana Ruiz", **HALF)
    tablet.presses("back")
    assert tablet.page.form["birth_date-day"] == ["31"]


def test_next_asks_for_the_rest_as_well(tablet: Tablet):
    tablet.is_at("about_you")
    tablet.presses("next", full_name="Ana Ruiz", **HALF)
    assert tablet.step == "about_you"
    assert len(tablet.page.summary) > 1
