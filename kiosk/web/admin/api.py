"""What programs read: visits and papers as files, with a token; nothing can be written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, NoReturn, TypeVar, cast

from flask import Blueprint, Response, abort, jsonify, make_response, request

from ...catalogue.flags import RULES
from ...exports.cells import STATES
from ...exports.formats import PAPERS
from ...exports.openapi import FOR_PROGRAMS
from ...languages import LANGUAGES, SOURCE, iso_day
from ...store import Refused, sites
from ...store.access.program_tokens import Scope
from ...usecases.export_records import export_records
from ...usecases.exported_visits import Exporter, Wanted
from ...usecases.read_dictionary import dictionary_file
from ..http import current
from ..http.access import access
from ..http.page_turns import for_a_file
from ..http.program_access import program
from ..http.viewer import names
from .program_routes import described

routes = Blueprint("api", __name__)

View = TypeVar("View", bound=Callable[..., Any])


def needs(scope: Scope) -> Callable[[View], View]:
    """Declare what a token must be for."""

    def declare(view: View) -> View:
        view.scope = scope  # type: ignore[attr-defined]
        return view

    return declare


def as_described(view: View) -> View:
    """What is misspelt is told, and not read as if nothing had been asked."""

    @wraps(view)
    def asked() -> Any:
        takes = described()["paths"][request.path]["get"]["parameters"]
        known = sorted(each["name"] for each in takes)
        if unknown := set(request.args) - {*known}:
            _unclear(f"{min(unknown)}: asked here can be {', '.join(known) or 'nothing'}.")
        if twice := [name for name in known if name != "flag" and _count(name) > 1]:
            _unclear(f"{twice[0]}: once.")
        return view()

    return cast(View, asked)


@routes.get("/api/v1/visits")
@access("program")
@needs("visits")
@as_described
def visits() -> Response:
    """The signed visits of some days, as they stand, written while they are sent."""
    return _sent(_asked(_one_of("format", FOR_PROGRAMS, "jsonl")))


@routes.get("/api/v1/papers")
@access("program")
@needs("papers")
@as_described
def papers() -> Response:
    """The papers of these visits as a ZIP with a list of their hashes."""
    return _sent(_asked(PAPERS))


@routes.get("/api/v1/dictionary")
@access("program")
@as_described
def dictionary() -> Response:
    """What each column means, as CSV."""
    words = _one_of("words", tuple(LANGUAGES), SOURCE)
    return Response(dictionary_file(current.store(), words, "csv"), mimetype="text/csv")


@routes.get("/api/v1/openapi.json")
@access("program")
@as_described
def description() -> Response:
    """All of this, as OpenAPI says it."""
    return jsonify(described())


def _count(name: str) -> int:
    return len(request.args.getlist(name))


def _sent(wanted: Wanted) -> Response:
    with for_a_file() as sent:
        export = export_records(current.store(), wanted, Exporter(program().id))
        response = sent(export.pieces, export.mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{export.name}"'
    return response


def _unclear(words: str) -> NoReturn:
    """Say what is to be put right, for whoever reads the program's log."""
    abort(make_response(jsonify(error=words), 400))


def _asked(kind: str) -> Wanted:
    first, last = _day("from"), _day("to")
    if first is None or last is None or last < first:
        _unclear("from and to: two days like 2026-03-10, the first one first.")
    return Wanted(
        first,
        last,
        kind,
        f"asked for by {program().name}",
        _therapist(),
        _one_of("state", tuple(STATES), ""),
        _one_of("language", tuple(LANGUAGES), ""),
        _flags(),
        _day("changed_since"),
        (),
        _one_of("words", tuple(LANGUAGES), SOURCE),
        site=_site(),
    )


def _therapist() -> str:
    asked = request.args.get("therapist", "")
    with current.store().reading() as tx:
        if asked and asked not in names(tx):
            _unclear("therapist: the id of an account, as visits have it.")
    return asked


def _site() -> str:
    asked = request.args.get("site", "")
    if not asked:
        return ""
    try:
        with current.store().reading() as tx:
            return sites.known_as(tx, asked)
    except Refused:
        _unclear("site: the name of a site.")


def _flags() -> tuple[str, ...]:
    known = {rule.key for rule in RULES}
    asked = request.args.getlist("flag")
    if unknown := set(asked) - known:
        _unclear(f"flag: {min(unknown)} is none.")
    return tuple(asked)


def _one_of(name: str, known: tuple[str, ...], otherwise: str) -> str:
    said = request.args.get(name, otherwise)
    if said not in {*known, otherwise}:
        _unclear(f"{name}: one of {', '.join(known)}.")
    return said


def _day(name: str) -> date | None:
    said = request.args.get(name)
    if said is None:
        return None
    try:
        return iso_day(said)
    except ValueError:
        _unclear(f"{name}: a day like 2026-03-10.")
