"""A one-time link on a client's own phone: a page with a button, and behind it what is theirs.

Whoever only looks at a link, as programs do that preview it, spends nothing: the button does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, make_response, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...intake.handout import Handout
from ...languages import LANGUAGES, N_, REVIEWED, direction, translate
from ...store import Missing
from ...store.access import one_time_links
from ...store.access.one_time_links import Purpose
from ...usecases.give_copy import open_copy
from ...usecases.hand_out import OpenedOnce, open_once
from ...usecases.read_answers import Restricted
from ..http import current
from ..http.access import access
from ..http.layout import NO_CLINIC, Layout, show
from ..http.page_parts import Choice
from ..http.page_turns import draws
from ..http.redirects import see_other
from ..therapist.handouts import copy_for_client, handout_on_paper
from .reflection_by_link import asked, begun, told
from .walk_by_link import begun_at_home, gone_on

routes = Blueprint("open_once", __name__)

OVER = N_("This link does not open any more. It works once, and for a day. Ask us for another.")


HOME = N_("For you to take home")
ONCE = N_("It opens once. Open it where nobody reads along, and keep or print it then.")
ASKED = N_("Ten short questions, all of them yours to skip. The link asks once.")
GOES_ON = N_("Your answers come from the tablet to this phone. The link works once.")
BEFORE = N_(
    "You can answer most of it now, in your own time. The link works once; what you answer is kept "
    "for your visit."
)

WORDS: Mapping[Purpose, tuple[str, str, str]] = {
    "handout": (HOME, ONCE, N_("Open it now")),
    "handout_file": (HOME, ONCE, N_("Open it as a PDF")),
    "reflection": (N_("How was it?"), ASKED, N_("Begin")),
    "own_phone": (N_("Go on with your own phone"), GOES_ON, N_("Go on here")),
    "visit": (N_("Before your visit"), BEFORE, N_("Begin")),
    "copy": (N_("Your copy of what you said and signed"), ONCE, N_("Open it as a PDF")),
}
"""By what a link opens: the title of its page, what is said there, and its button."""


@dataclass(frozen=True)
class OncePage:
    """What a link leads to, before it is spent."""

    title: str
    lede: str
    buttons: tuple[Choice, ...]
    """One, or one for each language that its client may choose."""
    here: str


@dataclass(frozen=True)
class Spoken:
    """The same words in one language."""

    language: str
    direction: str
    words: str


@dataclass(frozen=True)
class OverPage:
    """That a link is over, in every language: whose it was is not known."""

    title: str
    said: tuple[Spoken, ...]


@dataclass(frozen=True)
class HandoutPage:
    """The handout on a phone."""

    title: str
    out: Handout
    directions: dict[str, str]
    file_url: str
    ask_url: str
    """Where they may say how it was; empty where they are not to be asked so."""


@routes.get("/once/<link>")
@access("link")
def look(link: str) -> ResponseReturnValue:
    """The button, in the language of whoever it is for."""
    with current.store().reading() as tx:
        found = one_time_links.find(tx, link)
    if found is None or found.purpose not in SPENT:
        return see_other(url_for(".over"))
    if found.purpose == "reflection_form":
        return _or_over(asked, link)
    layout = _layout(found.language)
    title, lede, button = map(layout.translate, WORDS[found.purpose])
    buttons = _begins() if found.purpose == "visit" else (Choice("", button),)
    return show("client/once.html", layout, page=OncePage(title, lede, buttons, request.path))


@routes.post("/once/<link>")
@access("link")
@draws
def spend(link: str) -> ResponseReturnValue:
    """Spend it, and show what it opens: this once."""
    with current.store().reading() as tx:
        found = one_time_links.find(tx, link)
    opens = SPENT.get(found.purpose) if found else None
    return _or_over(opens, link) if opens else see_other(url_for(".over"))


@routes.get("/once")
@access("public")
def over() -> ResponseReturnValue:
    """That a link opens nothing, whatever the reason."""
    offered = _offered()
    layout = _layout(next(iter(offered)))
    said = tuple(Spoken(each, direction(each), translate(OVER, each)) for each in offered)
    page = OverPage(layout.translate("This link is over"), said)
    return make_response(show("client/once_over.html", layout, page=page), 410)


def _begins() -> tuple[Choice, ...]:
    return tuple(Choice(each, translate(N_("Begin"), each)) for each in _offered())


def _offered() -> Mapping[str, str]:
    clinic = current.clinic()
    return clinic.offered if clinic else REVIEWED


def _handed_out(link: str) -> ResponseReturnValue:
    opened = open_once(current.store(), link)
    if not opened.file_token:
        return handout_on_paper(opened.handout, large=opened.wanted.large)
    return _shown(opened)


def _copied(link: str) -> ResponseReturnValue:
    """The client's own copy, as a file."""
    return copy_for_client(open_copy(current.store(), link).in_full)


SPENT: Mapping[Purpose, Callable[[str], ResponseReturnValue]] = {
    "handout": _handed_out,
    "handout_file": _handed_out,
    "reflection": begun,
    "reflection_form": told,
    "own_phone": gone_on,
    "visit": begun_at_home,
    "copy": _copied,
}
"""By what a link opens: what a tap on its button does."""


def _or_over(opens: Callable[[str], ResponseReturnValue], link: str) -> ResponseReturnValue:
    try:
        return opens(link)
    except (Missing, Restricted):
        return see_other(url_for(".over"))


def _shown(opened: OpenedOnce) -> str:
    handout = opened.handout
    layout = _layout(handout.language)
    page = HandoutPage(
        handout.heading,
        handout,
        {each: direction(each) for each in LANGUAGES},
        url_for(".spend", link=opened.file_token),
        url_for(".look", link=opened.ask_token) if opened.ask_token else "",
    )
    return show("client/handout.html", layout, page=page)


def _layout(language: str) -> Layout:
    clinic = current.clinic()
    return Layout(language, clinic.name if clinic else NO_CLINIC)
