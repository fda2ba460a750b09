"""The review sheet: rules, agreements and safety texts on one page, for a clinician to sign for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...catalogue.flags import RULES
from ...catalogue.sources import SOURCES
from ...catalogue.words import TEXTS
from ...intake.agreement_words import from_text
from ...intake.freeze import flag_in_words
from ...intake.wording import fixed, prompt, statement_text
from ...languages import N_, direction
from ...store import Refused
from ...store.clinics import Clinic
from ...usecases.review_texts import last_review, sign_review, version_of
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, show, staff_layout
from ..http.redirects import leave
from ..http.viewer import actor_id, current_viewer
from .review_words import review_in_words

routes = Blueprint("text_review", __name__)

FROM_MEMORY = "FM"
"""The source of a rule that was written down from memory."""

SAFETY = (
    *("scope_note", "scope_note_list", "tell_desk", "talk_first_ok", "private_ok"),
    *("self_care_gently", "green_covered", "pdf_footer", "still_there", "stop_here_note"),
)
"""Fixed texts that somebody's safety may hang on."""

SEVERITIES = {
    "stop_and_ask": N_("Stop and ask"),
    "caution": N_("Caution"),
    "info": N_("Good to know"),
}


@dataclass(frozen=True)
class ReadRule:
    """One screening rule."""

    severity: str
    flag: str
    note: str
    sources: str
    from_memory: bool


@dataclass(frozen=True)
class ReadText:
    """One text, in one language."""

    language: str
    direction: str
    title: str
    text: str
    about: str


@dataclass(frozen=True, kw_only=True)
class ReviewPage(FormPage):
    """All of it, and who has read it."""

    status: str
    is_reviewed: bool
    version: str
    rules: tuple[ReadRule, ...]
    from_memory: int
    agreements: tuple[ReadText, ...]
    texts: tuple[ReadText, ...]
    name: str


@routes.get("/admin/review")
@access("admin")
def sheet() -> str:
    """The sheet, and the line to sign on."""
    return _page({})


@routes.post("/admin/review")
@access("admin")
def sign() -> ResponseReturnValue:
    """Somebody has read all of it. Sent twice, it is noted once."""
    form, clinic = request.form, current_viewer().clinic
    sure = form.get("sure") == "yes"
    try:
        version = form.get("version", "")
        sign_review(current.store(), clinic, typed("name"), version, actor_id(), is_sure=sure)
    except Refused as no:
        return _page({no.field: no.words}), 422
    return leave(url_for(".sheet"))


def _page(wrong: dict[str, str]) -> str:
    clinic, layout = current_viewer().clinic, staff_layout()
    with current.store().reading() as tx:
        last = last_review(tx, clinic)
    rules = tuple(_rules(layout))
    page = ReviewPage(
        title=layout.translate("Rules, agreements and safety texts"),
        form_errors=form_errors(layout, wrong),
        status=review_in_words(clinic, layout, last),
        is_reviewed=bool(last and last.is_of_now),
        version=version_of(clinic),
        rules=rules,
        from_memory=sum(rule.from_memory for rule in rules),
        agreements=tuple(_agreements(clinic, layout)),
        texts=tuple(_texts(clinic)),
        name=typed("name"),
    )
    return show("admin/text_review.html", layout, page=page)


def _rules(layout: Layout) -> list[ReadRule]:
    found = []
    for rule in RULES:
        said = flag_in_words(rule, layout.language)
        named = (SOURCES[key] for key in rule.sources if key != FROM_MEMORY)
        severity = layout.translate(SEVERITIES[rule.severity])
        from_memory = FROM_MEMORY in rule.sources
        found.append(ReadRule(severity, said.flag, said.note, "; ".join(named), from_memory))
    return found


def _agreements(clinic: Clinic, layout: Layout) -> list[ReadText]:
    words = from_text(clinic.agreement_words)
    found = []
    for code, name in clinic.offered.items():
        for card in filter(None, (words.card(key, code) for key in words.keys(code))):
            number = {"number": card.statement.version}
            about = f"{name} · {layout.translate('Version %(number)d', number)}"
            text = statement_text(card.statement, code)
            found.append(ReadText(code, direction(code), prompt(card, code), text, about))
    return found


def _texts(clinic: Clinic) -> list[ReadText]:
    return [
        ReadText(code, direction(code), "", fixed(key, code), name)
        for code, name in clinic.offered.items()
        for key in SAFETY
        if key in TEXTS
    ]
