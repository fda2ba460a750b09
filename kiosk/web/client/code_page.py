"""The code from the desk: typed on a pad of the signs that codes are made of."""

from __future__ import annotations

from flask import request

from ...frozen import dataclass
from ...intake.normal import one_line
from ...intake.path import FIRST
from ...languages import N_
from ...store.clinics import Clinic
from ...store.intakes.arrival_codes import LETTERS
from ..http.form_page import FormErrors, FormPage, one_error
from ..http.layout import Layout, show
from ..http.page_parts import Sent
from ..questions.step_form import typed_of
from .welcome_page import welcome_layout

ASK_THE_DESK = "ask_the_desk"
"""The fixed text for whoever must be helped by a person."""

HEADING = N_("I have a code from the desk")


@dataclass(frozen=True, kw_only=True)
class CodePage(FormPage):
    """One field with its pad, and what Welcome was answered with."""

    heading: str
    code: str
    """What was typed and cannot be taken."""
    signs: str
    said: tuple[Sent, ...]


def code_page(clinic: Clinic, wrong: str = "") -> str:
    """Where the code is typed. ``wrong`` says why one was not taken; it stands as it was typed."""
    layout = welcome_layout(clinic)
    heading = layout.translate(HEADING)
    page = CodePage(
        title=f"{layout.translate('Error:')} {heading}" if wrong else heading,
        heading=heading,
        code=one_line(request.form.get("code", "")),
        signs=LETTERS,
        said=_said(),
        form_errors=one_error(layout, "code", _why(wrong, layout)) if wrong else FormErrors(),
    )
    return show("client/code.html", layout, page=page)


def _said() -> tuple[Sent, ...]:
    """What was chosen before: all that a post of Welcome said, or the language of a link."""
    asked = {"language": request.args.getlist("language")[:1]}
    said = typed_of(request.form, FIRST) or asked
    return tuple(Sent(name, value) for name, values in said.items() for value in values)


def _why(wrong: str, layout: Layout) -> str:
    return layout.fixed(wrong) if wrong == ASK_THE_DESK else layout.translate(wrong)
