"""What was written since signing is seen on the paper, and nothing private is told by it."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import PickMany, PickOne, Words
from kiosk.exports.client_copy import copy_html
from kiosk.exports.drawing import draw
from kiosk.exports.paper.html import paper_html
from kiosk.intake.corrected import corrected, is_drawn, may_be_corrected
from kiosk.intake.issue import Issue
from kiosk.intake.record import PutRight, Record, Withdrawn
from kiosk.intake.withdrawn import safe_answer
from tests.builders.records import a_record, a_return, the_record, ticks_everything
from tests.exports.papers import RETURNING, Paper, ticked
from tests.exports.test_paper_words import read

pytestmark = pytest.mark.paper

NEVER = next(
    choice.label for choice in CATALOGUE.question("massage_before").choices if choice.key == "never"
)
PRIVATE = {
    choice.label
    for question in CATALOGUE.questions
    for choice in getattr(question, "choices", ())
    if choice.key == "in_private"
}
AT = "2026-03-11T23:30:00+00:00"
ISSUE = Issue(2, "2026-03-12T14:05:00+00:00", "beef" * 16, {"mei": "Mei Tanaka"})


def put_right(record: Record, **now: Any) -> Record:
    """The record as it stands with these answers put right by Mei, one after the other."""
    rights = tuple(
        PutRight(key, record.says.get(key), said, "misheard", AT, "mei")
        for key, said in now.items()
    )
    return replace(corrected(record, now, 18), put_right=rights)


def taken_back(record: Record, *cards: str) -> Record:
    gone = tuple(
        Withdrawn(card, record.says[card], "client", "by_phone", AT, "mei") for card in cards
    )
    stands = corrected(record, {card: safe_answer(card, record.says[card]) for card in cards}, 18)
    return replace(stands, withdrawn=gone)


def test_what_was_taken_back_between_two_visits_is_on_the_paper_of_the_next():
    record = a_return(RETURNING)
    facts = {**record.facts, "taken_back": "consent_story 2026-03-01"}
    text = read(replace(record, facts=facts))
    assert "Taken back since the last visit: Sharing your story (1 March 2026)." in text
    assert "Taken back since" not in read(record)


def test_a_corrected_answer_says_who_put_it_right_when_and_what_it_was():
    record = put_right(a_record(massage_before="never"), massage_before="few")
    text = read(record, issue=ISSUE)
    was = f"A few times (put right by Mei Tanaka, 11 March 2026: was {NEVER})"
    assert "Corrected since signing †: Have you had a massage before?" in text
    assert text.count("put right by Mei Tanaka") == 2, "beside the answer, and in the list"
    assert was in text


def test_an_answer_on_page_one_has_a_sign():
    record = put_right(a_record(pressure="p4_firm", good_visit="To sleep"), pressure="p2_light")
    page = read(record, issue=ISSUE).partition("Since signing")[0]
    assert "slow and soothing†" in page
    assert "“To sleep”†" not in page


def test_of_two_corrections_of_one_answer_both_are_told_the_newest_first():
    record = a_record(good_visit="one")
    rights = [
        PutRight("good_visit", *said, "why", AT, by)
        for said, by in ((("one", "two"), "mei"), (("two", "three"), "theo"))
    ]
    stands = replace(corrected(record, {"good_visit": "three"}, 18), put_right=tuple(rights))
    assert (
        "“three” (put right by the clinic, 11 March 2026: was “two”; "
        "put right by Mei Tanaka, 11 March 2026: was “one”)"
    ) in read(stands, issue=ISSUE)


def test_an_answer_taken_back_and_one_put_in_are_told():
    record = put_right(a_record(good_visit="To sleep"), good_visit=None, respect_note="Scarf")
    text = read(record, issue=ISSUE)
    assert "not answered (put right by Mei Tanaka, 11 March 2026: was “To sleep”)" in text
    assert "“Scarf” (put right by Mei Tanaka, 11 March 2026: was not answered)" in text


def test_flags_that_fell_and_rose_are_told():
    moved = replace(ISSUE, fallen=("Bleeds or bruises easily",), risen=("Cancer in the past",))
    text = read(put_right(a_record(cancer="never"), cancer="past"), issue=moved)
    assert "Flagged at signing, and not any more: Bleeds or bruises easily." in text
    assert "New flags: Cancer in the past." in text


@pytest.mark.parametrize(
    ("key", "before", "now"),
    [
        ("cancer", "in_private", "past"),
        ("cancer", "past", "in_private"),
        ("mind", ["anxiety", "in_private"], ["anxiety"]),
        ("mind", ["anxiety"], ["anxiety", "in_private"]),
        ("private_word", "yes", "no"),
    ],
)
def test_nothing_private_is_told_by_what_an_answer_was(key: str, before: Any, now: Any):
    text = read(put_right(a_record(**{key: before}), **{key: now}), issue=ISSUE)
    assert "put right" not in text
    assert "Corrected" not in text
    assert "†" not in text
    html = paper_html(put_right(a_record(**{key: before}), **{key: now}), issue=ISSUE)
    assert "holds corrections · what stands beef" in html, "and nobody can read out what"


def test_an_agreement_taken_back_does_not_count_any_more():
    record = taken_back(a_record(consent_story="yes"), "consent_treatment", "consent_story")
    text = read(record, issue=ISSUE)
    assert "5 of 6 cards agreed. Waiting: The massage." in text
    gone = "taken back on 11 March 2026 by the client, by phone"
    assert f"The massage: {gone}." in text
    assert f"I agree; {gone}" in text, "the table still says what was given"
    assert "Said yes to: no optional card" in text


def test_an_agreement_of_an_earlier_visit_does_not_hold_once_it_is_taken_back():
    record = a_return(RETURNING)
    text = read(taken_back(record, "consent_treatment"), issue=ISSUE)
    assert "Waiting: The massage" in text
    assert "The massage: taken back on 11 March 2026 by the client" in text


def test_the_clients_copy_says_from_when_on_it_does_not_count():
    copy = copy_html(taken_back(a_record(), "consent_treatment"))
    assert copy.count("taken back: 11 March 2026, 11:30 pm") == 1


def test_the_foot_has_both_fingerprints_and_says_which_paper_it_is():
    record = a_record()
    alike = replace(ISSUE, stands=record.fingerprint)
    foot = paper_html(record, issue=alike)
    assert "Paper 2, printed 12 March 2026 2:05 pm" in foot
    assert "what stands" not in foot
    assert "holds" not in foot
    corrected_foot = paper_html(put_right(record, phone="555-0199"), issue=ISSUE)
    signed = " ".join(record.fingerprint[at : at + 4] for at in range(0, 16, 4))
    assert f"signed answers {signed} · holds corrections · what stands beef" in corrected_foot
    back = paper_html(taken_back(record, "consent_treatment"), issue=ISSUE)
    assert "holds agreements taken back · what stands beef" in back


def test_a_page_for_the_screen_has_no_number():
    assert "printed" not in paper_html(a_record(), for_screen=True)


@pytest.mark.parametrize("size", [pytest.param("A4", marks=pytest.mark.torture), "Letter"])
def test_page_one_stays_one_page_with_much_put_right(size: str):
    record = put_right(
        ticked(),
        pressure="p2_light",
        allergies=["none"],
        phone="555-0199",
        good_visit="To sleep",
        main_goal="sleep",
    )
    told = taken_back(record, "sensitive_glutes")
    drawn = Paper(draw(replace(told, put_right=record.put_right), size, issue=ISSUE))
    assert "Corrected since signing" in drawn.first
    assert "Since signing" in Paper(drawn.drawn).behind.partition("Stop and ask: notes")[0]
    assert not drawn.drawn.remarks


def test_letters_without_a_face_are_named_on_the_paper():
    drawn = Paper(draw(a_record(respect_note="I say ខ្មែរ to you"), issue=ISSUE))
    assert drawn.drawn.unreadable == ("ខ្មែរ",)
    asked = "Some letters could not be printed. Read on the screen: Anything to respect?"
    assert asked in drawn.first
    nobodys = Paper(draw(a_record(therapist="ខ្មែរ"), issue=ISSUE))
    assert "Some letters could not be printed. Read them on the screen." in nobodys.first


def other(question: Any, said: Any, chance: random.Random) -> Any:
    """Another answer, perhaps none."""
    match question:
        case Words():
            return chance.choice([None, "Under the plum tree"])
        case PickMany(choices=choices):
            return [chance.choice(choices).key]
        case PickOne(choices=choices):
            return chance.choice(choices).key
    return None


def test_whatever_is_put_right_the_paper_says_what_stands_and_no_private_word():
    chance = random.Random(11)
    everything = ticks_everything(language="en", filling_for="myself")
    record = the_record({key: said for key, said in everything.items() if said is not None})
    may = [q for q in CATALOGUE.questions if may_be_corrected(q.key) and not is_drawn(q)]
    may = [q for q in may if isinstance(q, Words | PickOne | PickMany) and q.key in record.answers]
    for _ in range(6):
        asked = chance.sample(may, 8)
        now = {q.key: other(q, record.says[q.key], chance) for q in asked}
        stands = put_right(record, **now)
        text = read(stands, issue=ISSUE)
        assert [label for label in PRIVATE if label in text] == []
        for right in stands.put_right:
            line = stands.told.line(right.question)
            if line and isinstance(right.now, str) and line.kind == "words":
                assert f"“{right.now}”" in text or right.now in text
