"""The session's note: two minutes by touch, kept at every change, signed once, added to."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, make_response, request, url_for
from flask.typing import ResponseReturnValue

from ...catalogue.after import SESSION_NOTE
from ...intake.draft import Typed
from ...store import Refused
from ...store.records.notes import NoteDraft
from ...usecases.write_note import NotWhole, OpenNote, add_to_note, keep_note, read_note, sign_note
from ..http import current
from ..http.access import access
from ..http.layout import show, staff_layout
from ..http.redirects import leave
from ..http.viewer import me, or_not_found
from ..questions.after_form import (
    AfterReading,
    read_after,
    typed_after,
)
from .note_page import note_page

routes = Blueprint("session_note", __name__)


@routes.get("/staff/intakes/<intake_id>/note")
@access("therapist")
def form(intake_id: str) -> ResponseReturnValue:
    """The note as far as it is, or as it was signed."""
    note = _read(intake_id)
    return _page(note, typed_after(SESSION_NOTE, note.draft.answers), note.draft.rev, {})


@routes.post("/staff/intakes/<intake_id>/note")
@access("therapist")
def write(intake_id: str) -> ResponseReturnValue:
    """Keep it, sign it, or add to it."""
    if request.form.get("go") == "add":
        return _add(intake_id)
    said = read_after(SESSION_NOTE, request.form)
    try:
        with or_not_found():
            kept = keep_note(current.store(), me(), intake_id, said.answers, _rev())
            if request.form.get("go") != "sign":
                return _kept(intake_id, said, kept)
            if not said.wrong:
                sign_note(current.store(), me(), intake_id, said.answers)
                return leave(url_for(".form", intake_id=intake_id))
            return _again(intake_id, said, kept.rev, said.wrong)
    except NotWhole as no:
        return _again(intake_id, said, kept.rev, {**no.wrong, **said.wrong})
    except Refused as no:
        return _again(intake_id, said, None, {no.field: no.words})


def _add(intake_id: str) -> ResponseReturnValue:
    try:
        with or_not_found():
            add_to_note(current.store(), me(), intake_id, request.form.get("words", ""))
    except Refused as no:
        note = _read(intake_id)
        return _page(note, {}, 0, {no.field: no.words}), 422
    return leave(url_for(".form", intake_id=intake_id))


def _kept(intake_id: str, said: AfterReading, kept: NoteDraft) -> ResponseReturnValue:
    """What could not be taken is said now where script asks, and at signing in any case."""
    if said.wrong:
        return _again(intake_id, said, kept.rev, said.wrong)
    if "HX-Request" in request.headers:
        return _page(_read(intake_id), said.typed, kept.rev, {})
    return leave(url_for(".form", intake_id=intake_id))


def _again(
    intake_id: str, said: AfterReading, rev: int | None, wrong: Mapping[str, str]
) -> ResponseReturnValue:
    """The page with all that was typed, and what to put right; whole, where a part was asked."""
    note = _read(intake_id)
    page = _page(note, said.typed, note.draft.rev if rev is None else rev, dict(wrong))
    response = make_response(page, 422)
    response.headers["HX-Retarget"] = response.headers["HX-Reselect"] = "#note"
    return response


def _rev() -> int:
    said = request.form.get("rev", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def _read(intake_id: str) -> OpenNote:
    with or_not_found():
        return read_note(current.store(), me(), intake_id)


def _page(note: OpenNote, typed: Typed, rev: int, wrong: dict[str, str]) -> str:
    layout = staff_layout()
    page = note_page(note, typed, rev, layout, wrong)
    return show("therapist/session_note.html", layout, page=page)
