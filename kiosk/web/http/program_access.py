"""Programs at the door: a token in a header, over TLS, for what it was made for."""

from __future__ import annotations

from flask import Response, current_app, g, jsonify, request

from ...addresses import is_loopback
from ...exports.answers_to_programs import NOT
from ...store import audit
from ...store.access import program_tokens, throttle
from ...store.access.program_tokens import ProgramToken
from . import current


def program_access() -> Response | None:
    """Nothing for a program that may pass; else why not, noted, with nothing of what is here."""
    if not request.is_secure and not is_loopback(request.remote_addr or ""):
        return _no(403, "")
    _, _, words = request.headers.get("Authorization", "").partition(" ")
    with current.store().reading() as tx:
        found = program_tokens.by_token(tx, words.strip())
    if found is None or found.is_over:
        throttle.count(current.store(), throttle.address(request.remote_addr or ""))
        return _no(401, found.id if found else "")
    view = current_app.view_functions[request.endpoint or ""]
    if getattr(view, "scope", "") not in {"", *found.scopes}:
        return _no(403, found.id)
    with current.store().writing() as tx:
        program_tokens.used(tx, found.id)
    g.program = found
    return None


def program() -> ProgramToken:
    """The program that is calling."""
    found: ProgramToken = g.program
    return found


def _no(status: int, caller: str) -> Response:
    with current.store().writing() as tx:
        audit.write(tx, "refused", actor=caller, subject=str(request.endpoint))
    response = jsonify(error=NOT[str(status)])
    response.status_code = status
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
