"""Figures: counted with the post that is kept anyway, of whole weeks, of nobody by themselves."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from kiosk.store.intakes import figures
from kiosk.store.intakes.figures import Counted
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import BRIEF
from tests.walks.page import Page
from tests.walks.tablet import Tablet

PAGE = "/admin/figures"


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books")


def counted(clinic: Clinic) -> dict[tuple[str, str], Counted]:
    with clinic.store.reading() as tx:
        week = figures.monday(tx.now.date())
        return {(each.kind, each.what): each for each in figures.of_weeks(tx, week, week)}


def has_counted(
    clinic: Clinic, kind: figures.Kind, what: str, times: int, seconds: int = 0
) -> None:
    where = figures.Where(clinic.tablets()[0].clinic_id)
    with clinic.store.writing() as tx:
        for _ in range(times):
            figures.count(tx, where, tx.now.date(), kind, what, seconds)


def test_a_walk_counts_its_steps_with_their_time_and_where_it_turns(clinic: Clinic, tablet: Tablet):
    tablet.is_at("sensitive")
    tablet.answers("sensitive", any_sensitive="no")
    clinic.clock.goes_on(seconds=50)
    tablet.goes_back()
    tablet.answers("sensitive", any_sensitive="no")
    clinic.clock.goes_on(seconds=40)
    tablet.agrees()
    tablet.presses("person")
    tablet.presses("next")
    tablet.walks(BRIEF)
    found = counted(clinic)
    assert (found["step", "agree"].times, found["step", "agree"].seconds) == (1, 40)
    assert found["back", "agree"].times == 1
    assert [what for kind, what in found if kind == "person"] == ["review"]
    assert (found["visit", "new"].times, found["language", "en"].times) == (1, 1)


def test_the_same_post_again_counts_once(clinic: Clinic, tablet: Tablet):
    tablet.is_at("sensitive")
    sent = tablet.fills("next", any_sensitive="no")
    tablet.sends(sent)
    tablet.sends(sent)
    assert counted(clinic)["step", "sensitive"].times == 1


def test_where_people_stop_is_counted_and_erasing_is_stopping(clinic: Clinic, tablet: Tablet):
    tablet.is_at("health")
    tablet.erases()
    assert counted(clinic)["stop", "health"].times == 1


def table(page: Page, chart: str) -> dict[str, str]:
    """What stands under one picture, as a table."""
    rows = page.tree.xpath(f"//section[@id='figures-{chart}']//tbody/tr")
    return {row[0].text_content(): row[1].text_content() for row in rows}


def test_small_groups_are_hidden_also_from_subtraction(clinic: Clinic, ada: Staff):
    clinic.pairs()
    has_counted(clinic, "visit", "new", 40)
    has_counted(clinic, "language", "en", 38)
    has_counted(clinic, "language", "es", 2)
    has_counted(clinic, "stop", "health", 3)
    has_counted(clinic, "step", "agree", 6, 90)
    assert "40" not in ada.opens(PAGE).words, "the week is not over"
    clinic.clock.goes_on(days=7)
    page = Staff(clinic).signs_in("Ada Books").opens(PAGE)
    hidden = "fewer than 5, or hidden with them"
    assert table(page, "languages") == {"English": hidden, "Español": hidden}
    assert table(page, "stop") == {"Your health": hidden}
    assert table(page, "minutes") == {"Your agreement": "1.5"}


def test_the_table_has_empty_cells_for_what_is_hidden(clinic: Clinic, ada: Staff):
    clinic.pairs()
    has_counted(clinic, "visit", "new", 7)
    has_counted(clinic, "stop", "health", 3)
    clinic.clock.goes_on(days=7)
    ada = Staff(clinic).signs_in("Ada Books")
    rows = list(csv.reader(StringIO(ada.gets(f"{PAGE}.csv").text)))
    week = rows[-1][0]
    assert [week, "visits", "", "7"] in rows
    assert [week, "stop", "health", ""] in rows
