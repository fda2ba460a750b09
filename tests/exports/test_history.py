"""A history drawn and told: clear in grey, in every language, from two visits to thirty."""

from __future__ import annotations

import itertools
import pickle
import re
from datetime import date, timedelta
from typing import Any

import pytest

from kiosk.exports.chart import FULL, STRIP, chart
from kiosk.exports.drawing import draw
from kiosk.exports.over_time import over_time
from kiosk.exports.paper.html import environment, paper_html
from kiosk.exports.press import Press
from kiosk.intake.history import History, history_of
from tests.builders.records import a_return
from tests.exports.papers import EACH_SIZE, RETURNING, Paper
from tests.exports.test_paper_languages import OTHERS, pieces

pytestmark = pytest.mark.paper


def visits(count: int, **said: Any) -> History:
    """A visit each week; pain goes down from 9, stress up from 1, the calf returns."""
    first = date(2025, 8, 6)
    return history_of(
        {
            "id": str(n),
            "visit_day": (first + timedelta(days=7 * n)).isoformat(),
            "answers": {
                "today_pain": max(0, 9 - n),
                "today_stress": min(10, 1 + n),
                "sleep_quality": ("good", "ok", "poor")[n % 3],
                "home_done": ("yes", "some", "no", "none_given")[n % 4],
                "body_marks": [{"region": "calf_right", "mark": "work"}],
                **said,
            },
        }
        for n in range(count)
    )


def svg(history: History, **how: Any) -> str:
    drawn = chart(history, "en", **how)
    assert drawn
    macro: Any = environment().get_template("parts/chart.html").module
    return str(macro.drawing(drawn, "#000", "#999"))


def test_the_drawing_says_in_words_what_it_shows_before_anything_else():
    assert re.match(r"<svg [^>]*><title>6 Aug 2025 - 20 Aug 2025. Pain: 9, 8, 7.", svg(visits(3)))


def test_it_has_attributes_and_neither_class_nor_style():
    assert not re.search(r"class=|style=|<style", svg(visits(3)))


def test_pain_and_stress_are_told_apart_without_colour():
    drawn = svg(visits(3))
    assert drawn.count("stroke-dasharray") == 1
    assert "a3.8" in drawn, "pain has round dots"
    assert re.search(r"h[\d.]+v[\d.]+h-[\d.]+z", drawn), "stress has squares"
    assert ">Pain 7<" in drawn
    assert ">Stress 3<" in drawn


def test_the_names_at_the_ends_never_lie_on_one_another():
    drawn = chart(visits(2, today_pain=5, today_stress=5), "en")
    assert drawn
    pain, stress = (line.name.y for line in drawn.series)
    assert abs(pain - stress) >= FULL.letters


def test_thirty_visits_have_room_for_their_days_and_no_number_runs_into_another():
    drawn = chart(visits(30), "en")
    assert drawn
    assert drawn.numbers == ()
    places = sorted(day.x for day in drawn.days)
    assert min(b - a for a, b in itertools.pairwise(places)) >= 6 * FULL.letters
    assert all(0 <= text.x <= FULL.width for text in (*drawn.days, *drawn.scale))


def test_the_strip_has_the_newest_eight():
    drawn = chart(visits(30), "en", STRIP)
    assert drawn
    assert drawn.ticks.count("M") == 8
    assert max(drawn.days, key=lambda day: day.x).words == "25 Feb 2026"


def test_a_visit_that_does_not_tell_breaks_the_line():
    told = (4, None, 3, 2)
    history = history_of(
        {"id": str(n), "visit_day": f"2026-01-0{n}", "answers": {"today_pain": pain}}
        for n, pain in enumerate(told, start=1)
    )
    drawn = chart(history, "en")
    assert drawn
    (line,) = drawn.series
    assert re.sub(r"[\d. ]", "", line.path) == "MML"


def test_nothing_is_drawn_of_one_visit_or_of_no_numbers():
    assert chart(visits(1), "en") is None
    assert chart(visits(3, today_pain=None, today_stress=None), "en") is None


def test_a_column_that_nothing_is_known_for_is_left_out():
    told = over_time(visits(3, home_done=None), "en")
    assert told.table.names == ("Day", "Pain", "Stress", "Sleep")
    assert told.table.rows[0] == ("20 Aug 2025", "7", "3", "Badly")
    assert told.signs == ("Sleep: full circle well, half so-so, empty badly.",)


def test_what_came_of_each_visit_is_said_in_words_and_the_strip_stays_small():
    told = {"today_pain": 4, "since_last": "better_short", "brought_back": ["sitting"]}
    home = {"home_done": "no", "home_why": ["forgot", "time"], "feel_before": ["tense"]}
    records = [
        {"id": day, "visit_day": day, "answers": {**told, **home, "feel_goal": "calm"}}
        for day in ("2026-01-01", "2026-01-08")
    ]
    note = {"note_response": ["softened", "range_better"], "note_next_on": "2026-01-22"}
    history = history_of(records, {"2026-01-08": note}, {"2026-01-08": {"feel_now": ["calm"]}})
    shown = over_time(history, "en")
    newest, before = shown.came
    said = dict(newest.lines)
    assert said["After the massage before"] == "Better for a day; brought back by: Sitting"
    assert said["Home ideas"] == "No: I forgot; No time"
    assert said["In the session"] == "Muscles softened; Moved more freely"
    assert said["How they felt"] == "Tense → Calm; wished: Calm"
    assert said["Next visit agreed"] == "22 Jan 2026"
    assert [name for name, _ in before.lines] == ["After the massage before", "Home ideas"]
    rows = [row.key for row in shown.chart.rows] if shown.chart else []
    assert rows == ["home", "release", "softer", "freer", "wished"]
    small = chart(history, "en", STRIP)
    assert small
    assert [row.key for row in small.rows] == ["home", "release"]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (2, ("Pain since the last visit: about the same",)),
        (
            4,
            (
                "Pain since the last visit: about the same",
                "Pain since the first visit: better by 3",
            ),
        ),
    ],
)
def test_a_change_is_called_one_from_two_points_on(count: int, said: tuple[str, ...]):
    assert over_time(visits(count), "en").pain == said


def test_areas_are_counts_and_dates():
    (area,) = over_time(visits(3), "en").areas
    assert area.area == "Calf (right)"
    assert (area.visits, area.between) == ("3 visits", "7, 7")
    assert area.days == "6 Aug 2025, 13 Aug 2025, 20 Aug 2025"
    (cut,) = over_time(visits(9), "en", newest=2).areas
    assert (cut.visits, cut.days) == ("9 visits", "… 24 Sep 2025, 1 Oct 2025")


@pytest.mark.parametrize("size", EACH_SIZE)
@pytest.mark.parametrize("count", [2, 5, 30])
def test_the_paper_has_it_on_page_one_tagged_and_without_complaint(size: str, count: int):
    drawn = Paper(draw(a_return(RETURNING), size, history=visits(count)))
    assert ("Over the visits", 1) in drawn.headings
    assert drawn.drawn.remarks == ()
    figures = [words for tag, words in drawn.tags() if tag == "Figure"]
    assert any("Pain: " in words for words in figures)
    assert "Calf (right):" in drawn.first


def test_without_a_history_the_paper_says_nothing_of_it():
    html = paper_html(a_return(RETURNING))
    assert html == paper_html(a_return(RETURNING), visits(1))
    assert "Over the visits" not in html


def test_a_number_stands_beside_those_of_the_last_three_visits():
    record = a_return(RETURNING, changed=["new_problem"], pain_week=6)
    html = paper_html(record, visits(5, pain_week=4))
    assert "(before: 4, 27 August 2025; 4, 20 August 2025; 4, 13 August 2025)" in html


def test_the_history_travels_to_the_press():
    assert pickle.loads(pickle.dumps(visits(5))) == visits(5)
    press, record = Press(), a_return(RETURNING)
    try:
        assert press.draw(record, history=visits(5)).pdf != press.draw(record).pdf
    finally:
        press.close()


@pytest.mark.parametrize("language", OTHERS)
def test_it_is_in_another_language_throughout(language: str):
    history = visits(12)
    in_both = pieces(a_return(RETURNING, language), history) & pieces(a_return(RETURNING), history)
    assert [words for words in in_both if re.search(r"visit|Pain|Sleep|Stress|circle", words)] == []
