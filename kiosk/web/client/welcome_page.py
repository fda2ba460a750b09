"""Welcome, and what stands in its place: a device that is not paired, an intake given back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

from ...catalogue import CATALOGUE
from ...intake.draft import Draft
from ...intake.normal import one_line
from ...intake.path import FIRST
from ...intake.wording import fixed, title
from ...languages import LANGUAGES, translate
from ...store.clinics import Clinic
from ..http.form_page import FormErrors, FormPage, one_error
from ..http.idle_messages import KEPT
from ..http.layout import Layout, Page, show, staff_layout, walk_layout
from ..questions.field_views import FieldView, field_view
from ..questions.step_form import typed_of

ASK_THE_DESK = "ask_the_desk"
"""The fixed text for whoever must be helped by a person."""


@dataclass(frozen=True)
class InLanguage:
    """Welcome in another language."""

    code: str
    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class WelcomePage(FormPage):
    """The first page of a walk."""

    heading: str
    lede: str
    core: tuple[FieldView, ...]
    languages: tuple[InLanguage, ...]
    news: str = ""
    """What became of the answers of whoever was here before and let the tablet lie."""
    code: str = ""
    """An arrival code that was typed and cannot be taken."""


def asked_language(default: str) -> str:
    """The language this page was asked for in, by a choice or a link, else the clinic's."""
    asked = request.form.get("language", "") or request.args.get("language", "")
    return asked if asked in LANGUAGES else default


def welcome_layout(clinic: Clinic) -> Layout:
    """The layout of a page of the walk that belongs to no intake."""
    language = asked_language(clinic.language)
    return walk_layout(Draft(answers={"language": language}), clinic.name, language)


def welcome_page(clinic: Clinic, wrong: str = "") -> str:
    """Language, been here before, what would make this easier. Nothing is chosen yet.

    ``wrong`` says why an arrival code was not taken; then all stands as it was chosen.
    """
    layout = welcome_layout(clinic)
    chosen = typed_of(request.form, FIRST)
    step = CATALOGUE.step(FIRST)
    heading = title(step, layout.language)
    page = WelcomePage(
        title=f"{layout.translate('Error:')} {heading}" if wrong else heading,
        heading=heading,
        lede=translate(step.help, layout.language, f"step.{step.key}.help"),
        core=tuple(field_view(q, chosen, layout.language) for q in step.questions),
        languages=tuple(
            InLanguage(code, name, url_for("welcome.welcome", language=code))
            for code, name in LANGUAGES.items()
        ),
        form_errors=one_error(layout, "code", _why(wrong, layout)) if wrong else FormErrors(),
        news=_left(request.args.get("kept", ""), layout),
        code=one_line(request.form.get("code", "")),
    )
    return show("client/welcome.html", layout, page=page)


def _why(wrong: str, layout: Layout) -> str:
    return fixed(wrong, layout.language) if wrong == ASK_THE_DESK else layout.translate(wrong)


def _left(kept: str, layout: Layout) -> str:
    """What is said of an intake that was left here; empty where none was."""
    return (
        fixed(kept, layout.language) if kept == "erased" else layout.translate(KEPT.get(kept, ""))
    )


def given_back_page(clinic: Clinic) -> str:
    """Staff gave an intake back to this tablet: one button opens it again."""
    layout = welcome_layout(clinic)
    heading = layout.translate("Your answers are here")
    lede = layout.translate("Your answers are hidden and kept.")
    return show("client/given_back.html", layout, page=Page(heading, heading, lede))


def thanks_page(clinic: Clinic | None) -> str:
    """The thank-you. It knows nobody."""
    layout = welcome_layout(clinic) if clinic else staff_layout()
    last = CATALOGUE.step("done")
    heading = title(last, layout.language)
    lede = translate(last.help, layout.language, f"step.{last.key}.help")
    return show("client/done.html", layout, page=Page(heading, heading, lede))


def unpaired_page() -> str:
    """This device is no tablet of the clinic yet."""
    layout = staff_layout()
    return show("client/unpaired.html", layout, page=Page(layout.translate("Not set up yet")))
