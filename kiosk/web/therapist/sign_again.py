"""The private areas once more, before the session: the client chooses each and signs again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...catalogue.questions import Card, Step
from ...frozen import dataclass
from ...intake.areas_again import SENSITIVE, SIGNATURE
from ...intake.draft import Typed
from ...intake.wording import statement_text, title
from ...languages import N_, translate
from ...store import Refused
from ...usecases.treat_client import Treated, read_treatment, sign_areas_again
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, show
from ..http.redirects import leave, see_other
from ..http.viewer import me, or_not_found
from ..questions.after_form import after_views, read_after, typed_after
from ..questions.field_views import FieldView
from .client_screen import client_layout

routes = Blueprint("sign_again", __name__)

CHOOSE = N_("Choose one, please.")
SIGN = N_("Sign with a finger, or type your name.")
WHO_SIGNS = {
    "client": N_("The client signs."),
    "guardian": N_("The parent or guardian signs."),
}


@dataclass(frozen=True, kw_only=True)
class SignAgainPage(FormPage):
    """The cards, and who signs under them, in the client's language."""

    id: str
    lede: str
    questions: tuple[FieldView, ...]
    who_signs: str


@routes.get("/staff/intakes/<intake_id>/session/areas")
@access("therapist")
def form(intake_id: str) -> ResponseReturnValue:
    """Each area with what was said so far; only as long as the session has not begun."""
    treated = _read(intake_id)
    if treated.treatment.state not in ("waiting", "read"):
        return see_other(url_for("treatment.session", intake_id=intake_id))
    return _page(treated, _so_far(treated), {})


@routes.post("/staff/intakes/<intake_id>/session/areas")
@access("therapist")
def sign(intake_id: str) -> ResponseReturnValue:
    """Keep what was chosen and signed; then each is asked once more by a tap."""
    if request.form.get("go") != "sign":
        abort(400)
    treated = _read(intake_id)
    said = read_after(treated.areas, request.form)
    answers = dict(said.answers)
    signature = answers.pop(SIGNATURE, None)
    wrong = {**_missing(treated.areas, answers, signature), **said.wrong}
    if wrong:
        return _page(treated, said.typed, wrong), 422
    try:
        with or_not_found():
            sign_areas_again(current.store(), me(), intake_id, answers, signature)
    except Refused as no:
        return _page(treated, said.typed, {no.field: no.words}), 422
    return leave(url_for("treatment.turned_round", intake_id=intake_id))


def _missing(step: Step, answers: Mapping[str, str], signature: object) -> dict[str, str]:
    wrong = {each.key: CHOOSE for each in step.questions if each.key not in answers}
    wrong.pop(SIGNATURE, None)
    return wrong if signature else {**wrong, SIGNATURE: SIGN}


def _so_far(treated: Treated) -> Typed:
    first, says = treated.treatment.first, treated.stands.says
    cards = (each.key for each in treated.areas.questions if isinstance(each, Card))
    return typed_after(treated.areas, {key: first(key, says) for key in cards})


def _page(treated: Treated, typed: Typed, wrong: Mapping[str, str]) -> str:
    layout = client_layout(treated)
    page = SignAgainPage(
        title=title(SENSITIVE, layout.language),
        form_errors=form_errors(layout, wrong),
        id=treated.stands.id,
        lede=translate(SENSITIVE.help, layout.language, f"step.{SENSITIVE.key}.help"),
        questions=_questions(treated.areas, typed, layout, wrong),
        who_signs=layout.translate(WHO_SIGNS[treated.signer]),
    )
    return show("therapist/sign_again.html", layout, page=page)


def _questions(
    step: Step, typed: Typed, layout: Layout, wrong: Mapping[str, str]
) -> tuple[FieldView, ...]:
    said = {key: layout.translate(words) for key, words in wrong.items()}
    first, *rest = after_views(step, typed, layout.language, said, more=False)
    lead = statement_text(step.intro, layout.language) if step.intro else ""
    return (replace(first, lead=lead), *rest)


def _read(intake_id: str) -> Treated:
    with or_not_found():
        return read_treatment(current.store(), me(), intake_id)
