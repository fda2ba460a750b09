"""Export: the signed intakes of some days as a file: counted, then recorded, then streamed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from ...exports.formats import FORMATS
from ...languages import N_, read_day
from ...store import audit
from ...store.audit import Entry
from ...store.engine.torn import each
from ...store.records import picked
from ...usecases.export_records import export_records
from ...usecases.exported_visits import Exporter, Wanted, pick_of
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Choice, Link
from ..http.page_turns import for_a_file
from ..http.redirects import see_other
from ..http.viewer import Viewer, actor_id, current_viewer
from .coming_file import asked_on, file_page, slip_for

routes = Blueprint("export", __name__)

WHAT = "export"

FIELDS = ("from", "to", "format", "reason")

EARLIER = 10
"""Exports of before that the page shows."""


@dataclass(frozen=True)
class EarlierExport:
    """An export of before: its day, and in words who took what, and why."""

    day: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ExportPage(FormPage):
    """The form, the count, and what was exported before."""

    values: dict[str, str]
    formats: tuple[Choice, ...]
    before: tuple[EarlierExport, ...]
    counted: str = ""
    """How many there are; empty until the days are known."""


@routes.get("/admin/export")
@access("admin")
def form() -> str:
    """The form, with this month as a beginning."""
    who = current_viewer()
    with current.store().reading() as tx:
        today = who.clinic.day(tx.now)
    first = today.replace(day=1)
    return _page(who, {"from": first.isoformat(), "to": today.isoformat(), "format": "csv"})


@routes.post("/admin/export")
@access("admin")
def export() -> ResponseReturnValue:
    """First the count, then, when it is asked for, the file."""
    who = current_viewer()
    said = {name: typed(name) for name in FIELDS}
    said |= {name: _iso(said[name], who.layout) for name in ("from", "to")}
    wrong = _wrong(said)
    if wrong:
        return _page(who, said, wrong=wrong), 422
    going = request.form.get("go") == "download"
    asked = ask_again() if going else None
    if asked:
        return asked
    wanted = Wanted(
        _day(said["from"]),
        _day(said["to"]),
        said["format"],
        said["reason"],
        language=who.layout.language,
    )
    if going:
        return _to_the_file(wanted) if request.form.get("password") else _file_of(wanted)
    with current.store().reading() as tx:
        count = picked.how_many(tx, pick_of(tx, wanted))
    return _page(who, said, counted=_counted(count, who.layout))


@routes.get("/admin/export/<slip>")
@access("admin")
def coming(slip: str) -> ResponseReturnValue:
    """The file is on its way."""
    wanted = _wanted(slip)
    if wanted is None:
        return see_other(url_for("export.form"))
    back = Link(url_for("export.form"), N_("Back to Export"))
    return file_page(url_for("export.file", slip=slip), _name(wanted), back)


@routes.get("/admin/export/<slip>/file")
@access("admin")
def file(slip: str) -> ResponseReturnValue:
    """The file itself, for as long as the password that was given holds."""
    wanted = _wanted(slip)
    return _file_of(wanted) if wanted else see_other(url_for("export.form"))


def _file_of(wanted: Wanted) -> Response:
    """The file, written while it is sent. Recorded before its first byte."""
    with for_a_file() as sent:
        file = export_records(current.store(), wanted, Exporter(actor_id(), current.staff()))
        response = sent(file.pieces, file.mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def _asked(said: dict[str, str], language: str) -> Wanted:
    days = _day(said["from"]), _day(said["to"])
    return Wanted(*days, said["format"], said["reason"], language=language)


def _wanted(slip: str) -> Wanted | None:
    said = asked_on(WHAT, slip)
    return Wanted.on(said) if said else None


def _name(wanted: Wanted) -> str:
    return f"intakes-{wanted.first}-{wanted.last}"


def _wrong(said: dict[str, str]) -> dict[str, str]:
    wrong = {}
    for name in ("from", "to"):
        if not _is_day(said[name]):
            wrong[name] = N_("Write a day, like 2026-03-10.")
    if not wrong and said["to"] < said["from"]:
        wrong["to"] = N_("Choose a day that is not before the first.")
    if said["format"] not in FORMATS:
        wrong["format"] = N_("Choose a kind of file.")
    if not said["reason"]:
        wrong["reason"] = N_("Say why. It is recorded with your name.")
    return wrong


def _iso(text: str, layout: Layout) -> str:
    """A day in any way we print it as its ISO date; what is none as it was typed."""
    with suppress(ValueError):
        return read_day(text, layout.order).isoformat()
    return text


def _is_day(text: str) -> bool:
    with suppress(ValueError):
        return _day(text).isoformat() == text
    return False


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _to_the_file(wanted: Wanted) -> Response:
    """Another page, from which the file comes by itself: this post holds the password."""
    url = url_for("export.coming", slip=slip_for(WHAT, wanted.slip))
    return see_other(url)


def _counted(count: int, layout: Layout) -> str:
    if not count:
        return layout.translate("No visit was signed in these days.")
    return layout.translate_count(
        "One visit was signed in these days.", "%(count)d visits were signed in these days.", count
    )


def _page(
    who: Viewer, values: dict[str, str], *, wrong: dict[str, str] | None = None, counted: str = ""
) -> str:
    layout = who.layout
    with current.store().reading() as tx:
        before = audit.latest(tx, "export", EARLIER)
    page = ExportPage(
        title=layout.translate("Export"),
        values=values,
        formats=tuple(
            Choice(each.key, layout.translate(each.title), layout.translate(each.about))
            for each in FORMATS.values()
        ),
        before=tuple(each(before, partial(_before, who), partial(_torn, who))),
        form_errors=form_errors(layout, wrong or {}),
        counted=counted,
    )
    return show("admin/export.html", layout, page=page)


def _torn(who: Viewer, entry: Entry) -> EarlierExport:
    return EarlierExport("", who.layout.translate("Cannot be read"))


def _before(who: Viewer, entry: Entry) -> EarlierExport:
    day = day_in_words(who.layout, who.clinic.day(entry.at))
    first, _, rest = entry.subject.partition("/")
    last, _, kind = rest.partition("/")
    what = who.layout.translate("One client's record")
    if kind:
        days = (day_in_words(who.layout, each) for each in (first, last))
        what = f"{kind.upper()}, {' – '.join(days)}"
    name = who.names.get(entry.actor, entry.actor)
    return EarlierExport(day, f"{what} · {name} · “{entry.reason}”")
