"""How it was for a client: for whom they chose, and noted before it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from ...catalogue import CATALOGUE
from ...catalogue.after import REFLECT
from ...frozen import dataclass
from ...intake.reflection import asks_to_speak, pain_better_by, shared_with
from ...intake.wording import answer_in_words, prompt, title
from ...languages import N_
from ...store.records.standing import Standing
from ...usecases.read_reflection import OpenedReflection, read_reflection
from ..http import current
from ..http.access import access
from ..http.layout import Layout, day_in_words, show, staff_layout
from ..http.page_parts import Link
from ..http.short_sign import sign_of
from ..http.viewer import me, or_not_found
from .treatment_page import at_the_clock

routes = Blueprint("reflection_read", __name__)

SHARED = {
    "both": N_("For the therapist and the manager"),
    "therapist": N_("For the therapist only"),
    "manager": N_("For the manager only"),
}
BEFORE = ("feel_before", "feel_goal")


@dataclass(frozen=True)
class Line:
    """What was asked, and what was said."""

    about: str
    words: str


@dataclass(frozen=True)
class ReflectionRead:
    """A reflection as far as whoever opened it may know it."""

    title: str
    sign: str
    when: str
    shared: str
    """For whom it is; empty where only that it is there may be known."""
    lines: tuple[Line, ...]
    before: tuple[Line, ...]
    """How they felt and wished to feel; nothing for whoever reads no intakes."""
    pain: str
    speak: bool
    """Whether the client was asked to speak with the therapist before leaving."""
    back: Link


@routes.get("/staff/intakes/<intake_id>/reflection")
@access("therapist", "admin")
def show_it(intake_id: str) -> ResponseReturnValue:
    """What the client said, beside how they felt before."""
    layout = staff_layout()
    with or_not_found():
        opened = read_reflection(current.store(), me(), intake_id)
    page = _page(opened, layout)
    return show("therapist/reflection.html", layout, page=page)


def _page(opened: OpenedReflection, layout: Layout) -> ReflectionRead:
    told, clinic = opened.told, current.clinic()
    said = told.reflection.answers if told.reflection else {}
    says = told.before.says if told.before else {}
    day = day_in_words(layout, clinic.day(opened.made_at)) if clinic else ""
    return ReflectionRead(
        title=title(REFLECT, layout.language),
        sign=sign_of(opened.record_id),
        when=f"{day} · {at_the_clock(opened.made_at.isoformat(), layout)}",
        shared=layout.translate(SHARED[shared_with(said)]) if said else "",
        lines=tuple(_lines(said, layout)),
        before=tuple(_before(told.before, layout)) if told.before and said else (),
        pain=_pain(said, says, layout),
        speak=bool(said and says) and asks_to_speak(said, says),
        back=_back(opened, layout),
    )


def _lines(said: Mapping[str, Any], layout: Layout) -> Iterator[Line]:
    for question in REFLECT.questions:
        if question.key != "reflect_share" and said.get(question.key) not in (None, "", []):
            words = answer_in_words(question, said[question.key], layout.language)
            yield Line(prompt(question, layout.language), words)


def _before(before: Standing, layout: Layout) -> Iterator[Line]:
    for key in BEFORE:
        question, said = CATALOGUE.question(key), before.says.get(key)
        if said:
            words = answer_in_words(question, said, layout.language)
            yield Line(prompt(question, layout.language), words)


def _pain(said: Mapping[str, Any], says: Mapping[str, Any], layout: Layout) -> str:
    better = pain_better_by(said, says)
    if better is None:
        return ""
    told = layout.translate("about the same")
    if better:
        words = layout.translate("better by %(n)d" if better > 0 else "worse by %(n)d")
        told = words % {"n": abs(better)}
    return layout.translate("Pain since before the session: %(change)s", {"change": told})


def _back(opened: OpenedReflection, layout: Layout) -> Link:
    if opened.told.before or "admin" not in layout.roles:
        url = url_for("treatment.session", intake_id=opened.record_id)
        return Link(url, layout.translate("Session"))
    return Link(url_for("reflections.inbox"), layout.translate("After visits"))
