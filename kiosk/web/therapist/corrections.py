"""Correcting: staff put one answer right, say why, and the record stays as it was signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ...catalogue import CATALOGUE
from ...catalogue.questions import Question
from ...intake.corrected import is_drawn, may_be_corrected
from ...intake.wording import prompt
from ...store import Book, Missing
from ...store.records import records
from ...store.records.records import Signed
from ...store.records.standing import Standing
from ...usecases.correct_record import correct_record
from ...usecases.read_answers import may_open, may_read
from ..http.access import door, leave, the_staff, the_store
from ..http.form_page import Checked, to_put_right
from ..http.form_text import typed
from ..http.layout import Frame, show, staff_frame, tell
from ..http.printing import send_to_press
from ..http.viewer import by, me
from ..questions.field_views import FieldView, as_typed, field_view
from ..questions.step_form import form_of, typed_of

correcting = Blueprint("correcting", __name__)

WHY = "Say why, in a few words. It is kept beside the record."


@dataclass(frozen=True, kw_only=True)
class CorrectPage(Checked):
    """The questions that can be put right, or one of them with its field."""

    url: str
    back: str
    questions: tuple[tuple[str, str], ...]
    question: str
    asked: str
    """The chosen question in words."""
    field: FieldView | None
    """None until a question is chosen, and until it is said why where that comes first."""
    reason: str


@correcting.get("/staff/corrections/<intake_id>")
@door("therapist", "admin")
def choose(intake_id: str) -> ResponseReturnValue:
    """Which answer is wrong, or the field for the one that was chosen.

    An admin who is no therapist is asked why first, and no answer shows before that.
    """
    key = request.args.get("question", "")
    if key and not _open(key):
        abort(404)
    if not _reads():
        return _page(_found(intake_id), key, {})
    with the_store().writing() as book:
        stands = _read(book, intake_id)
    return _page(stands.signed, key, {}, _asked(stands))


@correcting.post("/staff/corrections/<intake_id>/open")
@door("therapist", "admin")
def open_one(intake_id: str) -> ResponseReturnValue:
    """One answer, for whoever has said why it is put right."""
    key, reason = request.form.get("question", ""), typed("reason")
    if not _open(key):
        abort(400)
    if not reason:
        return _page(_found(intake_id), key, {"reason": WHY}), 422
    with the_store().writing() as book:
        stands = _read(book, intake_id, reason)
    return _page(stands.signed, key, {}, _asked(stands))


@correcting.post("/staff/corrections/<intake_id>")
@door("therapist", "admin")
def correct(intake_id: str) -> ResponseReturnValue:
    """Keep the correction. The paper is drawn anew, with it."""
    key, reason = request.form.get("question", ""), typed("reason")
    if not _open(key):
        abort(400)
    field = form_of(_step_of(key))(request.form)[key]
    wrong = {key: str(field.process_errors[0])} if field.process_errors else {}
    if not reason:
        wrong["reason"] = WHY
    if wrong:
        return _page(_found(intake_id), key, wrong, {}), 422
    with the_store().writing() as book:
        _to_correct(book, intake_id)
        correct_record(book, intake_id, key, field.data, reason, by())
    send_to_press(intake_id)
    return leave(_back(intake_id))


def _asked(stands: Standing) -> dict[str, Any]:
    """What was answered, and what a correction asks further."""
    return {**dict.fromkeys(stands.opened), **stands.says}


def _read(book: Book, intake_id: str, reason: str = "") -> Standing:
    try:
        return may_read(book, me(), intake_id, "correct", reason)
    except Missing:
        abort(404)


def _to_correct(book: Book, intake_id: str) -> None:
    try:
        may_open(book, me(), intake_id, on_request=True)
    except Missing:
        abort(404)


def _open(key: str) -> bool:
    return may_be_corrected(key) and not is_drawn(CATALOGUE.question(key))


def _step_of(key: str) -> str:
    return next(step.key for step in CATALOGUE.steps if key in step.keys)


def _found(intake_id: str) -> Signed:
    with the_store().reading() as book:
        try:
            return records.find(book, intake_id)
        except Missing:
            abort(404)


def _back(intake_id: str) -> str:
    """A therapist goes on reading; an admin who is none does not see the answers."""
    return f"/staff/intakes/{intake_id}" if _reads() else f"/admin/intakes/{intake_id}"


def _reads() -> bool:
    member = the_staff()
    return member is not None and "therapist" in member.roles


def _page(
    signed: Signed, key: str, wrong: dict[str, str], said: Mapping[str, Any] | None = None
) -> str:
    """The questions, or one of them; without ``said`` no answer is known, and why is asked."""
    frame = staff_frame()
    shows = key and said is not None
    page = CorrectPage(
        title=tell(frame, "Put an answer right"),
        to_put_right=to_put_right(frame, wrong),
        url=f"/staff/corrections/{signed.id}",
        back=_back(signed.id),
        questions=tuple(_questions(said, frame)) if not key else (),
        question=key,
        asked=prompt(CATALOGUE.question(key), frame.language) if key else "",
        field=_field(said or {}, CATALOGUE.question(key), frame, wrong) if shows else None,
        reason=typed("reason"),
    )
    return show("therapist/correction.html", frame, page=page)


def _questions(said: Mapping[str, Any] | None, frame: Frame) -> list[tuple[str, str]]:
    """Those that were asked; all of them for whoever may not know what was asked."""
    return [
        (question.key, prompt(question, frame.language))
        for question in CATALOGUE.questions
        if _open(question.key) and (said is None or question.key in said)
    ]


def _field(
    said: Mapping[str, Any], question: Question, frame: Frame, wrong: dict[str, str]
) -> FieldView:
    step = _step_of(question.key)
    sent = request.method == "POST" and request.endpoint == "correcting.correct"
    shown = typed_of(request.form, step) if sent else as_typed(question, said.get(question.key))
    error = tell(frame, wrong[question.key]) if question.key in wrong else ""
    return field_view(question, shown, frame.language, error=error)
