"""What the kiosk answers at once, and that it promises only what the clinic has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.catalogue.words import TEXTS
from kiosk.store import clinics
from tests.walks.clinic import Clinic
from tests.walks.tablet import Tablet

PRIVATE = TEXTS["private_ok"]
LIST = "your therapist can give you a list"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (
            "feelings",
            {"feelings_first": "end", "pause_signal": "raise_hand", "private_word": "yes"},
        ),
        ("today_check", {"pregnancy": "in_private"}),
        ("health", {"cancer": "in_private"}),
        ("health", {"mind": ["anxiety", "in_private"]}),
    ],
)
def test_who_wants_to_say_something_in_private_is_answered(
    tablet: Tablet, step: str, said: dict[str, object]
):
    tablet.is_at(step)
    tablet.presses("skip", **said)
    assert tablet.step != step
    assert PRIVATE in tablet.page.notes
    before = tablet.goes_back()
    assert PRIVATE not in before.notes, "said once"
    assert PRIVATE in before.words, "and beside the choice as long as it stands"
    assert PRIVATE not in tablet.presses("skip").notes


def test_a_wish_to_talk_first_is_answered_on_the_next_page(tablet: Tablet):
    tablet.is_at("agree")
    tablet.agrees(consent_stop="talk_first")
    assert TEXTS["talk_first_ok"] in tablet.page.notes


def test_tools_are_told_to_go_gently(tablet: Tablet):
    page = tablet.is_at("self_care", self_how_often="weekly")
    note = "//p[contains(@class, 'then')]"
    assert [each.text for each in page.tree.xpath(note)] == [TEXTS["self_care_gently"]]
    assert "on" not in page.tree.xpath(note)[0].get("class").split()
    page = tablet.presses("theme:dark", self_tools=["gun"])
    assert "on" in page.tree.xpath(note)[0].get("class").split()


def test_a_list_is_promised_where_the_clinic_has_one(tablet: Tablet):
    page = tablet.is_at("feelings")
    assert "support_list" in page.questions
    assert LIST in page.words


def test_nothing_is_promised_where_it_has_none(clinic: Clinic, tablet: Tablet):
    with clinic.store.writing() as tx:
        mine = clinics.the_clinic(tx)
        assert mine
        assert not replace(mine, support_list_text="").facts_on(date(2026, 3, 10)).support_list
        clinics.change(tx, mine.id, "setup", support_list_text="")
    page = tablet.is_at("feelings")
    assert "support_list" not in page.questions
    assert "list" not in page.words
    assert "For talking help, you can ask." in page.words
    assert "list" not in tablet.is_at("agree").words
