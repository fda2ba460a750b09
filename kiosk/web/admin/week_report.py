"""The week's report: who opened whose intakes. For an admin to look through once a week."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta

from flask import Blueprint, request, url_for

from ...frozen import dataclass
from ...languages import iso_day
from ...usecases.read_audit import names_of, who_acts
from ...usecases.report_week import DAYS, OpenedIntake, StaffWeek, week_report, week_until
from ..http import current
from ..http.access import access
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Link
from ..http.short_sign import sign_of
from ..http.viewer import Viewer, current_viewer
from .audit_words import actor_words

routes = Blueprint("week_report", __name__)


@dataclass(frozen=True)
class IntakeRow:
    """An intake that was opened."""

    about: str
    url: str
    of_another: bool


@dataclass(frozen=True)
class StaffRow:
    """What one person opened."""

    who: str
    numbers: str
    of_others: str
    intakes: tuple[IntakeRow, ...]


@dataclass(frozen=True)
class WeekPage:
    """Everybody who opened anything in seven days."""

    title: str
    days: str
    rows: tuple[StaffRow, ...]
    before: Link
    after: Link | None


@routes.get("/admin/audit/week")
@access("admin")
def week() -> str:
    """The seven days that end today, or with the day that is asked for."""
    who = current_viewer()
    with current.store().reading() as tx:
        today = who.clinic.day(tx.now)
        last = _asked(today)
        weeks, known = week_report(tx, who.clinic, last), who_acts(tx)
        about = names_of(tx, (one.id for week in weeks for one in week.intakes))
    rows = tuple(_row(each, about, known, who) for each in weeks)
    return show("admin/week_report.html", who.layout, page=_page(who.layout, last, today, rows))


def _asked(today: date) -> date:
    with suppress(ValueError):
        return min(iso_day(request.args.get("to", "")), today)
    return today


def _page(layout: Layout, last: date, today: date, rows: tuple[StaffRow, ...]) -> WeekPage:
    first, _ = week_until(last)
    later = min(last + timedelta(days=DAYS), today)
    return WeekPage(
        layout.translate("Who opened what"),
        f"{day_in_words(layout, first)} - {day_in_words(layout, last)}",
        rows,
        Link(_to(first - timedelta(days=1)), layout.translate("The week before")),
        Link(_to(later), layout.translate("The week after")) if last < today else None,
    )


def _to(day: date) -> str:
    return url_for("week_report.week", to=day.isoformat())


def _row(
    one: StaffWeek, about: Mapping[str, str], known: Mapping[str, str], who: Viewer
) -> StaffRow:
    layout = who.layout
    numbers = {"read": one.times["view"] + one.times["open"], "printed": one.times["print"]}
    said = layout.translate(
        "read: %(read)s, printed: %(printed)s, exported or copied: %(exported)s",
        {**numbers, "exported": one.times["export"] + one.times["hand_out"]},
    )
    return StaffRow(
        actor_words(one.by, known, who),
        f"{_count(layout, len(one.intakes))} · {said}",
        _of_others(layout, one.of_others),
        tuple(_intake(each, about.get(each.id, "")) for each in one.intakes),
    )


def _count(layout: Layout, many: int) -> str:
    return layout.translate_count(
        "%(count)d signed intake", "%(count)d different signed intakes", many
    )


def _of_others(layout: Layout, many: int) -> str:
    if not many:
        return ""
    return layout.translate_count(
        "%(count)d is another therapist's", "%(count)d are another therapist's", many
    )


def _intake(one: OpenedIntake, name: str) -> IntakeRow:
    about = " · ".join(filter(None, (name, sign_of(one.id), f"{one.times}×")))
    return IntakeRow(about, url_for("audit_trail.openings", intake_id=one.id), one.of_another)
