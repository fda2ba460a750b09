"""Today: who is here, how far they are, and who asks for a person."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_, format_weekday, iso_day, with_commas
from ...store import Missing, Over, Transaction
from ...store.access import one_time_links, tablets
from ...store.intakes import calls, day_version, intakes, planned_visits
from ...store.intakes.drafts import Intake
from ...store.intakes.planned_visits import Visit
from ...store.records import client_links, notes, owed, print_jobs, record_rows
from ...store.records.record_rows import Listed
from ..http import current
from ..http.access import access
from ..http.call_rows import CallRow, answered_words, call_rows
from ..http.keeping_lines import KeepingLine, keeping_lines
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Link
from ..http.redirects import leave
from ..http.viewer import Viewer, actor_id, current_viewer
from . import planned_rows
from .agreement_tags import planned_tags
from .copy_wishes import with_copy, with_handout
from .owed_papers import OwedPapers, owed_papers
from .print_states import with_printing
from .session_states import with_sessions
from .told_apart import told_apart
from .visit_rows import VisitRow, signed, walking, who_is

routes = Blueprint("today", __name__)

ASKS = {"desk", "therapist"}
SHOWN = 40
"""Rows of a day that are shown at once: the rest is a link away, and says how many it is."""


@dataclass(frozen=True)
class Asked:
    """What of a day is to be shown."""

    day: date
    whose: str
    """mine or everyone"""
    now: bool
    """Whether the day is today, which lives."""
    whole: bool = False
    """Whether a long list is shown to its end."""
    held: bool = False
    """Whether it stands still, for whoever reads slowly: it is not renewed by itself."""

    def url(self, day: date, whose: str = "", *, whole: bool = False) -> str:
        """The address of a day, with whoever's visits are shown, and how many."""
        shown = "yes" if whole else None
        return url_for("today.show_today", day=day, whose=whose or self.whose, whole=shown)


@dataclass(frozen=True)
class TodayPage:
    """The day as staff see it."""

    title: str
    day: str
    asked: Asked
    calls: tuple[CallRow, ...]
    answered: str
    """What is told to whoever has just said that they go to one; empty for everybody else."""
    rows: tuple[VisitRow, ...]
    rest: Link | None
    """Where the rest of a long list is, and how many rows it has; None where there is none."""
    nobody: str
    """What is said where there are no rows."""
    counts: tuple[str, ...]
    papers: OwedPapers
    keeping: tuple[KeepingLine, ...]
    """What is said of backups and the recovery sheet; nothing where all is well."""
    tablets: bool
    sites: tuple[Link, ...]
    """Those that whoever looks works at; none where the clinic has one."""
    whose: tuple[Link, ...]
    """Whose visits are shown, or may be; nothing for those who take no visits."""
    earlier_url: str
    later_url: str
    """Empty today: nothing lies ahead."""
    ask_after_url: str
    """Where those are who may be asked how it was; empty for an admin who asks nobody."""
    hold: Link | None
    """To the list that stands still, or the one that lives; None on other days."""
    refresh_url: str
    """What a living page asks for again and again: answered in full only after a change."""
    soon: bool
    """Whether somebody signs now, or a paper is being drawn: then it asks more often."""


@routes.get("/staff/")
@access("desk", "therapist", "admin")
def show_today() -> ResponseReturnValue:
    """The day, refreshed by itself; a page that has nothing new to show is not made."""
    who = current_viewer()
    with current.store().reading() as tx:
        asked = _asked(tx, who)
        if asked is None:
            return leave(url_for("today.show_today"))
        beat = f"{day_version.of_day(tx, asked.day)}{who.where.here}"
        if request.args.get("seen") == beat:
            return Response(status=204)
        page = _page(tx, asked, who, beat)
    return show("desk/today.html", who.layout, page=page)


@routes.post("/staff/intakes/<intake_id>/give-back")
@access("desk", "therapist", "admin")
def give_back(intake_id: str) -> ResponseReturnValue:
    """Let a tablet take up a parked intake. Harmless when it was given back or has ended since."""
    with suppress(Missing, Over), current.store().writing() as tx:
        intakes.give_back(tx, intake_id, request.form.get("tablet", ""), actor_id())
    return leave(url_for("today.show_today"))


def _asked(tx: Transaction, who: Viewer) -> Asked | None:
    """None for a day that is none, or has not come yet."""
    this = who.clinic.day(tx.now)
    day: date | None = this
    if "day" in request.args:
        day = None
        with suppress(ValueError):
            day = iso_day(request.args["day"])
    if day is None or day > this:
        return None
    whose = request.args.get("whose", "mine") if who.reads else "everyone"
    whose = whose if whose in ("mine", "everyone") else "mine"
    return Asked(
        day, whose, day == this, whole="whole" in request.args, held="held" in request.args
    )


def _page(tx: Transaction, asked: Asked, who: Viewer, beat: str) -> TodayPage:
    layout = who.layout
    plan = _planned(tx, asked, who) if asked.now else []
    here_now = _waiting(tx, who) if asked.now else []
    under_way = _under_way(tx, here_now, who, plan)
    due = planned_tags(tx, plan, who.clinic, asked.day, layout)
    coming = planned_rows.to_come(plan, who, asked.whose, due)
    signed_ids = _signed(tx, asked, who)
    first = None if asked.whole else max(SHOWN - len(under_way) - len(coming), 0)
    listed = record_rows.these(tx, signed_ids[:first])
    went = print_jobs.outcomes(tx, (each.id for each in listed))
    noted = notes.signed_on(tx, asked.day.isoformat())
    wished = one_time_links.records_with(tx, "copy_wish")
    printed = (with_printing(_kept(tx, each, who, plan), went.get(each.id), who) for each in listed)
    kept = tuple(with_copy(with_handout(row, noted, who), wished, layout) for row in printed)
    ringing = calls.open_calls(tx) if asked.now and not asked.held else []
    rows = told_apart((*under_way, *coming, *kept))
    shown = with_sessions(tx, rows if asked.whole else rows[:SHOWN], who)
    many = len(under_way) + len(coming) + len(signed_ids)
    in_words = day_in_words(layout, asked.day)
    return TodayPage(
        title=layout.translate("Today") if asked.now else in_words,
        day=with_commas((format_weekday(asked.day, layout.language), in_words), layout.language),
        asked=asked,
        calls=call_rows(tx, ringing, layout),
        answered=_answered(tx, layout),
        rows=shown,
        rest=_rest(many - len(shown), asked, layout),
        nobody=_nobody(asked, layout),
        counts=_counts(asked, len(coming), len(under_way), len(signed_ids), layout),
        papers=owed_papers(tx, who, signed_ids),
        keeping=keeping_lines(tx, who) if asked.now else (),
        tablets=bool(tablets.all_tablets(tx)),
        sites=who.sites,
        whose=_choices(asked, who),
        earlier_url=asked.url(asked.day - timedelta(days=1)),
        later_url="" if asked.now else asked.url(asked.day + timedelta(days=1)),
        ask_after_url=url_for("ask_after.everybody") if layout.roles & ASKS else "",
        hold=_hold(asked, layout) if asked.now else None,
        refresh_url="" if asked.held else _refresh_url(asked, beat),
        soon=owed.is_soon_drawn(tx) or any(_signs(each) for each in here_now),
    )


def _hold(asked: Asked, layout: Layout) -> Link:
    words = N_("Renew this list by itself") if asked.held else N_("Hold this list still")
    held = None if asked.held else "yes"
    return Link(url_for("today.show_today", whose=asked.whose, held=held), layout.translate(words))


def _answered(tx: Transaction, layout: Layout) -> str:
    call_id = request.args.get("answered", "")
    with suppress(Missing):
        return answered_words(tx, calls.find(tx, call_id), layout) if call_id else ""
    return ""


def _waiting(tx: Transaction, who: Viewer) -> list[Intake]:
    return [each for each in intakes.waiting(tx) if who.where.shows(each.site_id)]


def _signs(here: Intake) -> bool:
    return here.state == "open" and here.step == "sign"


def _under_way(
    tx: Transaction, here_now: list[Intake], who: Viewer, plan: list[Visit]
) -> tuple[VisitRow, ...]:
    known = [each for each in tablets.all_tablets(tx) if who.where.shows(each.site_id)]
    of = {visit.intake_id: visit for visit in plan}
    return tuple(
        planned_rows.under_way(walking(tx, here, who, known), here, of.get(here.id), who)
        for here in here_now
    )


def _planned(tx: Transaction, asked: Asked, who: Viewer) -> list[Visit]:
    return [each for each in planned_visits.of_day(tx, asked.day) if who.where.shows(each.site_id)]


def _signed(tx: Transaction, asked: Asked, who: Viewer) -> list[str]:
    """The ids of the day's records, the newest first: only those that are shown are opened."""
    here = (each for each in record_rows.of_day(tx, asked.day) if who.where.shows(each.site_id))
    return [each.id for each in here if who.may_see(each, asked.whose)]


def _kept(tx: Transaction, each: Listed, who: Viewer, plan: list[Visit]) -> VisitRow:
    row = signed(each, who)
    if not each.whole:
        return row
    if each.been_before and client_links.client_of(tx, each.id) == each.id:
        row = replace(row, who=who_is(each.id, who, N_("Join with earlier visits")))
    waits = any(visit.state == "planned" for visit in plan)
    its = next((visit for visit in plan if visit.intake_id == each.id), None)
    return (
        planned_rows.signed_walk_up(row, who)
        if waits and not its
        else planned_rows.linked(row, its, who)
    )


def _counts(
    asked: Asked, coming: int, under_way: int, kept: int, layout: Layout
) -> tuple[str, ...]:
    signed_now = layout.translate("Signed: %(count)d", {"count": kept})
    if not asked.now:
        return (signed_now,)
    still = (layout.translate("Not here yet: %(count)d", {"count": coming}),) if coming else ()
    return (*still, layout.translate("Filling in: %(count)d", {"count": under_way}), signed_now)


def _nobody(asked: Asked, layout: Layout) -> str:
    if not asked.now:
        return layout.translate("No visit to show on this day.")
    if asked.whose == "mine":
        return layout.translate("No visit is yours or waits for a therapist.")
    return layout.translate("No one has started today. Hand a tablet to a client.")


def _choices(asked: Asked, who: Viewer) -> tuple[Link, ...]:
    if not who.reads:
        return ()
    every = (("mine", N_("Mine")), ("everyone", N_("Everyone")))
    return tuple(
        Link(asked.url(asked.day, whose), who.layout.translate(words), here=whose == asked.whose)
        for whose, words in every
    )


def _rest(count: int, asked: Asked, layout: Layout) -> Link | None:
    if count < 1:
        return None
    words = layout.translate_count(
        "Show the other one as well", "Show the other %(count)d as well", count
    )
    return Link(asked.url(asked.day, whole=True), words)


def _refresh_url(asked: Asked, beat: str) -> str:
    whole = "yes" if asked.whole else None
    page = url_for("today.show_today", whose=asked.whose, seen=beat, whole=whole)
    return page if asked.now else ""
