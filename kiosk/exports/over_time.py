"""A history in words: its table, whether pain is better or worse, and which areas return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..catalogue import CATALOGUE
from ..catalogue.after import REFLECT, SESSION_NOTE
from ..catalogue.regions import REGION
from ..frozen import dataclass
from ..intake.history import Area, History, Point, pain_since
from ..intake.wording import in_words
from ..languages import (
    N_,
    format_short_day,
    translate,
    translate_count,
    with_arrow,
    with_colon,
    with_commas,
    with_semicolons,
)
from .chart import FULL, Chart, Size, chart


@dataclass(frozen=True)
class Returning:
    """An area that returns, as counts and dates."""

    area: str
    count: int
    visits: str
    """The count in words."""
    days: str
    between: str


@dataclass(frozen=True)
class Table:
    """A row for each visit, and the names of the columns that anything is known for."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Came:
    """What came of one visit: each thing with its name."""

    day: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OverTime:
    """All that is shown of a history."""

    chart: Chart | None
    signs: tuple[str, ...]
    """What the signs under the chart stand for."""
    pain: tuple[str, ...]
    areas: tuple[Returning, ...]
    table: Table
    came: tuple[Came, ...]
    """What came of each visit that tells of it, the newest first: for the screen."""


SIGNS_IN_WORDS = {
    "sleep": N_("Sleep: full circle well, half so-so, empty badly."),
    "home": N_("Home ideas tried: full circle yes, half some, empty no."),
    "release": N_("Feelings came up: full circle yes, empty no."),
    "softer": N_("Muscles softened: full circle yes, empty no."),
    "freer": N_("Moved more freely: full circle yes, empty no."),
    "wished": N_("Felt after it as they wished: full circle yes, empty no."),
}

RESPONSE = {"softer": "softened", "freer": "range_better"}
"""Of a visit, what the note's choice of the response says."""


def over_time(history: History, language: str, size: Size = FULL, newest: int = 0) -> OverTime:
    """The history in words and drawn; of each area's days no more than the newest, if so wanted."""
    drawing = chart(history, language, size)
    rows = drawing.rows if drawing else ()
    return OverTime(
        drawing,
        tuple(translate(SIGNS_IN_WORDS[row.key], language) for row in rows),
        pain_in_words(history, language),
        returning(history, language, newest),
        table(history, language),
        came_of_each(history, language),
    )


def table(history: History, language: str) -> Table:
    """Every visit in a row, the newest first, without columns that nothing is known for."""
    columns = {
        N_("Day"): [format_short_day(point.day, language) for point in history.points],
        N_("Pain"): [_number(point.pain) for point in history.points],
        N_("Stress"): [_number(point.stress) for point in history.points],
        N_("Sleep"): [_choice("sleep_quality", point.sleep, language) for point in history.points],
    }
    known = {name: cells for name, cells in columns.items() if any(cells)}
    rows = zip(*known.values(), strict=True)
    return Table(tuple(translate(name, language) for name in known), tuple(rows)[::-1])


def came_of_each(history: History, language: str) -> tuple[Came, ...]:
    """In words, and nothing of a visit that tells nothing but numbers."""
    every = (
        Came(format_short_day(point.day, language), tuple(_came_of(point, language)))
        for point in reversed(history.points)
    )
    return tuple(each for each in every if each.lines)


def _came_of(point: Point, language: str) -> Iterator[tuple[str, str]]:
    said = {
        N_("After the massage before"): _relief(point, language),
        N_("Home ideas"): _home(point, language),
        N_("In the session"): _response(point, language),
        N_("Feelings came up"): _release(point, language),
        N_("How they felt"): _felt(point, language),
        N_("Next visit agreed"): _next(point, language),
    }
    return ((translate(name, language), words) for name, words in said.items() if words)


def pain_in_words(history: History, language: str) -> tuple[str, ...]:
    """Whether pain is better or worse than at the last visit, and than at the first."""
    last, first = pain_since(history)
    return (
        *_than(last, translate("Pain since the last visit: %(change)s", language), language),
        *_than(first, translate("Pain since the first visit: %(change)s", language), language),
    )


def returning(history: History, language: str, newest: int = 0) -> tuple[Returning, ...]:
    """The areas that return; of many days only the newest, where so many are wanted."""
    return tuple(_returning(area, language, newest) for area in history.areas)


def _returning(area: Area, language: str, newest: int) -> Returning:
    days, between = area.days[-newest:], area.between[-newest:]
    label = REGION[area.region].label
    return Returning(
        translate(label, language, f"region.{area.region}"),
        len(area.days),
        translate_count("%(n)d visit", "%(n)d visits", len(area.days), language)
        % {"n": len(area.days)},
        _cut(with_commas((format_short_day(day, language) for day in days), language), area, days),
        _cut(with_commas(map(str, between), language), area, days),
    )


def _cut(words: str, area: Area, shown: tuple[str, ...]) -> str:
    return words if len(shown) == len(area.days) else f"… {words}"


def _than(change: int | None, words: str, language: str) -> Iterator[str]:
    if change is None:
        return
    told = translate("about the same", language)
    if change:
        better = (
            translate("better by %(n)d", language)
            if change > 0
            else translate("worse by %(n)d", language)
        )
        told = better % {"n": abs(change)}
    yield words % {"change": told}


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _choice(key: str, answer: str, language: str) -> str:
    return in_words(CATALOGUE.question(key), answer, language) if answer else ""


def _relief(point: Point, language: str) -> str:
    """How long it was better, and what brought the tension back."""
    back = translate("brought back by: %(what)s", language)
    why = _choices("brought_back", point.brought_back, language)
    said = (_choice("since_last", point.relief, language), back % {"what": why} if why else "")
    return with_semicolons(filter(None, said), language)


def _home(point: Point, language: str) -> str:
    """Whether they were tried, and what got in the way."""
    done = _choice("home_done", point.home, language)
    why = _choices("home_why", point.home_why, language)
    return with_colon(done, why, language) if done and why else done or why


def _response(point: Point, language: str) -> str:
    was = {"softer": point.softer, "freer": point.freer}
    response = next(each for each in SESSION_NOTE.questions if each.key == "note_response")
    return in_words(response, [RESPONSE[key] for key, is_so in was.items() if is_so], language)


def _felt(point: Point, language: str) -> str:
    """How they felt before and after, beside how they wished to feel."""
    if point.felt is None:
        return ""
    after = next(each for each in REFLECT.questions if each.key == "feel_now")
    before = _choices("feel_before", point.felt.before, language)
    now = in_words(after, point.felt.after, language)
    moved = with_arrow(before, now, language) if before and now else before or now
    wished = translate("wished: %(what)s", language)
    goal = _choice("feel_goal", point.felt.wished, language)
    said = (moved, wished % {"what": goal} if goal else "")
    return with_semicolons(filter(None, said), language)


def _next(point: Point, language: str) -> str:
    return format_short_day(point.next_day, language) if point.next_day else ""


def _choices(key: str, answer: Sequence[str], language: str) -> str:
    return in_words(CATALOGUE.question(key), answer, language) if answer else ""


def _release(point: Point, language: str) -> str:
    return {True: translate("Yes", language), False: translate("No", language), None: ""}[
        point.release
    ]
