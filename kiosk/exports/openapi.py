"""What programs may ask, as OpenAPI 3.1 says it: worked out from what exports know already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..catalogue.flags import RULES
from ..languages import LANGUAGES
from ..version import VERSION
from .answers_to_programs import NOT
from .cells import STATES
from .formats import FORMATS, PAPERS
from .webhook import ID, SIGNATURE, TIME

Part = dict[str, Any]

DAY: Part = {"type": "string", "format": "date"}
ERROR: Part = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {"type": "string"},
        "id": {"type": "string", "description": "What the server's log calls it"},
    },
}


FOR_PROGRAMS = tuple(key for key in FORMATS if key != PAPERS)
"""The formats of visits that a program may ask for."""


def openapi(visits: str, papers: str, dictionary: str, description: str) -> Part:
    """The whole description, by the address of each route."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Intake kiosk", "version": VERSION, "description": ABOUT},
        "security": [{"token": []}],
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "paths": {
            visits: _file("visits", "Signed visits as they stand", VISITS, KINDS),
            papers: _file("papers", "Papers as they were issued, with their hashes", ASKED, [ZIP]),
            dictionary: _file("", "What each column means", [WORDS], ["text/csv"]),
            description: _file("", "This description", [], ["application/json"]),
        },
        "webhooks": {"happened": {"post": MESSAGE}},
    }


HEADER = "Authorization: Bearer kiosk_…"
"""How a program sends its token."""

ABOUT = (
    "Reading alone: nothing can be written. Each request is in the clinic's audit before its first "
    "byte is sent. What is private to a therapist is never sent."
)


def _parameter(name: str, schema: Part, about: str, *, required: bool = False) -> Part:
    said = {"name": name, "in": "query", "required": required, "schema": schema}
    return {**said, "description": about}


def _choice(values: Sequence[str]) -> Part:
    return {"type": "string", "enum": list(values)}


WORDS = _parameter("words", _choice(tuple(LANGUAGES)), "The language of labels")
FORMAT = _parameter("format", _choice(FOR_PROGRAMS), "jsonl where it is not said")
ASKED = (
    _parameter("from", DAY, "First day of the visits", required=True),
    _parameter("to", DAY, "Last day of the visits, included", required=True),
    _parameter(
        "changed_since", DAY, "Only what was signed since that day, or may say something else since"
    ),
    _parameter("therapist", {"type": "string"}, "Id of whose visits"),
    _parameter("site", {"type": "string"}, "Name of the site where they were"),
    _parameter("state", _choice(tuple(STATES)), "How far the session is"),
    _parameter("language", _choice(tuple(LANGUAGES)), "The language the client walked in"),
    _parameter(
        "flag",
        {"type": "array", "items": _choice([rule.key for rule in RULES])},
        "Visits with one of these; may repeat",
    ),
    WORDS,
)
VISITS = (FORMAT, *ASKED)
KINDS = {FORMATS[key].mimetype for key in FOR_PROGRAMS}
ZIP = FORMATS[PAPERS].mimetype


def _file(scope: str, about: str, parameters: Sequence[Part], kinds: Iterable[str]) -> Part:
    told = f"{about}. Needs a token for {scope}." if scope else f"{about}. Any token opens it."
    answers = {"200": {"description": about, "content": {kind: {} for kind in sorted(kinds)}}}
    for status, why in NOT.items():
        content = {"application/json": {"schema": ERROR}}
        answers[status] = {"description": why, "content": content}
    get = {"summary": about, "description": told, "parameters": list(parameters)}
    return {"get": {**get, "responses": answers}}


def _header(name: str, schema: Part, about: str) -> Part:
    return _parameter(name, schema, about, required=True) | {"in": "header"}


SAID: Part = {
    "type": "object",
    "required": ["id", "event", "record", "at"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "description": "The same id twice is the same message"},
        "event": _choice(["signed", "read", "done"]),
        "record": {"type": "string", "description": "The record's id, as visits have it"},
        "at": {"type": "string", "format": "date-time"},
    },
}

MESSAGE: Part = {
    "summary": "An intake was signed, read or done",
    "description": (
        "Sent to each address of the server's settings, in order and at least once: whatever is "
        "not answered with 2xx within ten seconds is sent again, for ever."
    ),
    "security": [],
    "parameters": [
        _header(ID, {"type": "string"}, "The message's id"),
        _header(TIME, {"type": "integer"}, "Seconds since 1970; refuse what is older than 300"),
        _header(
            SIGNATURE,
            {"type": "string", "pattern": "^v1=[0-9a-f]{64}$"},
            "HMAC-SHA256 of the time, a full stop and the body, under the shared secret",
        ),
    ],
    "requestBody": {"required": True, "content": {"application/json": {"schema": SAID}}},
    "responses": {
        "2XX": {"description": "It is taken, and not sent again"},
        "default": {"description": "It is sent again later; a redirect is a no"},
    },
}
"""What programs are told, at addresses that only the server's settings name."""
