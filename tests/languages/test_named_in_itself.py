"""A language's own name is marked as that language wherever staff choose one (WCAG 3.1.2)."""

from __future__ import annotations

import pytest

from tests.walks.clinic import Clinic
from tests.walks.desk import Staff


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("/admin/export", "//select[@name='spoken']/option[@value='es']"),
        ("/admin/clinic/setting/languages", "//label[input[@value='es']]//b"),
        ("/admin/clinic/setting/language", "//*[@name='language']/option[@value='es']"),
    ],
)
def test_a_language_to_choose_is_read_aloud_in_itself(clinic: Clinic, url: str, name: str):
    (found,) = Staff(clinic).signs_in("Ada Books").opens(url).tree.xpath(name)
    assert found.text_content().strip() == "Español"
    assert found.get("lang") == "es"
