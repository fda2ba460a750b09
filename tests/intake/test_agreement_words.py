"""Agreements in a clinic's own words: which hold when, in which language, over the visits."""

from __future__ import annotations

from datetime import date

from kiosk.catalogue.questions import InOwnWords
from kiosk.intake.agreement_words import AgreementWords, Published, as_text, from_text
from kiosk.intake.carry import Carried
from kiosk.intake.facts import ClinicFacts
from kiosk.intake.visit import Visit

OWN = "consent_own_1"
TEXT = "Nobody records in the room unless I say yes."
WORDS = (InOwnWords("en", "No recording", TEXT),)
FIRST = Published(OWN, 1, "2026-03-01", WORDS)
LATER = Published(OWN, 2, "2026-04-01", (InOwnWords("en", "No recording at all", TEXT),))
BOTH = AgreementWords((FIRST, LATER))


def title(words: AgreementWords, language: str = "en") -> str:
    card = words.card(OWN, language)
    return card.prompt if card else ""


def test_a_version_holds_from_its_day_and_in_its_languages():
    assert title(BOTH.on("2026-02-28")) == ""
    assert title(BOTH.on("2026-03-31")) == "No recording"
    assert title(BOTH.on("2026-04-01")) == "No recording at all"
    assert title(BOTH.as_of(1, "2026-04-01")) == "No recording", "the second came later"
    assert title(BOTH, "es") == ""


def test_what_was_to_come_does_not_take_over_from_words_published_after_it():
    newest = Published(OWN, 3, "2026-03-10", (InOwnWords("en", "Ask before you record", TEXT),))
    words = AgreementWords((FIRST, LATER, newest))
    days = ("2026-03-01", "2026-03-10", "2026-04-01", "2027-01-01")
    told = [title(words.on(day)) for day in days]
    assert told == ["No recording", *["Ask before you record"] * 3]
    assert words.of(OWN) == (FIRST, newest)


def test_what_is_kept_is_read_as_it_was_written_and_not_where_it_was_changed():
    kept = as_text(BOTH)
    assert from_text(kept) == BOTH
    assert from_text(kept.replace("at all", "ever")).versions == (FIRST,)


def test_a_card_of_their_own_stands_on_the_next_visit_and_no_question_stands_twice():
    carried = Carried(
        answers={OWN: "yes", "sleep_hours": "h7", "full_name": "Mara Quill"},
        given_on={OWN: "2026-03-02", "sleep_hours": "2026-03-02", "full_name": "2026-03-02"},
        last_visit="2026-03-02",
    )
    clinic = ClinicFacts("en", words=BOTH.on("2026-03-10"))
    visit = Visit(clinic, date(2026, 3, 10), carried)
    here = visit.walked({"visit_kind": "returning", "language": "en"})
    keys = [question.key for question in here.whole.questions]
    assert len(keys) == len(set(keys))
    assert here.carried[OWN] == "yes"
    (card,) = (question for question in here.whole.questions if question.key == OWN)
    assert card.prompt == "No recording"
