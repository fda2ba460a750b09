"""Whatever was answered: the paper has every word as typed, fetches nothing, clips nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kiosk.exports.drawing import draw
from kiosk.intake.normal import one_line
from tests.builders.records import a_record
from tests.catalogue.answering import any_answers
from tests.exports.papers import SIZES
from tests.pdf_words import beside_the_page, holds, words_of
from tests.trial import Trial, examples

pytestmark = pytest.mark.paper

FIELDS = ("respect_note", "full_name", "complaint_words", "health_note", "liked_disliked")
"""Typed, and on every paper that has them: a name, and quotes on page 1 and behind it."""

ASKED = {"goals": ["pain"], "massage_before": "few"}
NEVER = {"birth_date", "signature", "language", "visit_kind", "filling_for", "any_sensitive"}
NEVER |= {"review_ok", "guardian_name", "is_minor", "agree_due"}
"""What a record of this builder has already, or what would end it."""

LETTERS = some.characters(max_codepoint=0x17F, categories=("L", "N", "P", "S", "Zs"))
PIECES = some.sampled_from(
    (
        "</p>",
        "<script>",
        "{{ x }}",
        "&amp;",
        "]]>",
        "file:///etc/passwd",
        "url(//x)",
        "x" * 60,
        "%s",
    )
)
TYPED = some.lists(some.text(LETTERS, min_size=1, max_size=30) | PIECES, min_size=1, max_size=4)


def words() -> some.SearchStrategy[str]:
    """A line as somebody may have typed it, and as it is kept then."""
    return TYPED.map(lambda pieces: one_line(" ".join(pieces))[:120].strip()).filter(bool)


def answers() -> some.SearchStrategy[dict[str, Any]]:
    """Any answers to all that is ticked, and any words in all that is typed."""
    kept = any_answers().map(lambda said: {k: v for k, v in said.items() if keeps(k)})
    typed = some.fixed_dictionaries({field: words() for field in FIELDS})
    return some.tuples(kept, typed).map(lambda both: {**both[0], **ASKED, **both[1]})


def keeps(key: str) -> bool:
    return key not in NEVER and not key.startswith(("consent_", "clinic_", "gentle_release_work"))


def draws_any(number: int, trial: Trial) -> None:
    drawn = 0

    @settings(max_examples=number, suppress_health_check=list(HealthCheck))
    @given(answers(), some.sampled_from(SIZES))
    def looks(said: dict[str, Any], size: str) -> None:
        nonlocal drawn
        paper = draw(a_record(**said), size)
        assert paper.remarks == ()
        text = words_of(paper.pdf)
        assert [said[field] for field in FIELDS if not holds(text, said[field])] == []
        assert beside_the_page(paper.pdf) == []
        drawn += 1
        trial.is_at(drawn, number, "papers")

    looks()
    trial.found(
        f"{number:,} papers: every typed word read again, nothing fetched, nothing over an edge",
        number,
    )


@pytest.mark.parametrize(
    "number", [3, pytest.param(2000, id="two thousand", marks=pytest.mark.torture)]
)
def test_every_word_is_on_the_paper_and_nothing_else_is(trial: Trial, number: int):
    draws_any(examples(number), trial)
