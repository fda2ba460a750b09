"""Words of a client's own on paper run their own way, whichever way the paper does."""

from __future__ import annotations

import pytest

from kiosk.exports.own_direction import direction_of, with_own_direction
from kiosk.exports.paper.html import paper_html
from tests.builders.records import a_record


def a_page(direction: str, words: str) -> str:
    return f'<html lang="xx" dir="{direction}" class="a4"><p>… <bdi>{words}</bdi></p></html>'


@pytest.mark.parametrize(
    ("page", "words", "told"),
    [
        *(("rtl", "555 0100", ' dir="ltr"'), ("rtl", "+44 20 7946", ' dir="ltr"')),
        *(("rtl", "Maya Lindqvist", ' dir="ltr"'), ("rtl", "ليلى حداد", "")),
        *(("ltr", "ليلى حداد.", ' dir="rtl"'), ("ltr", "555 0100", ""), ("ltr", "Maya", "")),
        ("rtl", '<span class="long">anticonstitutionnellement</span>', ' dir="ltr"'),
    ],
)
def test_what_runs_otherwise_than_the_page_says_so(page: str, words: str, told: str):
    assert f"<bdi{told}>{words}</bdi>" in with_own_direction(a_page(page, words))


def test_what_a_client_typed_says_its_language():
    record = a_record("en", language="es", respect_note="Me duele el hombro")
    assert '“<bdi lang="es">Me duele el hombro</bdi>”' in paper_html(record)
    assert "«<bdi>Me duele" in paper_html(a_record("es", language="es", respect_note="Me duele"))
    page = '<html lang="en" dir="ltr"><bdi lang="ar">ليلى</bdi>'
    assert '<bdi lang="ar" dir="rtl">' in with_own_direction(page)


def test_a_digit_before_a_word_does_not_decide():
    assert direction_of("12 شارع النخيل") == "rtl"
    assert direction_of("«12» Elm Street") == "ltr"
