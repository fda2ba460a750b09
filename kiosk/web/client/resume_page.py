"""Going on by a code: what was put aside on this tablet opens once the birth date fits."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from ...catalogue import CATALOGUE
from ...intake.walk import FIRST
from ...intake.wording import prompt, title
from ...languages import translate
from ...store import Throttled
from ...store.access import throttle
from ...store.access.tablets import Tablet
from ...store.clinics import Clinic
from ...store.intakes import intakes
from ...store.intakes.drafts import Intake
from ...store.intakes.planned_visits import Visit
from ...usecases.check_client import ANOTHER_DATE
from ...usecases.resume_intake import resume, says_nothing
from ..http import current
from ..http.layout import show
from ..questions.field_views import FieldView, field_view
from ..questions.step_form import KIND_WORDS, form_of, typed_of
from .welcome_page import welcome_layout

STEP, KEY = "hello_again", "find_birth_date"


class AsksBirthDate(Exception):
    """The birth date comes first. Says what was wrong with one that was typed; empty at first."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.words = words


class AskTheDesk(Exception):
    """Two birth dates did not fit: the desk gives the intake back."""


@dataclass(frozen=True)
class GoingOnPage:
    """One question, and what Welcome was answered with."""

    title: str
    heading: str
    lede: str
    question: FieldView
    said: tuple[tuple[str, str], ...]
    errors: tuple[tuple[str, str], ...] = ()
    errors_title: str = ""


def goes_on(tablet: Tablet, visit: Visit, here: Intake) -> tuple[Intake, str]:
    """The visit's intake, open again. Raises AsksBirthDate, AskTheDesk, or Over.

    Dates are tried twice a minute, and each that does not fit is in the audit.
    """
    born, shuts = ("", False) if says_nothing(here) else _tried(here)
    with current.store().writing() as tx:
        held = intakes.find(tx, here.id, hold=True)
        taken = resume(tx, tablet, visit, held, born)
    if taken:
        return taken
    raise AskTheDesk if shuts else AsksBirthDate(ANOTHER_DATE)


def going_on_page(clinic: Clinic, wrong: str) -> str:
    """Welcome's answers wait in the page, and one question comes before what was said."""
    layout = welcome_layout(clinic)
    question, step = CATALOGUE.question(KEY), CATALOGUE.step(STEP)
    words = layout.translate(wrong)
    welcome = {"code": [request.form.get("code", "")], **typed_of(request.form, FIRST)}
    heading = title(step, layout.language)
    page = GoingOnPage(
        title=f"{layout.translate('Error:')} {heading}" if wrong else heading,
        heading=heading,
        lede=translate(step.help, layout.language, f"step.{step.key}.help"),
        question=field_view(question, typed_of(request.form, STEP), layout.language, error=words),
        said=tuple((name, value) for name, values in welcome.items() for value in values),
        errors=((f"{KEY}-day", f"{prompt(question, layout.language)} · {words}"),) if wrong else (),
        errors_title=layout.translate("One thing to check") if wrong else "",
    )
    return show("client/going_on.html", layout, page=page)


def _tried(here: Intake) -> tuple[str, bool]:
    """The birth date that was typed, counted, and whether it was the last one for now."""
    field = form_of(STEP)(request.form)[KEY]
    if not any(name.startswith(f"{KEY}-") for name in request.form):
        raise AsksBirthDate
    if field.process_errors or not field.data:
        raise AsksBirthDate(str((field.process_errors or (KIND_WORDS[KEY],))[0]))
    try:
        return field.data, throttle.count(current.store(), throttle.resumed(here.id))
    except Throttled:
        raise AskTheDesk from None
