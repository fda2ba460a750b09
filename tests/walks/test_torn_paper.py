"""A paper that does not open costs nobody a wait: the record is whole, and tells another."""

from __future__ import annotations

import pytest

from kiosk.exports.press import Press
from kiosk.store.records import papers
from tests.store.house import tampers
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.visits import broken_press, draws, signs

pytestmark = pytest.mark.paper


@pytest.fixture
def torn(clinic: Clinic) -> str:
    """An intake of Hal Brook's, whose paper was drawn and does not open."""
    kept = signs(clinic)
    draws(clinic, kept)
    tampers(clinic.store, "UPDATE paper SET content = :torn", torn=bytes(64))
    return kept


def test_whoever_asks_for_it_has_the_next_one(clinic: Clinic, press: Press, torn: str):
    theo = Staff(clinic).signs_in("Theo Hands")
    assert "Hal" in theo.prints(torn)
    words = theo.opens(f"/staff/intakes/{torn}").words
    assert "the one before could not be opened" in words
    with clinic.store.reading() as tx:
        assert [each.number for each in papers.all_of(tx, torn)] == [1, 2]


def test_without_a_press_they_have_the_sheet(clinic: Clinic, torn: str):
    theo = Staff(clinic).signs_in("Theo Hands")
    with broken_press(clinic):
        assert theo.opens(f"/staff/intakes/{torn}/paper.pdf").heading.startswith("Hal")
