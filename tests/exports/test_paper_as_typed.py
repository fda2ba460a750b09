"""Whatever is typed comes out as typed, and never as anything else."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kiosk.exports.drawing import draw
from kiosk.exports.paper.html import paper_html
from tests.builders.records import a_record
from tests.exports.papers import Paper
from tests.trial import examples

pytestmark = pytest.mark.paper


HOSTILE = (
    "</p></section><script>alert(1)</script>",
    "{{ 7 * 7 }} {% include 'x' %} ${x} #{x}",
    "\" onload=\"x' style='x",
    "<!-- --> <![CDATA[x]]> &amp; &lt; &#60;",
    "]]></svg><h1>Stop</h1>",
    "%(name)s %s {0} \\N{BULLET} \\u0041",
    "No allergies.” Allergies: none reported. “",
)
FIELDS = (
    *("respect_note", "full_name", "preferred_name", "complaint_words", "health_note"),
    *("liked_disliked", "emergency_contact"),
)
"""Where they are typed: names, quotes on page 1, and quotes behind it."""


def test_hostile_words_are_only_words():
    asked = {"goals": ["pain"], "massage_before": "few"}
    paper = Paper(draw(a_record(**asked, **dict(zip(FIELDS, HOSTILE, strict=True)))))
    squeezed = re.sub(r"\s", "", paper.text)
    assert [typed for typed in HOSTILE if re.sub(r"\s", "", typed) not in squeezed] == []
    assert [tag for tag, _ in paper.tags()].count("H1") == 1
    assert paper.drawn.remarks == ()


@given(some.text(some.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=120))
@settings(max_examples=examples(60))
def test_any_text_stands_escaped_in_its_own_place(typed):
    html = paper_html(a_record(respect_note=typed))
    quoted = html.partition("Please respect:</b> ")[2].partition("</bdi>”")[0]
    quoted = quoted.removeprefix('<span class="long">').removeprefix("“<bdi>")
    named = {"&lt;": "<", "&gt;": ">", "&#39;": "'", "&#34;": '"', "&amp;": "&"}
    assert re.sub("|".join(named), lambda found: named[found[0]], quoted) == typed


@given(some.text(some.characters(categories=("L", "N", "P", "S", "Z")), min_size=1, max_size=60))
@settings(max_examples=examples(5))
def test_any_text_can_be_drawn(typed):
    drawn = draw(a_record(respect_note=unicodedata.normalize("NFC", typed)))
    assert drawn.pdf.startswith(b"%PDF")
    assert drawn.remarks == ()


def test_a_name_from_right_to_left_does_not_turn_the_line_around():
    html = paper_html(a_record(full_name="دينا", preferred_name="D"))
    assert "<bdi>دينا</bdi> · age 29" in html


def test_the_longest_that_may_be_typed_is_drawn_in_time():
    long = "a" * 1000
    lines = "\n".join("x" * 6 for _ in range(20))
    paper = Paper(draw(a_record(respect_note=long, health_note=lines, good_visit=long)))
    assert paper.drawn.pdf
