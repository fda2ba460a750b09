"""What a client allowed of their story: until when, and what ends it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kiosk.catalogue.agreements import AGREEMENTS
from kiosk.intake.story import CARD, LEVELS, State, months_after, permission_in, state_of

TODAY = date(2026, 9, 1)


def record(day: str, answer: str = "yes", key: str = CARD) -> dict[str, Any]:
    card = {"key": key, "answer": answer, "text": "Words", "text_hash": "ab", "language": "en"}
    return {"visit_day": day, "agreements": [{**card, "version": 1}], "signer": "guardian"}


def test_it_is_the_words_that_were_shown_for_as_long_as_an_agreement_holds():
    found = permission_in(record("2026-03-10"), 12)
    assert found
    assert (found.text, found.ends_on, found.signer) == ("Words", "2027-03-10", "guardian")
    assert found.level == LEVELS[1]
    assert permission_in(record("2026-03-10", "no"), 12) is None
    assert permission_in(record("2026-03-10", key="consent_follow_up"), 12) is None


def test_each_wording_that_was_published_says_how_far_it_goes():
    (card,) = (each for each in AGREEMENTS if each.key == CARD)
    assert set(LEVELS) == set(range(1, card.statement.version + 1))


@pytest.mark.parametrize(
    ("later", "taken_back", "state"),
    [
        ((), False, "holds"),
        ((), True, "taken_back"),
        ((record("2026-08-01", "no"),), False, "said_no"),
        ((record("2026-08-01"), record("2026-07-01", "no")), False, "renewed"),
        ((record("2026-08-01", key="consent_stop"),), False, "holds"),
    ],
)
def test_another_answer_or_a_change_of_mind_ends_it(
    later: tuple[dict[str, Any], ...], *, taken_back: bool, state: State
):
    found = permission_in(record("2026-03-10"), 12)
    assert found
    assert state_of(found, later, TODAY, taken_back=taken_back) == state


def test_its_last_day_is_the_last():
    found = permission_in(record("2026-03-10"), 12)
    assert found
    on = [date(2027, 3, 10), date(2027, 3, 11)]
    assert [state_of(found, (), day, taken_back=False) for day in on] == ["holds", "ended"]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last(day: str, months: int, then: str):
    assert months_after(date.fromisoformat(day), months).isoformat() == then
