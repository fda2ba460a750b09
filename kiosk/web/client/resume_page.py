"""Going on by a code: what was put aside on this tablet opens once the birth date fits."""

from __future__ import annotations

from flask import request

from ...catalogue import CATALOGUE
from ...frozen import dataclass
from ...intake.path import FIRST
from ...intake.wording import prompt, title
from ...languages import translate
from ...store.access.tablets import Tablet
from ...store.clinics import Clinic
from ...usecases.check_client import ANOTHER_DATE
from ...usecases.resume_intake import AnotherDate, begin_by_code, go_on_by_code, says_nothing
from ...usecases.start_intake import Greeting, Taken, Waiting
from ..http import current
from ..http.form_page import FormErrors, FormPage, one_error
from ..http.layout import show
from ..http.page_parts import Sent
from ..questions.field_views import FieldView, field_view
from ..questions.step_form import KIND_WORDS, fields_of, typed_of
from .welcome_page import welcome_layout

STEP, KEY = "hello_again", "find_birth_date"


class AsksBirthDate(Exception):
    """The birth date comes first. Says what was wrong with one that was typed; empty at first."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, kw_only=True)
class GoingOnPage(FormPage):
    """One question, and what Welcome was answered with."""

    heading: str
    lede: str
    question: FieldView
    said: tuple[Sent, ...]


def goes_on(tablet: Tablet, greeting: Greeting, waits: Waiting) -> Taken:
    """The visit's intake, begun or open again. Raises AsksBirthDate, AskTheDesk, or Over."""
    store, visit, here = current.store(), waits.visit, waits.here
    born = "" if here and says_nothing(here) else _typed_date()
    try:
        if here is None:
            return begin_by_code(store, tablet, greeting, visit, born)
        return go_on_by_code(store, tablet, visit, here, born)
    except AnotherDate:
        raise AsksBirthDate(ANOTHER_DATE) from None


def going_on_page(clinic: Clinic, wrong: str) -> str:
    """Welcome's answers wait in the page, and one question comes before what was said."""
    layout = welcome_layout(clinic)
    question, step = CATALOGUE.question(KEY), CATALOGUE.step(STEP)
    words = layout.translate(wrong)
    welcome = {"code": [request.form.get("code", "")], **typed_of(request.form, FIRST)}
    heading = title(step, layout.language)
    said = f"{prompt(question, layout.language)} · {words}"
    page = GoingOnPage(
        title=f"{layout.translate('Error:')} {heading}" if wrong else heading,
        heading=heading,
        lede=translate(step.help, layout.language, f"step.{step.key}.help"),
        question=field_view(question, typed_of(request.form, STEP), layout.language, error=words),
        said=tuple(Sent(name, value) for name, values in welcome.items() for value in values),
        form_errors=one_error(layout, f"{KEY}-day", said) if wrong else FormErrors(),
    )
    return show("client/going_on.html", layout, page=page)


def _typed_date() -> str:
    """The birth date that was typed, as ISO has it. Raises AsksBirthDate."""
    field = fields_of(STEP, request.form)[KEY]
    if not any(name.startswith(f"{KEY}-") for name in request.form):
        raise AsksBirthDate
    if field.problem or not field.data:
        raise AsksBirthDate(field.problem or KIND_WORDS[KEY])
    return str(field.data)
