"""The pause signal is tried once before it is needed: one sentence says what the therapist does."""

from __future__ import annotations

from kiosk.catalogue.words import TEXTS
from tests.walks.clinic import Clinic
from tests.walks.tablet import SHORTEST, Tablet

SIGNAL = {"feelings_first": "end", "pause_signal": "tap_table"}
DONE = {**SIGNAL, "signal_practised": "yes"}
SEEN, PRIVATE = TEXTS["signal_seen"], TEXTS["private_ok"]


def comes_to_try(tablet: Tablet) -> None:
    """Pick a signal: that opens the question."""
    tablet.is_at("feelings")
    assert "signal_practised" not in tablet.page.questions
    tablet.answers("feelings", **SIGNAL, private_word="no")


def test_whoever_tries_the_signal_reads_what_the_therapist_will_do(tablet: Tablet):
    comes_to_try(tablet)
    assert SEEN in tablet.page.words, "beside the choice, once it is picked"
    assert tablet.answers("feelings", signal_practised="yes").notes[:1] == [SEEN]


def test_trying_is_passed_by_freely(tablet: Tablet):
    comes_to_try(tablet)
    assert tablet.page.summary == []
    tablet.answers("feelings")
    assert tablet.step != "feelings"
    assert "signal_practised" not in tablet.draft.answers
    assert SEEN not in tablet.page.words


def test_a_promise_of_time_alone_is_not_hidden_behind_the_signal(tablet: Tablet):
    tablet.is_at("feelings")
    assert tablet.presses("skip", **DONE, private_word="yes").notes[:1] == [PRIVATE]


def test_the_record_says_whether_it_was_tried(clinic: Clinic, tablet: Tablet):
    tablet.is_at("review", **DONE)
    tablet.walks(SHORTEST)
    assert clinic.record(tablet.intake_id).answers["signal_practised"] == "yes"
