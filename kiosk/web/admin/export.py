"""Export: the signed intakes of some days as a file: counted, then recorded, then streamed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from ...languages import read_day
from ...store import audit
from ...store.audit import Entry
from ...store.engine.torn import each
from ...store.records import records
from ...usecases.export_records import Wanted, export_records
from ..account.reauthenticate import ask_again
from ..http.access import door, the_store
from ..http.clock import day_in
from ..http.form_page import Checked, to_put_right
from ..http.form_text import typed
from ..http.layout import Frame, day_in_words, show, tell
from ..http.page_turns import for_a_file
from ..http.viewer import Looker, by, looker

exporting = Blueprint("exporting", __name__)

FIELDS = ("from", "to", "format", "reason")

FORMATS = (
    ("csv", "Spreadsheet (CSV)", "One row a visit, opens in any spreadsheet."),
    ("jsonl", "Complete (JSON Lines)", "For other programs; answers exactly as given."),
)

KINDS = {"csv": "text/csv", "jsonl": "application/jsonl"}

EARLIER = 10
"""Exports of before that the page shows."""


@dataclass(frozen=True, kw_only=True)
class ExportPage(Checked):
    """The form, the count, and what was exported before."""

    values: dict[str, str]
    formats: tuple[tuple[str, str, str], ...]
    before: tuple[tuple[str, str], ...]
    counted: str = ""
    """How many there are; empty until the days are known."""


@exporting.get("/admin/export")
@door("admin")
def form() -> str:
    """The form, with this month as a beginning."""
    who = looker()
    with the_store().reading() as book:
        today = who.clinic.day(book.now)
    first = today.replace(day=1)
    return _page(who, {"from": first.isoformat(), "to": today.isoformat(), "format": "csv"})


@exporting.post("/admin/export")
@door("admin")
def export() -> ResponseReturnValue:
    """First the count, then, when it is asked for, the file."""
    who = looker()
    said = {name: typed(name) for name in FIELDS}
    said |= {name: _iso(said[name], who.frame) for name in ("from", "to")}
    wrong = _wrong(said)
    if wrong:
        return _page(who, said, wrong=wrong), 422
    going = request.form.get("go") == "download"
    asked = ask_again(go="count") if going or request.form.get("password") else None
    if asked:
        return asked
    wanted = Wanted(_day(said["from"]), _day(said["to"]), said["format"], said["reason"])
    if going:
        return _file(wanted)
    with the_store().reading() as book:
        count = records.how_many(book, wanted.first, wanted.last)
    return _page(who, said, counted=_counted(count, who.frame))


def _wrong(said: dict[str, str]) -> dict[str, str]:
    wrong = {}
    for name in ("from", "to"):
        if not _is_day(said[name]):
            wrong[name] = "Write a day, like 2026-03-10."
    if not wrong and said["to"] < said["from"]:
        wrong["to"] = "Choose a day that is not before the first."
    if said["format"] not in KINDS:
        wrong["format"] = "Choose a kind of file."
    if not said["reason"]:
        wrong["reason"] = "Say why. It is recorded with your name."
    return wrong


def _iso(text: str, frame: Frame) -> str:
    """A day in any way we print it as its ISO date; what is none as it was typed."""
    with suppress(ValueError):
        return read_day(text, frame.order).isoformat()
    return text


def _is_day(text: str) -> bool:
    with suppress(ValueError):
        return _day(text).isoformat() == text
    return False


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _file(wanted: Wanted) -> Response:
    """The file, written while it is sent."""
    with for_a_file() as sent:
        response = sent(export_records(the_store(), wanted, by()), KINDS[wanted.kind])
    file = f"intakes-{wanted.first}-{wanted.last}.{wanted.kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _counted(count: int, frame: Frame) -> str:
    if not count:
        return tell(frame, "No visit was signed in these days.")
    if count == 1:
        return tell(frame, "One visit was signed in these days.")
    return tell(frame, "%(count)d visits were signed in these days.", {"count": count})


def _page(
    who: Looker, values: dict[str, str], *, wrong: dict[str, str] | None = None, counted: str = ""
) -> str:
    frame = who.frame
    with the_store().reading() as book:
        before = audit.latest(book, "export", EARLIER)
    page = ExportPage(
        title=tell(frame, "Export"),
        values=values,
        formats=tuple((kind, tell(frame, a), tell(frame, b)) for kind, a, b in FORMATS),
        before=tuple(each(before, partial(_before, who), partial(_torn, who))),
        to_put_right=to_put_right(frame, wrong or {}),
        counted=counted,
    )
    return show("admin/export.html", frame, page=page)


def _torn(who: Looker, entry: Entry) -> tuple[str, str]:
    return "", tell(who.frame, "Cannot be read")


def _before(who: Looker, entry: Entry) -> tuple[str, str]:
    """The day of an export, and in words who took what, and why."""
    day = day_in_words(who.frame, day_in(who.clinic.time_zone, entry.at))
    first, _, rest = entry.subject.partition("/")
    last, _, kind = rest.partition("/")
    what = tell(who.frame, "One client's record")
    if kind:
        days = (day_in_words(who.frame, each) for each in (first, last))
        what = f"{kind.upper()}, {' – '.join(days)}"
    name = who.names.get(entry.actor, entry.actor)
    return day, f"{what} · {name} · “{entry.reason}”"
