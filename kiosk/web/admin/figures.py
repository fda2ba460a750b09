"""Figures of whole weeks: visits, minutes for each step, and where people stop; nobody is told."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import StringIO

from flask import Blueprint, Response, request, url_for

from ...catalogue import CATALOGUE
from ...frozen import dataclass
from ...intake.wording import title
from ...languages import N_, format_number, format_short_day, iso_day, language_name
from ...store import sites
from ...store.intakes.figures import monday
from ...usecases.show_figures import WeekFigures, figures_until, last_whole_week
from ..http import current
from ..http.access import access
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Link
from ..http.viewer import Viewer, current_viewer

routes = Blueprint("figures", __name__)

KINDS = {"new": N_("First visits"), "returning": N_("Return visits")}
FEW = N_("fewer than 5, or hidden with them")
LONGEST = 100
"""The longest bar of a picture, in its own units."""


@dataclass(frozen=True)
class Bar:
    """One row: its name, the number in words, and how long its bar is drawn."""

    name: str
    words: str
    length: int


@dataclass(frozen=True)
class Chart:
    """Numbers as a table, each with its bar beside it."""

    id: str
    title: str
    head: str
    """What the numbers are."""
    rows: tuple[Bar, ...]


@dataclass(frozen=True)
class FiguresPage:
    """One week, and the weeks before it."""

    title: str
    week: str
    charts: tuple[Chart, ...]
    weeks: tuple[Link, ...]
    sites: tuple[Link, ...]
    """Whose figures may be seen; none where the clinic has had one site."""
    site: str
    """The one that is shown; empty as above."""


@routes.get("/admin/figures")
@access("admin")
def week() -> str:
    """The newest whole week, or the one that is asked for."""
    who = current_viewer()
    weeks, chosen = _weeks(who)
    known = _sites()
    at = _site(who, known) if known else None
    layout = who.layout
    page = FiguresPage(
        layout.translate("Figures"),
        layout.translate("Week from %(day)s", {"day": day_in_words(layout, chosen.week)}),
        tuple(_charts(weeks, chosen, layout)),
        tuple(
            Link(
                url_for(".week", week=w.week, site=at),
                day_in_words(layout, w.week),
                here=w is chosen,
            )
            for w in reversed(weeks)
        ),
        tuple(
            Link(url_for(".week", week=chosen.week, site=key), name, here=key == at)
            for key, name in known.items()
        ),
        at or "",
    )
    return show("admin/figures.html", layout, page=page)


@routes.get("/admin/figures.csv")
@access("admin")
def as_table() -> Response:
    """All eight weeks as a table. What is hidden on the page has an empty cell."""
    weeks, _ = _weeks(current_viewer())
    lines = StringIO()
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    writer.writerow(("week", "what", "key", "number"))
    for each in weeks:
        writer.writerows(_rows(each))
    response = Response(lines.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="figures.csv"'
    return response


def _weeks(who: Viewer) -> tuple[tuple[WeekFigures, ...], WeekFigures]:
    with current.store().reading() as tx:
        last = last_whole_week(who.clinic, who.clinic.day(tx.now))
        weeks = figures_until(tx, last, _site(who, sites.names(tx)))
    asked = last
    with suppress(ValueError):
        asked = monday(iso_day(request.args.get("week", "")))
    chosen = next((each for each in weeks if each.week == asked.isoformat()), weeks[-1])
    return weeks, chosen


def _sites() -> dict[str, str]:
    """What each site is called, the retired as well; nothing where there has been one."""
    with current.store().reading() as tx:
        known = sites.names(tx)
    return known if len(known) > 1 else {}


def _site(who: Viewer, known: Mapping[str, str]) -> str:
    """The site that is asked for, else the one that whoever looks is at."""
    asked = request.args.get("site", "")
    return asked if asked in known else who.where.here


def _rows(one: WeekFigures) -> Iterator[tuple[str, str, str, object]]:
    yield one.week, "visits", "", one.visits
    parts: Mapping[str, Mapping[str, float | None]] = {
        "visits": one.kinds,
        "language": one.languages,
        "minutes": one.minutes,
        "back": one.backs,
        "person": one.persons,
        "stop": one.stops,
    }
    for what, numbers in parts.items():
        yield from ((one.week, what, key, number) for key, number in numbers.items())


def _charts(weeks: Iterable[WeekFigures], chosen: WeekFigures, layout: Layout) -> Iterator[Chart]:
    visits = {format_short_day(w.week, layout.language): w.visits for w in weeks}
    yield _chart("visits", N_("Visits by week"), N_("Visits"), visits, layout)
    kinds = {layout.translate(words): chosen.kinds.get(key, 0) for key, words in KINDS.items()}
    yield _chart("kinds", N_("First and return visits"), N_("Visits"), kinds, layout)
    spoken = {language_name(code): number for code, number in chosen.languages.items()}
    yield _chart("languages", N_("Languages"), N_("Visits"), spoken, layout)
    yield _chart(
        "minutes",
        N_("Minutes for each step"),
        N_("Minutes"),
        _by_step(chosen.minutes, layout),
        layout,
    )
    for key, words, numbers in (
        ("back", N_("Where people go back"), chosen.backs),
        ("person", N_("Where people ask for a person"), chosen.persons),
        ("stop", N_("Where people stop"), chosen.stops),
    ):
        yield _chart(key, words, N_("Times"), _by_step(numbers, layout), layout)


def _by_step(numbers: Mapping[str, float | None], layout: Layout) -> dict[str, float | None]:
    """In the order of the walk, by the step's heading."""
    return {
        title(step, layout.language): numbers[step.key]
        for step in CATALOGUE.steps
        if step.key in numbers
    }


def _chart(
    key: str, words: str, head: str, numbers: Mapping[str, float | None], layout: Layout
) -> Chart:
    most = max((number or 0 for number in numbers.values()), default=0) or 1
    rows = tuple(
        Bar(
            name,
            layout.translate(FEW) if number is None else format_number(number, layout.language),
            round((number or 0) / most * LONGEST),
        )
        for name, number in numbers.items()
    )
    return Chart(key, layout.translate(words), layout.translate(head), rows)
