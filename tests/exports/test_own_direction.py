"""Words of a client's own on paper run their own way, whichever way the paper does."""

from __future__ import annotations

import pytest

from kiosk.exports.own_direction import direction_of, with_own_direction
from kiosk.exports.paper.html import paper_html
from tests.builders.records import a_record
from tests.exports.whole_visits import PRINTED, record_of, said_of


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


@pytest.mark.parametrize(
    ("page", "words", "told"),
    [
        ("rtl", "Mei Tanaka، 10 مارس", '<bdi dir="ltr">Mei Tanaka</bdi>، 10 مارس'),
        (
            "rtl",
            "(Mei O&#39;Brien-Łukasz, 10)",
            '(<bdi dir="ltr">Mei O&#39;Brien-Łukasz</bdi>, 10)',
        ),
        (
            "rtl",
            "B12 &amp; Co. قال &lt;نعم&gt;",
            '<bdi dir="ltr">B12 &amp; Co</bdi>. قال &lt;نعم&gt;',
        ),
        ("rtl", "ليلى، 10 مارس", "ليلى، 10 مارس"),
        ("ltr", "ليلى حَدّاد, 10 March", '<bdi dir="rtl">ليلى حَدّاد</bdi>, 10 March'),
        ("ltr", "Mei Tanaka, 10 March", "Mei Tanaka, 10 March"),
        ("rtl", "<svg><title>Back</title></svg>", "<svg><title>Back</title></svg>"),
        ("rtl", '<b lang="en">x</b>', '<b lang="en"><bdi dir="ltr">x</bdi></b>'),
    ],
)
def test_a_name_among_our_words_draws_nothing_to_its_side(page: str, words: str, told: str):
    html = f'<html lang="xx" dir="{page}" class="a4"><head><title>Ana</title></head><p>{words}</p>'
    assert with_own_direction(html) == html.replace(words, told)
    assert with_own_direction(with_own_direction(html)) == with_own_direction(html)


def test_cards_signed_in_another_language_run_as_that_does():
    record = record_of("p4_minor", "ar")
    html = paper_html(record, issue=PRINTED, said=said_of(record))
    assert '<bdi lang="en">Belly</bdi>' in html
    assert '<bdi lang="en">Gentle work on the belly.' in html
    assert "10 مارس 2026, " not in html, "a list in Arabic has commas of its own"
