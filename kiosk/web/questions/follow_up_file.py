"""The follow-ups of each step as a file that every browser may keep: it is about nobody."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from ...catalogue import CATALOGUE
from ...intake.display import WAYS
from ...languages import LANGUAGES
from ..http.access import access
from ..http.headers import FOREVER
from .follow_ups import file_of

routes = Blueprint("follow_up_file", __name__)


@routes.get("/static/<build>/follow-ups/<step>/<language>")
@access("public")
def file(build: str, step: str, language: str) -> Response:
    """The questions that answers on a step may open, empty; those of yesterday are not found."""
    shows = request.args.get("shows", "words")
    steps = {each.key for each in CATALOGUE.steps}
    if language not in LANGUAGES or step not in steps or shows not in WAYS["shows"]:
        abort(404)
    digest, words = file_of(step, language, shows)
    if build != digest:
        abort(404)
    response = Response(words, mimetype="text/html")
    response.headers["Cache-Control"] = FOREVER
    return response
