"""Every page of the walk is heard as it is written down, in every language.

In English the fast suite listens as it looks: ``test_pages.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kiosk.languages import LANGUAGES, SOURCE
from kiosk.usecases.change_setting import change_setting
from tests.browser.chromium import held_in_hand
from tests.browser.clinic import open_clinic
from tests.browser.hearing import heard_otherwise, parts
from tests.browser.sights import walk_sights

pytestmark = pytest.mark.browser


def test_a_part_whose_name_has_a_colon_is_a_part_all_the_same():
    """The tree comes as YAML, which puts such a line in quotes."""
    plain, quoted = '- group "A face rest":', """- 'group "Face rest: it''s soft"':"""
    box = '  - checkbox "Fine" [checked]'
    assert (
        parts(f"{plain}\n{box}") == parts(f"{quoted}\n{box}") == "- group\n  - checkbox [checked]\n"
    )


@pytest.mark.torture
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_walk_has_the_parts_that_are_written_down(
    language: str, browser: Browser, tmp_path: Path
):
    """`make heard` writes them anew, where the change is meant."""
    found, public = dict[str, list[str]](), {"public_url": "https://forms.example.org"}
    hand = held_in_hand()
    with open_clinic(tmp_path, language, **public) as clinic, browser.new_context(**hand) as held:
        if language != SOURCE:
            change_setting(clinic.store, "languages", f"en,{language}", "setup")
        page = held.new_page()
        for name, path in walk_sights(clinic, held, language):
            page.goto(clinic.address + path)
            if wrong := heard_otherwise(name, page, by_name=language == SOURCE):
                found[name] = wrong
    assert found == {}
