"""The visits of a day as the desk sees them, with the form for another; what its fields say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from flask import request, url_for

from ...catalogue import CATALOGUE
from ...clinic import OFFERED
from ...frozen import dataclass
from ...intake.draft import Typed
from ...languages import N_, NightOrDay, format_weekday, iso_day, read_day, read_time, with_commas
from ...store.access import offers, staff
from ...store.access.offers import Offer
from ...store.intakes import calendar_entries, phones, planned_visits
from ...usecases.plan_visit import (
    WEEK,
)
from ..http import current
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Choice, Link, choices
from ..http.viewer import Viewer
from ..questions.field_views import FieldView, field_view
from .agreement_tags import planned_tags
from .calendar_looks import last_look
from .day_rows import Known, PlannedRow, day_rows
from .planned_rows import NO_CODE, Code

NO_DAY = N_("Write a day, like 2026-03-10.")

ONE = timedelta(days=1)

FILLS_IN = (
    ("", N_("Not known yet")),
    ("myself", N_("The client, alone")),
    ("helped", N_("The client, with a helper")),
    ("someone_else", N_("Somebody who looks after the client")),
)


@dataclass(frozen=True)
class DayShown:
    """The day of the list, and the ways to others."""

    iso: str
    words: str
    others: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class VisitsPage(FormPage):
    """The form for a visit, a code that was just made, and the visits of a day."""

    day: DayShown

    values: Mapping[str, str]
    birth_date: FieldView
    therapists: tuple[Choice, ...]
    fills_in: tuple[Choice, ...]
    sites: tuple[Link, ...]
    """Where it may be; none where the clinic has one site."""
    at_sites: tuple[Choice, ...]
    """The same, for a visit that is moved to another."""
    here: str
    rows: tuple[PlannedRow, ...]
    code: Code
    """Shown this once."""
    calendar: str
    """That the clinic's calendar could not be read; empty where it was, or there is none."""


def day_said(who: Viewer, wrong: dict[str, str]) -> date | None:
    """The day as it is written, None where none is; what to put right where it is no day."""
    said = request.form.get("day", "").strip()
    with suppress(ValueError):
        return read_day(said, who.layout.order) if said else None
    wrong["day"] = NO_DAY
    return None


def time_said(wrong: dict[str, str]) -> str:
    """The time as 09:30; what to put right where it is none, or may be the night."""
    try:
        return read_time(request.form.get("time", ""))
    except NightOrDay:
        wrong["time"] = N_(
            "Is this at night? Write 2:30 pm for the afternoon, 2:30 am for the night."
        )
    except ValueError:
        wrong["time"] = N_("Write the time, like 10:30 or 2:30 pm.")
    return ""


def therapists(who: Viewer) -> tuple[Choice, ...]:
    """Whom a visit may be planned with, and that this is not decided yet."""
    with current.store().reading() as tx:
        people, known = staff.everyone(tx), offers.of_all(tx)
    may = (
        Choice(p.id, " · ".join((p.name, *_offered(known.get(p.id, Offer()), who))))
        for p in people
        if "therapist" in p.roles and not p.disabled
    )
    return (Choice("", who.layout.translate("Not decided yet")), *may)


def _offered(offer: Offer, who: Viewer) -> Iterator[str]:
    """What a therapist does, as far as they have said it."""
    for key in ("pressures", "trained_for", "speaks"):
        if value := getattr(offer, key):
            yield OFFERED[key].kind.in_words(value, who.layout.language)


def _asked_for(today: date, shown: str) -> date:
    """The day that is to be shown: today or one to come."""
    with suppress(ValueError):
        return max(iso_day(shown or request.values.get("day", "")), today)
    return today


def _shown(day: date, today: date, layout: Layout) -> DayShown:
    before = ((day - ONE, N_("Earlier day")),) if day > today else ()
    ways = (*before, (day + ONE, N_("Later day")), (day + WEEK, N_("A week later")))
    links = tuple(
        Link(url_for("planned_visits.todays_visits", day=other), layout.translate(words))
        for other, words in ways
    )
    words = with_commas(
        (format_weekday(day, layout.language), day_in_words(layout, day)), layout.language
    )
    return DayShown(day.isoformat(), words, links)


def visits_page(
    who: Viewer, wrong: dict[str, str], typed: Typed, code: Code = NO_CODE, shown: str = ""
) -> str:
    """The visits of a day, ``shown`` or asked for, with what was typed and is to be put right."""
    layout = who.layout
    with current.store().reading() as tx:
        today = who.clinic.day(tx.now)
        day = _asked_for(today, shown)
        every = planned_visits.of_day(tx, day)
        todays = [visit for visit in every if who.where.shows(visit.site_id)]
        known = Known(
            planned_tags(tx, todays, who.clinic, day, layout),
            phones.standing_on(tx),
            calendar_entries.of_visits(tx, [visit.id for visit in todays]),
        )
    late = last_look(who)
    page = VisitsPage(
        title=layout.translate(N_("Visits today") if day == today else N_("Visits")),
        day=_shown(day, today, layout),
        form_errors=form_errors(layout, wrong),
        values={name: said[-1] for name, said in typed.items()},
        birth_date=_birth_date(typed, layout, wrong.get("birth_date", "")),
        therapists=therapists(who),
        fills_in=tuple(Choice(value, layout.translate(words)) for value, words in FILLS_IN),
        sites=who.sites,
        at_sites=choices((each.url, each.text) for each in who.sites),
        here=who.where.here,
        rows=day_rows(todays, known, who, set(wrong)),
        code=code,
        calendar=late.words if late and not late.is_well else "",
    )
    return show("desk/planned_visits.html", layout, page=page)


def _birth_date(typed: Typed, layout: Layout, wrong: str) -> FieldView:
    error = layout.translate(wrong) if wrong else ""
    question = CATALOGUE.question("birth_date")
    return replace(field_view(question, typed, layout.language, error=error), starred=False)
