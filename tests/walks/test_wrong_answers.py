"""An answer that cannot be taken: what was typed stays, and a kind sentence says what to do."""

from __future__ import annotations

import pytest

from tests.walks.page import Page, check
from tests.walks.tablet import HTMX, STROKES, Tablet, typed


def test_a_plain_browser_is_sent_to_the_page_with_what_was_typed(tablet: Tablet):
    tablet.is_at("about_you", filling_for="myself")
    response = tablet.sends(tablet.fills("next", full_name="Hal", birth_date="1990-02-31"))
    assert (response.status_code, response.location) == (303, tablet.here)
    for _ in range(2):
        page = tablet.opens()
        assert page.title.startswith("Error: About you")
        assert page.form["full_name"] == ["Hal"]
        assert page.form["birth_date-day"] == ["31"]
        assert "That month has no such day" in page.error_at("birth_date")
    assert "birth_date" not in tablet.draft.answers, "typed is not answered"


def test_htmx_gets_the_page_at_once(tablet: Tablet):
    tablet.is_at("about_you", filling_for="myself")
    data = tablet.fills("next", full_name="Hal", birth_date="1990-02-31", phone="5")
    response = tablet.sends(data, headers=HTMX)
    assert response.status_code == 422
    page = Page(response)
    check(page)
    assert page.summary == [
        ("#birth_date-day", "That month has no such day. Please check the day.")
    ]
    assert page.form["full_name"] == ["Hal"]
    assert page.form["rev"] == tablet.page.form["rev"], "nothing moved"


def test_the_summary_counts_and_leads_to_each_field(tablet: Tablet):
    tablet.is_at("about_you")
    tablet.presses("next", full_name="x" * 121, email="nowhere", birth_date="0-0-0")
    lines = dict(tablet.page.summary)
    assert set(lines) == {"#filling_for", "#full_name", "#birth_date-day", "#email", "#phone"}
    assert "5 things to check" in tablet.page.words
    for anchor, words in lines.items():
        assert words in tablet.page.error_at(anchor[1:].removesuffix("-day"))


def test_links_that_say_the_same_name_what_they_lead_to(tablet: Tablet):
    tablet.is_at("agree")
    tablet.presses("next")
    words = [words for _, words in tablet.page.summary]
    assert "The massage · Choose what is true for you." in words
    assert len(set(words)) == len(words)


def test_errors_are_in_the_clients_language(tablet: Tablet):
    tablet.is_at("about_you", language="es")
    tablet.presses("next", full_name="Ana")
    assert tablet.page.title.startswith("Error:")
    assert tablet.page.language == "es"
    words = " ".join(words for _, words in tablet.page.summary)
    assert "Write" not in words
    assert "Escriba la fecha de nacimiento." in words


def test_a_put_right_page_forgets_what_was_typed_wrong(tablet: Tablet):
    tablet.is_at("about_you")
    tablet.presses("next", full_name="Hal")
    tablet.presses("next", filling_for="myself", birth_date="1990-02-03", phone="555-0199")
    assert tablet.step == "reason"
    assert not tablet.draft.typed


@pytest.mark.parametrize(
    ("step", "key", "value", "words"),
    [
        ("reason", "goals", ["pain", "world_peace"], "Choose from these"),
        ("reason", "session_focus", "everything", "Choose one of these"),
        ("reason", "main_goal", "sport", "Choose one of these"),
        ("life", "stress_level", "11", "from 0 to 10"),
        ("life", "stress_level", "-1", "from 0 to 10"),
        ("reason", "good_visit", "x" * 121, "fewer words"),
        ("about_you", "email", "nobody", "has an @ in it"),
        ("about_you", "birth_date", "1990-2-30", "no such day"),
        ("about_you", "birth_date", "1990-13-1", "from 1 to 12"),
        ("about_you", "birth_date", "90-1-1", "four numbers"),
        ("about_you", "birth_date", "1490-1-1", "check the year"),
        ("about_you", "birth_date", "2999-1-1", "check the year"),
        ("about_you", "birth_date", "1990-Smarch-1", "as numbers"),
        ("about_you", "birth_date", "-5-1990", "as numbers"),
        ("body_map", "body_marks-abdomen", "tickle", "Choose from these"),
        ("body_map", "body_marks-abdomen-feel", "happy", "Choose from these"),
        ("body_map", "body_marks-abdomen-level", "12", "from 0 to 10"),
        ("sign", "signature-strokes", "<svg onload=alert(1)>", "could not read the signature"),
        ("sign", "signature-strokes", '{"w":1e400,"h":1,"strokes":[]}', "could not read"),
        ("sign", "signature-strokes", '{"w":320,"h":140,"strokes":[[1,2,3]]}', "could not read"),
        ("sign", "signature-strokes", '{"w":320,"h":140,"strokes":[[1,99999]]}', "could not read"),
        ("sign", "signature-strokes", "[" * 20_000, "could not read"),
        ("sign", "signature-typed", "x" * 121, "fewer words"),
    ],
)
def test_an_answer_that_cannot_be_taken_says_what_to_do(
    tablet: Tablet, step: str, key: str, value: object, words: str
):
    tablet.is_at(step, goals=["pain", "sleep"])
    marked = {"body_marks-abdomen": ["avoid"]} if key.startswith("body_marks-abdomen-") else {}
    wrong = typed({key: value}) if step != "body_map" else {key: [str(value)]}
    response = tablet.sends({**tablet.fills("next"), **marked, **wrong})
    assert response.status_code == 303
    page = tablet.opens()
    assert page.step == step
    assert words in " ".join(words for _, words in page.summary), page.summary


def test_a_signature_of_too_many_points_is_asked_for_again(tablet: Tablet):
    tablet.is_at("sign")
    line = ",".join(["5"] * 4002)
    tablet.draws(f'{{"w":320,"h":140,"strokes":[[{line}]]}}')
    assert "This signature is very long" in tablet.page.summary[0][1]
    tablet.draws(STROKES)
    assert not tablet.step
