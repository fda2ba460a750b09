"""How the clinic looks: a stylesheet with its colour and mark, and the mark itself."""

from __future__ import annotations

from flask import Blueprint, Response, abort, url_for

from ...clinic.colour import is_colour, sheet
from ...store import Missing
from ...store.clinics import Clinic
from ...store.records import marks
from . import current
from .access import access
from .headers import FOREVER

routes = Blueprint("look", __name__)

NONE = "none"


def look_of(clinic: Clinic | None, accent: str | None = None) -> str:
    """The address of the stylesheet; empty where the clinic looks as every one does.

    ``accent`` is a colour that is tried out instead of its own.
    """
    colour = (clinic.accent if clinic else "") if accent is None else accent
    mark = clinic.mark if clinic else ""
    if not colour and not mark:
        return ""
    return url_for("look.stylesheet", colour=colour.lstrip("#") or NONE, mark=mark or NONE)


@routes.get("/look/<colour>/<mark>.css")
@access("public")
def stylesheet(colour: str, mark: str) -> Response:
    """Its colour and its mark. The address says all that is in it, so it may be kept for ever."""
    said = ""
    if colour != NONE:
        said += sheet(f"#{colour}") if is_colour(f"#{colour}") else abort(404)
    if mark != NONE:
        url = url_for("look.picture", name=mark) if _kept(mark) else abort(404)
        said += _as_mark(url)
    return _for_ever(Response(said, mimetype="text/css"))


@routes.get("/look/<name>")
@access("public")
def picture(name: str) -> Response:
    """The mark. It runs nothing and fetches nothing, whatever it may hold."""
    kind = marks.KINDS.get(name.rpartition(".")[2]) or abort(404)
    return _for_ever(Response(_kept(name) or abort(404), mimetype=kind))


def _kept(name: str) -> bytes | None:
    with current.store().reading() as tx:
        try:
            return marks.content(tx, name)
        except Missing:
            return None


def _as_mark(url: str) -> str:
    """It stands on white in every theme, for nobody drew it for the dark."""
    return (
        f'.brand::before{{background:#fff url("{url}") center/contain no-repeat;'
        "-webkit-mask:none;mask:none;width:2.2em;border-radius:.3em;background-clip:padding-box;"
        "border:.1em solid #fff}\n"
    )


def _for_ever(response: Response) -> Response:
    response.headers["Cache-Control"] = FOREVER
    return response
