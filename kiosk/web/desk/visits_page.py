"""The visits of a day as the desk sees them, with the form for another; what its fields say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask import request, url_for

from ...catalogue import CATALOGUE
from ...clinic import OFFERED
from ...intake.draft import Typed
from ...languages import N_, NightOrDay, format_weekday, read_day, read_time
from ...store.access import offers, staff
from ...store.access.offers import Offer
from ...store.engine.torn import each
from ...store.intakes import phones, planned_visits
from ...store.intakes.planned_visits import Visit
from ...usecases.plan_visit import (
    WEEK,
)
from ..http import current
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Choice, Link, Tag, choices
from ..http.viewer import Viewer
from ..questions.field_views import FieldView, field_view
from .agreement_tags import planned_tags
from .planned_rows import NO_CODE, Code, in_short_apart

NO_DAY = N_("Write a day, like 2026-03-10.")

ONE = timedelta(days=1)

FILLS_IN = (
    ("", N_("Not known yet")),
    ("myself", N_("The client, alone")),
    ("helped", N_("The client, with a helper")),
    ("someone_else", N_("Somebody who looks after the client")),
)
BEGUN_AT_HOME = N_("Begun at home")
STATES = {"planned": "Not here yet", "here": N_("Here"), "signed": "Signed", "torn": "Damaged"}


@dataclass(frozen=True)
class PlannedRow:
    """A visit of the day on the desk's list."""

    id: str
    words: str
    hour: str
    state: str
    gets_code: bool
    goes: bool
    """Whether it may be taken off the list."""
    moves: bool
    """Whether it may still be put on another day or hour."""
    family: bool
    """Whether there may be brothers and sisters to plan for."""
    gets_link: bool
    """Whether its client may begin, or go on, on their own phone."""
    who: Link | None
    """Where the desk says whether the client has been here, and the words for it."""
    due: Tag | None = None
    """How many agreements wait for the client; None where none does, or nobody knows."""


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
        return max(date.fromisoformat(shown or request.values.get("day", "")), today)
    return today


def _shown(day: date, today: date, layout: Layout) -> DayShown:
    before = ((day - ONE, N_("Earlier day")),) if day > today else ()
    ways = (*before, (day + ONE, N_("Later day")), (day + WEEK, N_("A week later")))
    links = tuple(
        Link(url_for("planned_visits.todays_visits", day=other), layout.translate(words))
        for other, words in ways
    )
    words = f"{format_weekday(day, layout.language)}, {day_in_words(layout, day)}"
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
        due = planned_tags(tx, todays, who.clinic, day, layout)
        at_home = phones.standing_on(tx)
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
        rows=_rows(todays, due, who, at_home),
        code=code,
    )
    return show("desk/planned_visits.html", layout, page=page)


def _birth_date(typed: Typed, layout: Layout, wrong: str) -> FieldView:
    error = layout.translate(wrong) if wrong else ""
    question = CATALOGUE.question("birth_date")
    return replace(field_view(question, typed, layout.language, error=error), starred=False)


def _torn(visit: Visit, who: Viewer) -> PlannedRow:
    words, state = (who.layout.translate(said) for said in ("Cannot be read", STATES["torn"]))
    return PlannedRow(
        visit.id,
        words,
        "",
        state,
        gets_code=False,
        goes=True,
        moves=False,
        family=False,
        gets_link=False,
        who=None,
    )


def _rows(
    plan: list[Visit], due: Mapping[str, Tag], who: Viewer, at_home: set[str]
) -> tuple[PlannedRow, ...]:
    words = in_short_apart(plan, who, birthdays=True)
    said = {visit.id: line for visit, line in zip(plan, words, strict=True)}

    def row(visit: Visit) -> PlannedRow:
        return replace(_row(visit, said[visit.id], who, at_home), due=due.get(visit.id))

    return tuple(each(plan, row, lambda visit: _torn(visit, who)))


def _row(visit: Visit, words: str, who: Viewer, at_home: set[str]) -> PlannedRow:
    if visit.state == "torn":
        return _torn(visit, who)
    by_phone = visit.intake_id in at_home
    return PlannedRow(
        visit.id,
        words,
        visit.time,
        who.layout.translate(BEGUN_AT_HOME if by_phone else STATES[visit.state]),
        gets_code=visit.state != "signed",
        goes=visit.state != "here",
        moves=visit.state == "planned",
        family=visit.answers.get("filling_for") == "someone_else",
        gets_link=bool(current.settings().public_url) and (by_phone or visit.state == "planned"),
        who=_who(visit, who.layout) if visit.state == "planned" else None,
    )


def _who(visit: Visit, layout: Layout) -> Link:
    words = "Returning" if visit.client_id else N_("Been here before?")
    return Link(url_for("identify_client.who_comes", visit_id=visit.id), layout.translate(words))
