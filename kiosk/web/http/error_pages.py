"""Errors as one calm page, with an id for staff and a log line without anything personal."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, g, jsonify, make_response, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from ...exports.answers_to_programs import NOT
from ...frozen import dataclass
from ...languages import N_, SOURCE
from ...store import Busy, Full, StoreError, Throttled, TooMuch, Unreadable
from ...store.engine import allowance
from . import current
from .areas import is_of_programs, is_of_staff, is_walk
from .layout import NO_CLINIC, Layout, show, staff_layout, walk_layout
from .page_parts import Link, Sent
from .redirects import ended

log = logging.getLogger("kiosk.web")

NOWHERE = (N_("Page not found"), N_("There is nothing here."))
SAID = {
    400: (
        N_("This could not be read"),
        N_("We could not read what this page sent. Nothing that was saved is lost."),
    ),
    403: (N_("Page not allowed"), N_("This page is not for you, or not on this device.")),
    404: NOWHERE,
    405: NOWHERE,
    413: (N_("Too long"), N_("This is more than we can take in one go. Please make it shorter.")),
    429: (N_("Too many tries"), N_("There were too many tries. Please wait a moment.")),
    503: (
        N_("Just a moment"),
        N_("We cannot save just now. Your words are still here. Please hand the tablet to staff."),
    ),
}
"""Title and words of each status: what the title names, no other page is called."""

REFUSED = frozenset({400, 403, 413, 429})
"""What no page of ours sends, or sends too often: whoever looks after the kiosk may see it."""

SORRY = (
    N_("Something went wrong"),
    N_("Something went wrong on our side. What was saved is safe."),
)
DAMAGED = (
    N_("Cannot be read"),
    N_("This record was damaged or changed. A backup may still have it whole."),
)
TOO_MUCH = (
    N_("Just a moment"),
    N_(
        "There is more to look through than one page may. Try again in a moment, "
        "or narrow the search."
    ),
)


@dataclass(frozen=True)
class ErrorPage:
    """What an error page says."""

    title: str
    words: str
    id: str
    again: tuple[Sent, ...] = ()
    """Everything that was typed, ready to be sent again."""
    here: str = ""
    link: Link | None = None


def init_app(app: Flask) -> None:
    """Turn every error of the app into a calm page."""
    app.register_error_handler(CSRFError, _bad_token)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(StoreError, _store)
    app.register_error_handler(Exception, _fault)


def _bad_token(error: CSRFError) -> Response:
    # Sent once more after the end took the cookie: nothing is changed, so be kind.
    return ended() or _page(400, "csrf")


def _http(error: HTTPException) -> Response:
    if error.code is not None and error.code < 400:
        return make_response(error.get_response())
    response = _page(error.code or 500, type(error).__name__)
    if isinstance(error, MethodNotAllowed):
        response.allow.update(error.valid_methods or ())
    return response


def _store(error: StoreError) -> Response:
    if isinstance(error, TooMuch):
        allowance.end()
        return _page(503, type(error).__name__, said=TOO_MUCH if _is_of_staff() else None)
    if isinstance(error, Busy | Full):
        return _page(503, type(error).__name__, error.advice)
    if isinstance(error, Throttled):
        return _page(429, type(error).__name__)
    if isinstance(error, Unreadable) and _is_of_staff():
        return _page(500, type(error).__name__, said=DAMAGED)
    return _page(500, type(error).__name__)


def _fault(error: Exception) -> Response:
    return _page(500, type(error).__name__, _where(error))


def _where(error: Exception) -> str:
    """File, line and function of each frame: never a value, never a message."""
    lines = []
    trace = error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        lines.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " < ".join(reversed(lines[-6:]))


def _page(
    status: int, kind: str, advice: str = "", said: tuple[str, str] | None = None
) -> Response:
    error_id = secrets.token_hex(4)
    log.log(_level(status), "%s %s %s %s %s", error_id, status, kind, request.endpoint, advice)
    if is_of_programs(request.path):
        return _for_a_program(status, error_id)
    layout = _frame()
    title, words = said or SAID.get(status, SORRY)
    page = ErrorPage(
        title=layout.translate(title),
        words=layout.translate(words),
        id=error_id,
        again=_typed() if status >= 500 else (),
        here=request.path,
        link=_link(layout),
    )
    return Response(show("errors/error.html", layout, page=page), status)


def _for_a_program(status: int, error_id: str) -> Response:
    response = jsonify(error=NOT.get(str(status), SORRY[1]), id=error_id)
    response.status_code = status
    return response


def _level(status: int) -> int:
    if status >= 500:
        return logging.ERROR
    return logging.WARNING if status in REFUSED else logging.INFO


def _is_of_staff() -> bool:
    return is_of_staff(request.path) and not g.get("tablet")


def _link(layout: Layout) -> Link:
    if _is_of_staff():
        return Link(url_for("today.show_today"), layout.translate("Today"))
    return Link(url_for("welcome.welcome"), layout.translate("Go on"))


def _typed() -> tuple[Sent, ...]:
    """A post of the walk or of the staff, carried by the page so that nothing typed is lost.

    No password and no code: they are typed again where they are asked for.
    """
    if request.method != "POST" or not (is_walk(request.path) or is_of_staff(request.path)):
        return ()
    names = [name for name in request.form if not name.endswith(("password", "code"))]
    return tuple(Sent(name, value) for name in names for value in request.form.getlist(name))


def _frame() -> Layout:
    """The client's own language and display where there is an intake, else the clinic's."""
    try:
        here, clinic = g.get("intake"), current.clinic()
        if here and clinic:
            return walk_layout(here.as_left, clinic.name, clinic.language)
        return staff_layout()
    except StoreError:
        for asked in ("clinic", "tablet", "station", "staff", "intake"):
            g.setdefault(asked, None)  # nothing on the page asks a store again that is away
        return Layout(SOURCE, NO_CLINIC)
