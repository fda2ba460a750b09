"""Names are found as people look for them."""

from __future__ import annotations

import pytest

from kiosk.intake.names import folded, goes_by

CLIENTS = {
    "full_name": "Zoë Ångström-Łukasz",
    "preferred_name": "Coco",
    "guardian_name": "Sean O’Brien",
}


@pytest.mark.parametrize(
    "looked_for",
    ["zoe", "ZOË", "angstrom", "Łuk", "luka zoe", "coco", "o'brien", "OBrien", "sean zoe", "  zo "],
)
def test_a_name_is_found_by_the_beginning_of_any_of_its_words(looked_for: str):
    assert goes_by(CLIENTS, folded(looked_for))


@pytest.mark.parametrize("looked_for", ["oe", "zoe smith", "brien", "kasz"])
def test_the_middle_of_a_word_or_another_word_finds_nobody(looked_for: str):
    assert not goes_by(CLIENTS, folded(looked_for))


@pytest.mark.parametrize(
    ("name", "looked_for"), [("李小龍", "小龍"), ("محمد علي", "علي"), ("Straße", "strasse")]
)
def test_names_of_other_scripts_are_found(name: str, looked_for: str):
    assert goes_by({"full_name": name}, folded(looked_for))


def test_somebody_without_a_name_is_never_found():
    assert not goes_by({"full_name": None}, folded("a"))
