"""An opened intake shows first what matters before touch; the rest is folded, step by step."""

from __future__ import annotations

import pytest

from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import posts, signs

MARKS = [
    {"region": "upper_back_left", "mark": "work", "feel": "tight", "level": 6},
    {"region": "calf_right", "mark": "avoid"},
]
MUCH = {
    "warning_signs": ["chest_breath"],
    "body_marks": MARKS,
    "positions_ok": ["face_up"],
    "touch_avoid": ["feet"],
    "good_visit": "to sleep",
}


@pytest.fixture
def theo(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Theo Hands")


def headings(page: Page) -> list[str]:
    return [" ".join(h.text_content().split()) for h in page.tree.xpath("//main//h2")]


def test_what_matters_comes_first_in_the_order_of_the_paper(clinic: Clinic, theo: Staff):
    page = theo.opens(f"/staff/intakes/{signs(clinic, **MUCH)}")
    first = headings(page)
    wanted = ["Stop and ask", "Not this", "Allergies and medicines", "Today", "Body map"]
    assert [title for title in first if title in wanted] == wanted
    assert first[-1] == "All that was said"
    (not_this,) = page.tree.xpath("//section[contains(@class, 'not-this')]")
    assert "Do not touch: Feet" in " ".join(not_this.text_content().split())


def test_the_marks_stand_on_the_map_and_in_words_beside_it(clinic: Clinic, theo: Staff):
    page = theo.opens(f"/staff/intakes/{signs(clinic, **MUCH)}")
    (shown,) = page.tree.xpath("//section[contains(@class, 'told-map')]")
    drawn = [svg.xpath("count(.//*[contains(@class, 'edge')])") for svg in shown.iter("svg")]
    assert drawn == [0, 3], "two kinds of marks on the back, and their letters; none in front"
    words = " ".join(shown.text_content().split())
    assert "Upper back (left), Tight 6" in words
    assert "Calf (right)" in words
    bare = theo.opens(f"/staff/intakes/{signs(clinic, 'Ana Ruiz')}")
    assert "No marks" in bare.words


def test_all_that_was_said_is_folded_by_step_and_says_what_it_raises(clinic: Clinic, theo: Staff):
    page = theo.opens(f"/staff/intakes/{signs(clinic, **MUCH)}")
    folds = {fold.get("id"): fold for fold in page.tree.xpath("//details")}
    assert all(fold.get("open") is None for fold in folds.values())
    assert "to sleep" in folds["reason"].text_content()
    raised = folds["today_check"].find("summary").text_content()
    assert "Stop and ask: 1" in raised


def test_everything_opens_at_one_press_without_script(clinic: Clinic, theo: Staff):
    page = theo.opens(f"/staff/intakes/{signs(clinic, **MUCH)}")
    (link,) = page.tree.xpath("//a[.='Open everything']/@href")
    steps = theo.opens(link.partition("#")[0]).tree.xpath("//details[@id != 'the-paper']")
    assert steps
    assert all(step.get("open") is not None for step in steps)


def test_what_is_for_a_private_talk_stands_apart_from_what_the_paper_says(
    clinic: Clinic, theo: Staff
):
    page = theo.opens(f"/staff/intakes/{signs(clinic, private_word='yes', **MUCH)}")
    assert "In private" in headings(page)


def test_a_correction_is_in_what_matters(clinic: Clinic, theo: Staff):
    kept = signs(clinic, **MUCH)
    theo.opens(f"/staff/corrections/{kept}?question=good_visit")
    said = {"question": "good_visit", "good_visit": "to wake", "reason": "misheard"}
    assert posts(theo, f"/staff/corrections/{kept}", **said).status_code == 303
    page = theo.opens(f"/staff/intakes/{kept}")
    matters = page.tree.xpath("//div[contains(@class, 'matters')]")[0].text_content()
    assert "“to wake”" in matters
