"""Correcting: staff put one answer right, say why, and the record stays as it was signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...catalogue import CATALOGUE
from ...catalogue.questions import Question
from ...frozen import dataclass
from ...intake.wording import staff_prompt
from ...languages import N_
from ...store.records import records, restrictions
from ...store.records.records import Signed
from ...store.records.standing import Standing
from ...usecases.correct_record import correct_as
from ...usecases.read_answers import name_of
from ...usecases.read_record import read_record
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, show, staff_layout
from ..http.printing import send_to_press
from ..http.redirects import leave
from ..http.short_sign import sign_of
from ..http.viewer import me, or_not_found
from ..questions.field_views import FieldView, as_typed, field_view
from ..questions.step_form import put_right, typed_of
from .answers_to_correct import AnswersOf, answers_by_step, is_open

routes = Blueprint("corrections", __name__)

WHY = N_("Say why, in a few words. It is kept beside the record.")


@dataclass(frozen=True, kw_only=True)
class CorrectPage(FormPage):
    """The questions that can be put right, or one of them with its field."""

    whose: str
    id: str
    url: str
    back: str
    steps: tuple[AnswersOf, ...]
    """What can be put right, until one is chosen."""
    wanted: str
    """What was looked for among them; empty where nothing was."""
    question: str
    asked: str
    """The chosen question in words."""
    field: FieldView | None
    """None until a question is chosen, and until it is said why where that comes first."""
    reason: str


@routes.get("/staff/corrections/<intake_id>")
@access("therapist", "admin")
def choose(intake_id: str) -> ResponseReturnValue:
    """Which answer is wrong, or the field for the one that was chosen.

    An admin who is no therapist is asked why first, and no answer shows before that; so is any
    admin where the client is restricted.
    """
    key = request.args.get("question", "")
    if key and not is_open(key):
        abort(404)
    if not _reads(intake_id):
        return _page(_found(intake_id), key, {})
    stands = _read(intake_id)
    return _page(stands.signed, key, {}, _asked(stands))


@routes.post("/staff/corrections/<intake_id>/find")
@access("therapist", "admin")
def find(intake_id: str) -> ResponseReturnValue:
    """Those with some words in them. A post, so that no word stands in an address or a log."""
    if not _reads(intake_id):
        return _page(_found(intake_id), "", {}, wanted=typed("words"))
    stands = _read(intake_id)
    return _page(stands.signed, "", {}, _asked(stands), wanted=typed("words"))


@routes.post("/staff/corrections/<intake_id>/open")
@access("therapist", "admin")
def open_one(intake_id: str) -> ResponseReturnValue:
    """One answer, for whoever has said why it is put right."""
    key, reason = request.form.get("question", ""), typed("reason")
    if not is_open(key):
        abort(400)
    if not reason:
        return _page(_found(intake_id), key, {"reason": WHY}), 422
    stands = _read(intake_id, reason)
    return _page(stands.signed, key, {}, _asked(stands))


@routes.post("/staff/corrections/<intake_id>")
@access("therapist", "admin")
def correct(intake_id: str) -> ResponseReturnValue:
    """Keep the correction. The paper is drawn anew, with it."""
    key, reason = request.form.get("question", ""), typed("reason")
    if not is_open(key):
        abort(400)
    answer, problem = put_right(CATALOGUE.question(key), _step_of(key), request.form)
    wrong = {key: problem} if problem else {}
    if not reason:
        wrong["reason"] = WHY
    if wrong:
        return _page(_found(intake_id), key, wrong, {}), 422
    with or_not_found():
        correct_as(current.store(), me(), intake_id, key, answer, reason)
    send_to_press(intake_id)
    return leave(_back(intake_id))


def _asked(stands: Standing) -> dict[str, Any]:
    """What was answered, and what a correction asks further."""
    return {**dict.fromkeys(stands.opened), **stands.says}


def _read(intake_id: str, reason: str = "") -> Standing:
    with or_not_found():
        return read_record(current.store(), me(), intake_id, "correct", reason)


def _step_of(key: str) -> str:
    return next(step.key for step in CATALOGUE.steps if key in step.keys)


def _found(intake_id: str) -> Signed:
    with or_not_found(), current.store().reading() as tx:
        return records.find(tx, intake_id)


def _back(intake_id: str) -> str:
    """A therapist goes on reading; an admin who is none does not see the answers."""
    return (
        url_for("record.intake", intake_id=intake_id)
        if _reads(intake_id)
        else url_for("data_requests.intake", intake_id=intake_id)
    )


def _reads(intake_id: str) -> bool:
    """Whether the answers may show at once. An admin puts right on request what is restricted, and
    a therapist who is one as well says why first, as every admin does."""
    member = current.staff()
    if member is None or "therapist" not in member.roles:
        return False
    with current.store().reading() as tx:
        return not ("admin" in member.roles and restrictions.of_record(tx, intake_id))


def _page(
    signed: Signed,
    key: str,
    wrong: dict[str, str],
    said: Mapping[str, Any] | None = None,
    *,
    wanted: str = "",
) -> str:
    """The questions, or one of them; without ``said`` no answer is known, and why is asked."""
    layout = staff_layout()
    shows = key and said is not None
    page = CorrectPage(
        title=layout.translate("Put an answer right"),
        form_errors=form_errors(layout, wrong),
        whose=_whose(signed.id),
        id=signed.id,
        url=url_for("corrections.choose", intake_id=signed.id),
        back=_back(signed.id),
        steps=answers_by_step(signed.id, said, layout, wanted) if not key else (),
        wanted=wanted,
        question=key,
        asked=staff_prompt(CATALOGUE.question(key), layout.language) if key else "",
        field=_field(said or {}, CATALOGUE.question(key), layout, wrong) if shows else None,
        reason=typed("reason"),
    )
    return show("therapist/correction.html", layout, page=page)


def _whose(intake_id: str) -> str:
    """First name and initial, and the sign that tells two of them apart."""
    with current.store().reading() as tx:
        return f"{name_of(tx, intake_id)} · {sign_of(intake_id)}"


def _field(
    said: Mapping[str, Any], question: Question, layout: Layout, wrong: dict[str, str]
) -> FieldView:
    step = _step_of(question.key)
    sent = request.method == "POST" and request.endpoint == "corrections.correct"
    shown = typed_of(request.form, step) if sent else as_typed(question, said.get(question.key))
    error = layout.translate(wrong[question.key]) if question.key in wrong else ""
    return field_view(question, shown, layout.language, error=error)
