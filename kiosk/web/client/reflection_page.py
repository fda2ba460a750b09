"""How was it? The pages of it: the tablet waits, it asks, and it thanks."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, url_for

from ...catalogue.after import REFLECT
from ...frozen import dataclass
from ...intake.days_after import DaysAfter
from ...intake.draft import Draft, Typed
from ...intake.wording import title
from ...languages import translate
from ...store import sites
from ...store.clinics import Clinic
from ...usecases.reflect import AfterIt, Asking
from ...usecases.reflect_by_link import Sent
from ..http import current
from ..http.form_page import THINGS, FormError, FormErrors, FormPage
from ..http.layout import Layout, Page, show, walk_layout
from ..http.short_sign import sign_of
from ..questions.after_form import after_views
from ..questions.field_views import FieldView


@dataclass(frozen=True, kw_only=True)
class ReflectionPage(FormPage):
    """The questions, and whom the answers are for."""

    heading: str
    lede: str
    here: str
    sign: str
    questions: tuple[FieldView, ...]
    manager_is_therapist: bool


@dataclass(frozen=True, kw_only=True)
class ThanksPage(Page):
    """What is said when it is sent."""

    speak_first: bool
    support: str
    """The clinic's list of people to talk to, or where to ask; empty where nobody asked for it."""


@dataclass(frozen=True, kw_only=True)
class DaysPage(Page):
    """The same on the client's own phone."""

    days: DaysAfter
    phone: str
    support: str


def waits_page(here: Asking, clinic: Clinic) -> str:
    """Instead of Welcome: the tablet was handed over, and one touch begins."""
    layout = _layout(here, clinic)
    heading = title(REFLECT, layout.language)
    page = Page(heading, heading, _help(layout), here=sign_of(here.record_id))
    return show("client/reflection_waits.html", layout, page=page)


def _clinic() -> Clinic:
    return current.clinic() or abort(403)


def _layout(here: Asking, clinic: Clinic) -> Layout:
    return walk_layout(Draft(answers={"language": here.language}), clinic.name, here.language)


def _help(layout: Layout) -> str:
    return translate(REFLECT.help, layout.language, f"step.{REFLECT.key}.help")


def questions_page(here: Asking, typed: Typed, wrong: Mapping[str, str], by_link: str = "") -> str:
    """The questions, with what was typed and what is to be put right.

    ``by_link``: their address on the client's own phone.
    """
    layout = _layout(here, _clinic())
    said = {key: layout.translate(words) for key, words in wrong.items()}
    heading = title(REFLECT, layout.language)
    page = ReflectionPage(
        title=f"{layout.translate('Error:')} {heading}" if wrong else heading,
        heading=heading,
        lede=_help(layout),
        here=by_link or url_for("reflection.form"),
        sign=sign_of(here.record_id),
        questions=after_views(REFLECT, typed, layout.language, said, more=False),
        manager_is_therapist=here.manager_is_therapist,
        form_errors=_errors(layout, said),
    )
    template = "client/reflection_by_link.html" if by_link else "client/reflection.html"
    return show(template, layout, page=page)


def _errors(layout: Layout, said: Mapping[str, str]) -> FormErrors:
    if not said:
        return FormErrors()
    lines = tuple(FormError(key, words) for key, words in said.items())
    return FormErrors(layout.translate(THINGS, {"count": len(lines)}), lines)


def sent_page(here: Asking, after: AfterIt) -> str:
    """The thanks, and what the client is told to do now."""
    layout = _layout(here, _clinic())
    page = ThanksPage(
        *_thanks(layout),
        speak_first=after.speak_first,
        support=_support(after, layout),
    )
    return show("client/reflected.html", layout, page=page)


def sent_by_link_page(here: Asking, sent: Sent) -> str:
    """The thanks on a phone, with what is ordinary in the days after and what is not."""
    clinic = _clinic()
    layout = _layout(here, clinic)
    page = DaysPage(
        *_thanks(layout),
        days=sent.days,
        phone=_phone(clinic, here.record_id),
        support=_support(sent.after, layout),
    )
    return show("client/reflected_by_link.html", layout, page=page)


def _phone(clinic: Clinic, record_id: str) -> str:
    """Of the site where they were."""
    with current.store().reading() as tx:
        return sites.reached_at(tx, clinic, sites.of_signed(tx, record_id)).phone


def _thanks(layout: Layout) -> tuple[str, str, str]:
    heading = layout.translate("Thank you for telling us")
    return heading, heading, layout.translate("Your answer is kept for whom you chose.")


def _support(after: AfterIt, layout: Layout) -> str:
    ask = layout.translate("Please ask at the desk: we can name people to talk to.")
    clinic = _clinic()
    people = clinic.text(clinic.support_list_text, layout.language)
    return (people or ask) if after.support else ""
