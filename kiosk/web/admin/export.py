"""Export: the signed visits of some days as a file: counted, then recorded, then streamed."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from ...languages import N_
from ...store import Refused
from ...store.access import export_choices
from ...usecases.export_records import (
    Counted,
    Looked,
    count_export,
    export_records,
    keep_columns,
    look_at_export,
)
from ...usecases.exported_visits import Exporter, Wanted
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.page_parts import Link
from ..http.page_turns import for_a_file
from ..http.redirects import see_other
from ..http.viewer import Viewer, actor_id, current_viewer, me
from .coming_file import asked_on, file_page, slip_for
from .export_form import FIELDS, ExportForm, read_form
from .export_page import export_page

routes = Blueprint("export", __name__)

WHAT = "export"


@routes.get("/admin/export")
@access("admin")
def form() -> str:
    """The form, with this month as a beginning, and the columns of last time."""
    who = current_viewer()
    with current.store().reading() as tx:
        today, columns = who.clinic.day(tx.now), export_choices.of(tx, who.id)
    days = {"from": today.replace(day=1).isoformat(), "to": today.isoformat()}
    said = {**dict.fromkeys(FIELDS, ""), **days, "format": "xlsx"}
    return _page(who, ExportForm(said, groups=columns))


@routes.post("/admin/export")
@access("admin")
def export() -> ResponseReturnValue:
    """First the count, then, when it is asked for, the first rows, or the file."""
    who, going = current_viewer(), request.form.get("go")
    asked = read_form(who.layout.order)
    wrong = asked.wrong()
    if wrong:
        return _page(who, asked, wrong=wrong), 422
    if going in ("download", "look") and (again := ask_again()):
        return again
    wanted = asked.wanted(who.layout.language)
    try:
        if going == "download":
            return _to_the_file(wanted) if request.form.get("password") else _file_of(wanted)
        return _prepared(who, asked, wanted, look=going == "look")
    except Refused as no:
        return _page(who, asked, wrong={no.field: no.words}), 422


def _prepared(who: Viewer, asked: ExportForm, wanted: Wanted, *, look: bool) -> str:
    store, by = current.store(), _exporter()
    looked = look_at_export(store, wanted, by) if look else None
    keep_columns(store, me(), wanted.groups)
    return _page(who, asked, counted=count_export(store, wanted, by), looked=looked)


@routes.get("/admin/export/<slip>")
@access("admin")
def coming(slip: str) -> ResponseReturnValue:
    """The file is on its way."""
    wanted = _wanted(slip)
    if wanted is None:
        return see_other(url_for("export.form"))
    back = Link(url_for("export.form"), N_("Back to Export"))
    name = f"intakes-{wanted.first}-{wanted.last}"
    return file_page(url_for("export.file", slip=slip), name, back)


@routes.get("/admin/export/<slip>/file")
@access("admin")
def file(slip: str) -> ResponseReturnValue:
    """The file itself, for as long as the password that was given holds."""
    wanted = _wanted(slip)
    return _file_of(wanted) if wanted else see_other(url_for("export.form"))


def _file_of(wanted: Wanted) -> Response:
    """The file, written while it is sent. Recorded before its first byte."""
    with for_a_file() as sent:
        export = export_records(current.store(), wanted, _exporter())
        response = sent(export.pieces, export.mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{export.name}"'
    return response


def _exporter() -> Exporter:
    return Exporter(actor_id(), current.staff())


def _wanted(slip: str) -> Wanted | None:
    said = asked_on(WHAT, slip)
    return Wanted.on(said) if said else None


def _to_the_file(wanted: Wanted) -> Response:
    """Another page, from which the file comes by itself: this post holds the password."""
    url = url_for("export.coming", slip=slip_for(WHAT, wanted.slip))
    return see_other(url)


def _page(
    who: Viewer,
    form: ExportForm,
    *,
    wrong: dict[str, str] | None = None,
    counted: Counted | None = None,
    looked: Looked | None = None,
) -> str:
    with current.store().reading() as tx:
        return export_page(tx, who, form, wrong=wrong, counted=counted, looked=looked)
