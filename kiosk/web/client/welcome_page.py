"""Welcome, and what stands in its place: a device that is not paired, an intake given back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from ...catalogue import CATALOGUE
from ...intake.draft import Draft
from ...intake.normal import one_line
from ...intake.walk import FIRST
from ...intake.wording import fixed, title
from ...languages import LANGUAGES, say
from ...store.clinics import Clinic
from ..http.idle_messages import KEPT
from ..http.layout import Frame, Page, frame_of, show, staff_frame, tell
from ..questions.field_views import FieldView, field_view
from ..questions.step_form import typed_of

ASK_THE_DESK = "ask_the_desk"
"""The fixed text for whoever must be helped by a person."""


@dataclass(frozen=True)
class WelcomePage:
    """The first page of a walk."""

    title: str
    heading: str
    lede: str
    core: tuple[FieldView, ...]
    languages: tuple[tuple[str, str, str], ...]
    errors: tuple[tuple[str, str], ...] = ()
    errors_title: str = ""
    news: str = ""
    """What became of the answers of whoever was here before and let the tablet lie."""
    code: str = ""
    """An arrival code that was typed and cannot be taken."""

    @property
    def wrong(self) -> dict[str, str]:
        """What to put right, by field."""
        return dict(self.errors)


def asked_language(default: str) -> str:
    """The language this page was asked for in, by a choice or a link, else the clinic's."""
    asked = request.form.get("language", "") or request.args.get("language", "")
    return asked if asked in LANGUAGES else default


def walk_frame(clinic: Clinic) -> Frame:
    """The frame of a page of the walk that belongs to no intake."""
    language = asked_language(clinic.language)
    return frame_of(Draft(answers={"language": language}), clinic.name, language)


def welcome_page(clinic: Clinic, wrong: str = "") -> str:
    """Language, been here before, what would make this easier. Nothing is chosen yet.

    ``wrong`` says why an arrival code was not taken; then all stands as it was chosen.
    """
    frame = walk_frame(clinic)
    chosen = typed_of(request.form, FIRST)
    step = CATALOGUE.step(FIRST)
    heading = title(step, frame.language)
    page = WelcomePage(
        title=f"{tell(frame, 'Error:')} {heading}" if wrong else heading,
        heading=heading,
        lede=say(step.help, frame.language, f"step.{step.key}.help"),
        core=tuple(field_view(q, chosen, frame.language) for q in step.questions),
        languages=tuple((code, name, f"/?language={code}") for code, name in LANGUAGES.items()),
        errors=(("code", _why(wrong, frame)),) if wrong else (),
        errors_title=tell(frame, "One thing to check") if wrong else "",
        news=_left(request.args.get("kept", ""), frame),
        code=one_line(request.form.get("code", "")),
    )
    return show("client/welcome.html", frame, page=page)


def _why(wrong: str, frame: Frame) -> str:
    return fixed(wrong, frame.language) if wrong == ASK_THE_DESK else tell(frame, wrong)


def _left(kept: str, frame: Frame) -> str:
    """What is said of an intake that was left here; empty where none was."""
    return fixed(kept, frame.language) if kept == "erased" else tell(frame, KEPT.get(kept, ""))


def given_back_page(clinic: Clinic) -> str:
    """Staff gave an intake back to this tablet: one button opens it again."""
    frame = walk_frame(clinic)
    heading = tell(frame, "Your answers are here")
    lede = tell(frame, "Your answers are hidden and kept.")
    return show("client/given_back.html", frame, page=Page(heading, heading, lede))


def thanks_page(clinic: Clinic | None) -> str:
    """The thank-you. It knows nobody."""
    frame = walk_frame(clinic) if clinic else staff_frame()
    last = CATALOGUE.step("done")
    heading = title(last, frame.language)
    lede = say(last.help, frame.language, f"step.{last.key}.help")
    return show("client/done.html", frame, page=Page(heading, heading, lede))


def unpaired_page() -> str:
    """This device is no tablet of the clinic yet."""
    frame = staff_frame()
    return show("client/unpaired.html", frame, page=Page(tell(frame, "Not set up yet")))
