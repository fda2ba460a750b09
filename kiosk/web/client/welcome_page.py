"""Welcome, and what stands in its place: a device that is not paired, an intake given back."""

from __future__ import annotations

from flask import request, url_for

from ...catalogue import CATALOGUE
from ...frozen import dataclass
from ...intake.display import LASTS, with_display
from ...intake.draft import Draft
from ...intake.path import FIRST
from ...intake.wording import fixed, title
from ...languages import N_, translate
from ...store import sites
from ...store.clinics import Clinic
from ..http import current
from ..http.idle_messages import KEPT
from ..http.layout import Layout, Page, show, staff_layout, walk_layout


@dataclass(frozen=True)
class InLanguage:
    """Welcome in one of its languages."""

    code: str
    name: str
    url: str
    begin: str
    """What the button says that begins in it."""


@dataclass(frozen=True, kw_only=True)
class WelcomePage(Page):
    """The front door: it knows nobody, and one touch begins."""

    languages: tuple[InLanguage, ...]
    news: str = ""
    """What became of the answers of whoever was here before and let the tablet lie."""


def asked_language(clinic: Clinic) -> str:
    """The language this page was asked for in, by a choice or a link, else the clinic's."""
    asked = request.form.get("language", "") or request.args.get("language", "")
    return asked if asked in clinic.offered else clinic.language


def welcome_layout(clinic: Clinic) -> Layout:
    """The layout of a page of the walk that belongs to no intake."""
    language = asked_language(clinic)
    return walk_layout(Draft(answers={"language": language}), _place(clinic), language)


def _place(clinic: Clinic) -> str:
    """The clinic, and the site this tablet stands at: whoever hands it over sees a wrong one."""
    tablet = current.tablet()
    if tablet is None:
        return clinic.name
    with current.store().reading() as tx:
        return sites.reached_at(tx, clinic, tablet.site_id).name


def as_it_was(clinic: Clinic) -> Layout:
    """The same in the display that whoever has just left walked with."""
    draft = Draft(answers={"language": asked_language(clinic)})
    for kind in LASTS:
        draft = with_display(draft, kind, request.args.get(kind, ""), clinic.offered) or draft
    return walk_layout(draft, clinic.name, clinic.language)


def welcome_page(clinic: Clinic) -> str:
    """One large button to begin in each language, and the other ways in."""
    layout = welcome_layout(clinic)
    step = CATALOGUE.step(FIRST)
    heading = title(step, layout.language)
    page = WelcomePage(
        heading,
        heading,
        translate(step.help, layout.language, f"step.{step.key}.help"),
        languages=tuple(_in_language(code, name) for code, name in clinic.offered.items()),
        news=_left(request.args.get("kept", ""), layout),
    )
    return show("client/welcome.html", layout, page=page)


def _in_language(code: str, name: str) -> InLanguage:
    url = url_for("welcome.welcome", language=code)
    return InLanguage(code, name, url, translate(N_("Touch to begin"), code))


def _left(kept: str, layout: Layout) -> str:
    """What is said of an intake that was left here; empty where none was."""
    return (
        fixed(kept, layout.language) if kept == "erased" else layout.translate(KEPT.get(kept, ""))
    )


def on_paper_page(clinic: Clinic) -> str:
    """For whoever would rather write: where the form on paper is."""
    layout = welcome_layout(clinic)
    heading = layout.fixed("ask_desk_paper")
    lede = layout.translate("It asks the same questions, with room to write.")
    return show("client/on_paper.html", layout, page=Page(heading, heading, lede))


def given_back_page(clinic: Clinic) -> str:
    """Staff gave an intake back to this tablet: one button opens it again."""
    layout = welcome_layout(clinic)
    heading = layout.translate("Your answers are here")
    lede = layout.translate("Your answers are hidden and kept.")
    return show("client/given_back.html", layout, page=Page(heading, heading, lede))


@dataclass(frozen=True, kw_only=True)
class ThanksPage(Page):
    """The thank-you."""

    offers: bool
    """Whether whoever has just signed may ask for a copy."""
    news: str


COMES = N_("Staff will bring you your copy, or a code for your phone.")


def thanks_page(clinic: Clinic | None, *, offers: bool = False, wished: bool = False) -> str:
    """The thank-you, as the walk looked to its client. It knows nobody."""
    layout = as_it_was(clinic) if clinic else staff_layout()
    last = CATALOGUE.step("done")
    heading = title(last, layout.language)
    lede = translate(last.help, layout.language, f"step.{last.key}.help")
    news = layout.translate(COMES) if wished else ""
    page = ThanksPage(heading, heading, lede, here=request.full_path, offers=offers, news=news)
    return show("client/done.html", layout, page=page)


def unpaired_page() -> str:
    """This device is no tablet of the clinic yet."""
    layout = staff_layout()
    return show("client/unpaired.html", layout, page=Page(layout.translate("Not set up yet")))
