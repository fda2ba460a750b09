"""Two who change the clinic at the same moment, each on a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from kiosk.catalogue.questions import InOwnWords
from kiosk.clinic.severities import set_otherwise
from kiosk.intake.agreement_words import from_text
from kiosk.store import Missing, Store
from kiosk.usecases.change_setting import change_setting, holder
from kiosk.usecases.overtaken import Overtaken, sign_of
from kiosk.usecases.publish_agreement import NewWords, publish_agreement
from kiosk.usecases.weigh_rule import weigh_rule
from tests.each import SQLITE_FIRST
from tests.usecases.clinic import Small, small


@pytest.fixture
def house(store: Store) -> Small:
    return small(store)


def at_once(*each: Callable[[], Any]) -> list[str]:
    """Do these at the same moment; how each ended."""
    start = Barrier(len(each))

    def do(this: Callable[[], Any]) -> str:
        start.wait()
        try:
            this()
        except Overtaken:
            return "overtaken"
        return "kept"

    with ThreadPoolExecutor(len(each)) as hands:
        return list(hands.map(do, each))


@SQLITE_FIRST
def test_of_two_at_once_one_is_told_of_the_other(house: Small):
    was = sign_of("")
    said = ("555-0190", "555-0191")
    ended = at_once(
        *(lambda s=s: change_setting(house.store, "phone", s, "ada", was=was) for s in said)
    )
    assert sorted(ended) == ["kept", "overtaken"]
    assert house.clinic.phone == said[ended.index("kept")]


@SQLITE_FIRST
def test_two_rules_weighed_at_once_are_both_kept(house: Small):
    rules = ("r_night", "r_bone")
    ended = at_once(
        *(lambda r=r: weigh_rule(house.store, r, "stop_and_ask", "", "ada") for r in rules)
    )
    assert ended == ["kept", "kept"]
    with house.store.reading() as tx:
        assert set_otherwise(holder(tx).values["severities"]).keys() == set(rules)


@SQLITE_FIRST
def test_two_agreements_published_at_once_are_both_kept(house: Small):
    def publishes(card: str) -> Callable[[], Any]:
        words = InOwnWords("en", "In our words", "I want this, and I know that I can end it.")
        new = NewWords(card, (words,), house.clinic.day(house.store.now()))
        return lambda: publish_agreement(house.store, house.clinic, new, "ada")

    cards = {"consent_treatment", "consent_draping"}
    assert at_once(*map(publishes, cards)) == ["kept", "kept"]
    kept = from_text(house.clinic.agreement_words)
    assert {version.card for version in kept.versions} == cards


def test_a_rule_that_there_is_not_is_not_found(some_store: Store):
    with pytest.raises(Missing):
        weigh_rule(small(some_store).store, "r_nobody", "info", "", "ada")
