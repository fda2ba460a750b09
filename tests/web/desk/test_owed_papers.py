"""Papers that are owed: staff see how many, which could not be drawn and why, and ask again."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from kiosk.exports.press import WHY
from kiosk.store.engine.tables import CLINIC, OWED
from kiosk.store.records import owed
from kiosk.store.records.owed import TRIES
from kiosk.web.desk.owed_papers import REASONS
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.visits import broken_press, posts, signs

pytestmark = pytest.mark.long

TITLE = "Papers that could not be drawn"


def gives_up(clinic: Clinic, name: str = "Hal Brook", why: str = "time") -> str:
    """A visit of somebody, whose paper was tried in vain."""
    kept = signs(clinic, name)
    with broken_press(clinic, why) as printing:
        for _ in range(TRIES):
            printing.wait_for(kept)
    return kept


def said_of_papers(staff: Staff) -> str:
    """What Today says of papers that could not be drawn."""
    found = staff.page.tree.xpath("//*[@id='given-up']")
    return " ".join(found[0].text_content().split()) if found else ""


def test_today_says_how_many_papers_are_still_to_be_drawn(clinic: Clinic):
    theo = Staff(clinic).signs_in("Theo Hands")
    assert "still to be drawn" not in theo.page.words
    signs(clinic)
    signs(clinic)
    assert "Papers still to be drawn: 2" in theo.opens("/staff/").words


def test_the_list_moves_when_a_paper_is_drawn_or_given_up(clinic: Clinic):
    theo = Staff(clinic).signs_in("Theo Hands")
    kept = signs(clinic)
    seen = theo.opens("/staff/").tree.get_element_by_id("today").get("data-hx-get")
    assert theo.gets(seen).status_code == 204
    with broken_press(clinic, "time") as printing:
        for _ in range(TRIES):
            printing.wait_for(kept)
    assert theo.gets(seen).status_code == 200


@pytest.mark.parametrize(
    ("language", "why"),
    [("en", "It took too much memory to draw."), ("es", "Necesitó demasiada memoria")],
)
def test_today_names_a_paper_that_could_not_be_drawn_with_the_reason(
    clinic: Clinic, language: str, why: str
):
    kept = gives_up(clinic, "Ana Ruiz", "memory")
    with clinic.store.writing() as tx:
        tx.connection.execute(update(CLINIC).values(language=language))
    theo = Staff(clinic).signs_in("Theo Hands")
    said = said_of_papers(theo)
    assert "Ana R." in said
    assert why in said
    assert "Ruiz" not in said
    assert f"/staff/intakes/{kept}" in theo.page.links()


def test_the_desk_is_told_who_but_led_nowhere(clinic: Clinic):
    gives_up(clinic, "Ana Ruiz")
    dana = Staff(clinic).signs_in("Dana Desk")
    assert "Ana R." in said_of_papers(dana)
    assert not [url for url in dana.page.links() if "/intakes/" in url]


def test_a_paper_of_another_day_is_named_too(clinic: Clinic):
    gives_up(clinic, "Ana Ruiz")
    clinic.clock.goes_on(days=3)
    assert "10 March 2026" in said_of_papers(Staff(clinic).signs_in("Theo Hands"))


def test_staff_ask_again(clinic: Clinic):
    gives_up(clinic)
    dana = Staff(clinic).signs_in("Dana Desk")
    page = dana.does("/staff/papers/again")
    assert said_of_papers(dana) == ""
    assert "Papers still to be drawn: 1" in page.words
    assert posts(dana, "/staff/papers/again").location == "/staff/"


def test_a_therapist_asks_again_for_the_one_they_read(clinic: Clinic):
    kept, other = gives_up(clinic), gives_up(clinic, "Ana Ruiz")
    theo = Staff(clinic).signs_in("Theo Hands")
    page = theo.opens(f"/staff/intakes/{kept}")
    assert f"{REASONS['time']} The same page is shown here" in page.words
    page = theo.does("/staff/papers/again")
    assert "The paper is being drawn. After 8 seconds the same page is shown" in page.words
    with clinic.store.reading() as tx:
        assert [each.record_id for each in owed.given_up(tx)] == [other]


def test_a_paper_that_was_given_up_keeps_nobody_waiting(clinic: Clinic, monkeypatch):
    kept = gives_up(clinic)
    theo = Staff(clinic).signs_in("Theo Hands")
    monkeypatch.setattr(clinic.app.extensions["printing"], "wait_for", never)
    assert theo.gets(f"/staff/intakes/{kept}/paper.pdf").location.endswith("/sheet")


def never(_: str) -> None:
    raise AssertionError("nobody waits")


def test_without_pango_today_says_what_is_missing(clinic: Clinic):
    kept = signs(clinic)
    with broken_press(clinic, "engine") as printing:
        printing.wait_for(kept)
    assert REASONS["engine"] in Staff(clinic).signs_in("Theo Hands").page.words


def test_a_long_list_names_ten_and_counts_the_rest(clinic: Clinic):
    for _ in range(12):
        signs(clinic)
    with clinic.store.writing() as tx:
        tx.connection.execute(update(OWED).values(tries=TRIES, why="fault"))
    said = said_of_papers(Staff(clinic).signs_in("Theo Hands"))
    assert said.count("Something in it could not be drawn.") == 10
    assert "And more: 2" in said


def test_every_reason_a_paper_can_have_has_words():
    assert set(WHY) - set(REASONS) == {"stopped", "busy"}, "these two are never kept"
