"""The file of an export. After the password it comes by itself, from a page that holds none."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue

from ...store import Missing
from ...store.access import sign_ins
from ...usecases.export_records import Wanted, export_records, wanted_by
from ..http import current
from ..http.access import access
from ..http.cookies import token
from ..http.layout import show, staff_layout
from ..http.page_turns import for_a_file
from ..http.redirects import see_other
from ..http.viewer import actor_id

routes = Blueprint("export_file", __name__)

KINDS = {"csv": "text/csv", "jsonl": "application/jsonl"}


@dataclass(frozen=True)
class FilePage:
    """A page from which a file comes."""

    title: str
    file_url: str
    file: str


@routes.get("/admin/export/<slip>")
@access("admin")
def coming(slip: str) -> ResponseReturnValue:
    """The file is on its way. Loaded again, it sends no password again."""
    wanted = _wanted(slip)
    if wanted is None:
        return see_other(url_for("export.form"))
    layout = staff_layout()
    file_url = url_for("export_file.file", slip=slip)
    page = FilePage(layout.translate("Your file is coming"), file_url, _name(wanted))
    return show("admin/export_file.html", layout, page=page)


@routes.get("/admin/export/<slip>/file")
@access("admin")
def file(slip: str) -> ResponseReturnValue:
    """The file itself, for as long as the password that was given holds."""
    wanted = _wanted(slip)
    return file_of(wanted) if wanted else see_other(url_for("export.form"))


def file_of(wanted: Wanted) -> Response:
    """The file, written while it is sent. Recorded before its first byte."""
    with for_a_file() as sent:
        response = sent(export_records(current.store(), wanted, actor_id()), KINDS[wanted.kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(wanted)}"'
    return response


def _wanted(slip: str) -> Wanted | None:
    """What this sign-in was asked for; None for another's slip, and once the password is old."""
    with current.store().reading() as tx:
        if not sign_ins.is_confirmed(tx, token("staff")):
            return None
        try:
            return wanted_by(tx, slip, token("staff"))
        except Missing:
            return None


def _name(wanted: Wanted) -> str:
    return f"intakes-{wanted.first}-{wanted.last}.{wanted.kind}"
