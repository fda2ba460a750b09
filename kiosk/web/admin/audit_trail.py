"""The audit, to be read: who saw, printed, exported and changed whom, and who opened one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_, format_time, iso_day, read_day, with_commas
from ...store import Transaction, audit
from ...store.audit import Entry
from ...usecases import read_audit
from ...usecases.read_audit import KINDS, Asked
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Choice, Link, choices
from ..http.page_turns import for_a_file
from ..http.redirects import see_other
from ..http.short_sign import sign_of
from ..http.viewer import Viewer, actor_id, current_viewer, or_not_found, whole_number
from .audit_words import BY_ITSELF, actor_words, event_words, is_beside, kinds
from .coming_file import asked_on, file_page, slip_for
from .setting_changes import told_in_audit

routes = Blueprint("audit_trail", __name__)

AT_A_TIME = 50
A_WEEK = timedelta(days=6)
WHAT, NAME = "audit", "audit.csv"
FIELDS = ("from", "to", "kind", "by")


@dataclass(frozen=True)
class AuditRow:
    """One row in words."""

    when: str
    who: str
    did: str
    about: str
    """Whom it is about, by first name and initial, with the sign of the record."""
    reason: str
    leads: Link | None


@dataclass(frozen=True)
class ReportRow:
    """Who did what, and how often."""

    who: str
    did: str
    times: int


@dataclass(frozen=True, kw_only=True)
class AuditPage(FormPage):
    """The filters, what the days were like in numbers, and the rows."""

    values: Mapping[str, str]
    kinds: tuple[Choice, ...]
    people: tuple[Choice, ...]
    report: tuple[ReportRow, ...]
    counted: str = ""
    """That not all were counted, where that is so."""
    rows: tuple[AuditRow, ...]
    further: Link | None
    about: str = ""
    """Whose record alone it is about; empty for everybody's."""
    head: str = ""
    """Where the chain ends, to be written down elsewhere."""


@routes.get("/admin/audit")
@access("admin")
def read() -> ResponseReturnValue:
    """The rows of some days, the newest first; of the last seven where none are named."""
    who = current_viewer()
    said = {name: request.args.get(name, "").strip() for name in FIELDS}
    return _page(who, _with_days(who, said), {})


@routes.post("/admin/audit")
@access("admin")
def take_out() -> ResponseReturnValue:
    """The same rows as a file; why is recorded, and the password asked again."""
    who = current_viewer()
    said = _with_days(who, {name: typed(name) for name in FIELDS})
    wrong = _wrong(said) or ({} if typed("reason") else {"reason": WHY})
    if wrong:
        return _page(who, said, wrong), 422
    asked = ask_again()
    if asked:
        return asked
    wanted = (*(said[name] for name in FIELDS), typed("reason"))
    if request.form.get("password"):
        url = url_for("audit_trail.coming", slip=slip_for(WHAT, wanted))
        return see_other(url)
    return _file_of(wanted)


@routes.get("/admin/audit/file/<slip>")
@access("admin")
def coming(slip: str) -> ResponseReturnValue:
    """The file is on its way."""
    back = Link(url_for("audit_trail.read"), "Audit")
    if asked_on(WHAT, slip) is None:
        return see_other(back.url)
    return file_page(url_for("audit_trail.file", slip=slip), NAME, back)


@routes.get("/admin/audit/file/<slip>/csv")
@access("admin")
def file(slip: str) -> ResponseReturnValue:
    """The file itself, for as long as the password that was given holds."""
    wanted = asked_on(WHAT, slip)
    return _file_of(wanted) if wanted else see_other(url_for("audit_trail.read"))


def _file_of(wanted: Sequence[str]) -> Response:
    """Recorded before the first byte is sent."""
    *said, reason = wanted
    asked = _asked(dict(zip(FIELDS, said, strict=True)))
    who = current_viewer()
    with for_a_file() as sent:
        lines = read_audit.export_audit(current.store(), asked, who.clinic, actor_id(), reason)
        response = sent((line.encode() for line in lines), "text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return response


WHY = N_("Say why. It is recorded with your name.")


@routes.get("/admin/intakes/<intake_id>/openings")
@access("admin")
def openings(intake_id: str) -> ResponseReturnValue:
    """Who opened what this client said, over all their visits: a page to hand over."""
    who = current_viewer()
    with current.store().reading() as tx, or_not_found():
        entries = read_audit.openings_of(tx, intake_id)
        rows = _rows(tx, reversed(entries), who)
    page = AuditPage(
        title=who.layout.translate("Openings of one client's records"),
        values={},
        kinds=(),
        people=(),
        report=(),
        rows=rows,
        further=None,
        about=sign_of(intake_id),
        form_errors=form_errors(who.layout, {}),
    )
    return show("admin/openings.html", who.layout, page=page)


def _with_days(who: Viewer, said: dict[str, str]) -> dict[str, str]:
    with current.store().reading() as tx:
        today = who.clinic.day(tx.now)
    otherwise = {"from": today - A_WEEK, "to": today}
    for name, day in otherwise.items():
        said[name] = _iso(said[name], who) if said[name] else day.isoformat()
    return said


def _iso(text: str, who: Viewer) -> str:
    with suppress(ValueError):
        return read_day(text, who.layout.order).isoformat()
    return text


def _wrong(said: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    for name in ("from", "to"):
        try:
            iso_day(said[name])
        except ValueError:
            wrong[name] = N_("Write a day, like 2026-03-10.")
    if not wrong and said["to"] < said["from"]:
        wrong["to"] = N_("Choose a day that is not before the first.")
    return wrong


def _asked(said: Mapping[str, str]) -> Asked:
    kind = next((kind for kind in KINDS if kind == said["kind"]), None)
    return Asked(date.fromisoformat(said["from"]), date.fromisoformat(said["to"]), kind, said["by"])


def _page(who: Viewer, said: dict[str, str], wrong: dict[str, str]) -> str:
    wrong = wrong or _wrong(said)
    layout = who.layout
    rows: tuple[AuditRow, ...] = ()
    report: tuple[ReportRow, ...] = ()
    further, counted = None, 0
    with current.store().reading() as tx:
        head = audit.head(tx)
        if not wrong:
            wanted = read_audit.wanted_of(tx, _asked(said), who.clinic)
            before = whole_number(request.args.get("before", ""))
            found = audit.matching(tx, wanted, AT_A_TIME + 1, before)
            rows = _rows(tx, found[:AT_A_TIME], who)
            report = _report(tx, read_audit.report(tx, wanted), who)
            counted = sum(row.times for row in report)
            if len(found) > AT_A_TIME:
                further = _further(said, found[AT_A_TIME - 1], who)
    page = AuditPage(
        title=layout.translate("Audit"),
        values={**said, "reason": typed("reason")},
        kinds=choices(kinds(layout)),
        people=_people(who),
        report=report,
        counted=_not_all(layout) if counted == read_audit.COUNTED else "",
        rows=rows,
        further=further,
        head=f"{head.sequence} · {head.link[:16]}",
        form_errors=form_errors(layout, wrong),
    )
    return show("admin/audit.html", layout, page=page)


def _not_all(layout: Layout) -> str:
    count = {"count": read_audit.COUNTED}
    return layout.translate("Counted: the newest %(count)s of these rows.", count)


def _people(who: Viewer) -> tuple[Choice, ...]:
    named = sorted(who.names.items(), key=lambda person: person[1].casefold())
    by_itself = ("clock", who.layout.translate(BY_ITSELF["clock"]))
    return choices([("", who.layout.translate("Everybody")), *named, by_itself])


def _further(said: Mapping[str, str], last: Entry, who: Viewer) -> Link:
    asked: dict[str, Any] = {name: value for name, value in said.items() if value}
    url = url_for(".read", before=last.sequence, **asked)
    return Link(url, who.layout.translate("Look further"))


def _rows(tx: Transaction, entries: Iterable[Entry], who: Viewer) -> tuple[AuditRow, ...]:
    found = list(entries)
    about = read_audit.names_of(tx, (each.subject for each in found))
    known = read_audit.who_acts(tx)
    return tuple(_row(each, about, known, who) for each in found)


def _row(each: Entry, about: Mapping[str, str], known: Mapping[str, str], who: Viewer) -> AuditRow:
    layout = who.layout
    day = day_in_words(layout, who.clinic.day(each.at))
    whom, leads = known.get(each.subject, ""), None
    if each.subject in about:
        whom = " · ".join(filter(None, (about[each.subject], sign_of(each.subject))))
        leads = Link(url_for("data_requests.intake", intake_id=each.subject), whom)
    return AuditRow(
        with_commas(
            (day, format_time(each.at, who.clinic.time_zone, layout.language)), layout.language
        ),
        actor_words(each.actor, known, who),
        event_words(each.event, layout, each.reason),
        whom,
        _why(each, layout),
        leads,
    )


def _why(each: Entry, layout: Layout) -> str:
    if is_beside(each.event, each.reason):
        return ""
    return told_in_audit(each.reason, layout) if each.event == "settings" else each.reason


def _report(
    tx: Transaction, counted: Iterable[read_audit.Counted], who: Viewer
) -> tuple[ReportRow, ...]:
    known = read_audit.who_acts(tx)
    return tuple(
        ReportRow(actor_words(row.by, known, who), event_words(row.event, who.layout), row.times)
        for row in counted
    )
