"""Correcting: staff put one answer right, say why, and the record stays as it was signed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ..catalogue import CATALOGUE
from ..catalogue.questions import Question
from ..intake.corrected import is_drawn, may_be_corrected
from ..intake.wording import prompt
from ..store import Missing, audit, openings, records, standing
from ..store.records import Signed
from ..usecases.correct_record import correct_record
from .checked import Checked, to_put_right
from .fields import FieldView, as_typed, field_view
from .forms import form_of, typed_of
from .frame import Frame, show, staff_frame, tell
from .guard import door, leave, the_staff, the_store
from .looking import by
from .printing import send_to_press
from .reasons import typed

correcting = Blueprint("correcting", __name__)

WHY = "Say why, in a few words. It is kept beside the record."


@dataclass(frozen=True, kw_only=True)
class CorrectPage(Checked):
    """The questions that can be put right, or one of them with its field."""

    url: str
    back: str
    questions: tuple[tuple[str, str], ...]
    question: str
    field: FieldView | None
    reason: str


@correcting.get("/staff/corrections/<intake_id>")
@door("therapist", "admin")
def choose(intake_id: str) -> ResponseReturnValue:
    """Which answer is wrong, or the field for the one that was chosen."""
    key = request.args.get("question", "")
    if key and not _open(key):
        abort(404)
    signed = _found(intake_id)
    with the_store().writing() as book:
        if _reads() and openings.must_say_why(book, signed, by()):
            return leave(_back(intake_id))
        audit.write(book, "view", by(), intake_id)
    return _page(signed, key, {})


@correcting.post("/staff/corrections/<intake_id>")
@door("therapist", "admin")
def correct(intake_id: str) -> ResponseReturnValue:
    """Keep the correction. The paper is drawn anew, with it."""
    key, reason = request.form.get("question", ""), typed("reason")
    if not _open(key):
        abort(400)
    signed = _found(intake_id)
    step = _step_of(key)
    field = form_of(step)(request.form)[key]
    wrong = {key: str(field.process_errors[0])} if field.process_errors else {}
    if not reason:
        wrong["reason"] = WHY
    if wrong:
        return _page(signed, key, wrong), 422
    with the_store().writing() as book:
        if _reads() and openings.must_say_why(book, signed, by()):
            return leave(_back(intake_id))
        correct_record(book, intake_id, key, field.data, reason, by())
    send_to_press(intake_id)
    return leave(_back(intake_id))


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


def _page(signed: Signed, key: str, wrong: dict[str, str]) -> str:
    frame = staff_frame()
    page = CorrectPage(
        title=tell(frame, "Put an answer right"),
        to_put_right=to_put_right(frame, wrong),
        url=f"/staff/corrections/{signed.id}",
        back=_back(signed.id),
        questions=tuple(_questions(signed, frame)) if not key else (),
        question=key,
        field=_field(signed, CATALOGUE.question(key), frame, wrong) if key else None,
        reason=typed("reason"),
    )
    return show("staff/correct.html", frame, page=page)


def _questions(signed: Signed, frame: Frame) -> list[tuple[str, str]]:
    with the_store().reading() as book:
        said = standing.of(book, signed).says
    return [
        (question.key, prompt(question, frame.language))
        for question in CATALOGUE.questions
        if question.key in said and _open(question.key)
    ]


def _field(signed: Signed, question: Question, frame: Frame, wrong: dict[str, str]) -> FieldView:
    sent = typed_of(request.form, _step_of(question.key))
    with the_store().reading() as book:
        said = standing.of(book, signed).says
    shown = sent if request.method == "POST" else as_typed(question, said.get(question.key))
    error = tell(frame, wrong[question.key]) if question.key in wrong else ""
    return field_view(question, shown, frame.language, error=error)
