"""Stories: which may be told, how far and until when, where they were, and which no longer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import cast

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...intake.story import State
from ...intake.withdrawn import ASKED_BY, HOW, Asker, Way
from ...languages import N_, direction
from ...store import Refused, Unreadable
from ...store.records import stories
from ...usecases import share_story
from ...usecases.read_answers import MayNotRead
from ...usecases.share_story import Story
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Choice, Link, choices
from ..http.redirects import see_other
from ..http.short_sign import sign_of
from ..http.viewer import Viewer, current_viewer, me, or_not_found, whole_number
from .after_tabs import after_tabs

routes = Blueprint("stories", __name__)

AT_A_TIME = 40
STATES: Mapping[State, str] = {
    "holds": N_("May be told until %(day)s"),
    "ended": N_("Ended on %(day)s"),
    "taken_back": N_("Taken back"),
    "said_no": N_("Said no since"),
    "renewed": N_("Answered anew since"),
}


@dataclass(frozen=True)
class StoryRow:
    """One permission in the register."""

    words: str
    state: str
    holds: bool
    uses: str
    leads: Link


@dataclass(frozen=True)
class RegisterPage:
    """The register, the newest first."""

    title: str
    tabs: tuple[Link, ...]
    rows: tuple[StoryRow, ...]
    older: Link | None


@dataclass(frozen=True)
class Fact:
    """One thing that is known of a permission."""

    name: str
    words: str


@dataclass(frozen=True, kw_only=True)
class StoryPage(FormPage):
    """One permission: the words that were agreed to, what they allow, and what was done."""

    id: str
    about: str
    text: str
    language: str
    direction: str
    facts: tuple[Fact, ...]
    holds: bool
    uses: tuple[str, ...]
    asked_by: tuple[Choice, ...]
    how: tuple[Choice, ...]
    values: dict[str, str] = field(default_factory=dict)


@routes.get("/admin/stories")
@access("admin")
def everybody() -> str:
    """Every permission, as it stands today."""
    who = current_viewer()
    before = whole_number(request.args.get("before", ""))
    with current.store().reading() as tx:
        rows = stories.newest(tx, AT_A_TIME, before)
        found = share_story.register(
            tx, me(), who.clinic.day(tx.now), (record_id for _, record_id in rows)
        )
        listed = tuple(_row(each, who.layout) for each in found)
    older = url_for(".everybody", before=rows[-1][0]) if len(rows) == AT_A_TIME else ""
    page = RegisterPage(
        who.layout.translate("Stories"),
        after_tabs(who.layout),
        listed,
        Link(older, who.layout.translate("Earlier ones")) if older else None,
    )
    return show("admin/stories.html", who.layout, page=page)


@routes.get("/admin/stories/<intake_id>")
@access("admin")
def one(intake_id: str) -> str:
    """One of them."""
    return _page(intake_id, {})


@routes.post("/admin/stories/<intake_id>")
@access("admin")
def change(intake_id: str) -> ResponseReturnValue:
    """Enter where it is told, or that the client took it back."""
    who, store = current_viewer(), current.store()
    try:
        with or_not_found():
            if request.form.get("go") == "back":
                share_story.take_back_story(store, me(), intake_id, *_asked())
            else:
                where = typed("where")
                share_story.use_story(store, me(), who.clinic, intake_id, where)
    except MayNotRead:
        abort(403)
    except Refused as no:
        return _page(intake_id, {no.field: no.words}), 422
    return see_other(url_for(".one", intake_id=intake_id))


def _asked() -> tuple[Asker, Way]:
    asked_by, how = request.form.get("asked_by", ""), request.form.get("how", "")
    if asked_by not in ASKED_BY or how not in HOW:
        raise Refused("how", N_("Say who asked for it, and how."))
    return cast(Asker, asked_by), cast(Way, how)


def _page(intake_id: str, wrong: Mapping[str, str]) -> str:
    who = current_viewer()
    try:
        with or_not_found(), current.store().reading() as tx:
            found = share_story.story(tx, me(), who.clinic.day(tx.now), intake_id)
    except (Refused, Unreadable):
        abort(404)
    except MayNotRead:
        abort(403)
    allowed, layout = found.permission, who.layout
    page = StoryPage(
        title=layout.translate("Story"),
        form_errors=form_errors(layout, wrong),
        id=intake_id,
        about=" · ".join(filter(None, (found.name, sign_of(intake_id)))),
        text=allowed.text,
        language=allowed.language,
        direction=direction(allowed.language),
        facts=_facts(found, layout),
        holds=found.state == "holds",
        uses=tuple(_uses(found, who)),
        asked_by=_translated(ASKED_BY, layout),
        how=_translated(HOW, layout),
        values=dict(request.form.items()),
    )
    return show("admin/story.html", layout, page=page)


def _facts(found: Story, layout: Layout) -> tuple[Fact, ...]:
    allowed = found.permission
    asked_by = ASKED_BY[cast(Asker, allowed.signer)]
    known = (
        (N_("State"), _state(found, layout)),
        (N_("How far"), layout.translate(allowed.level)),
        (N_("Agreed on"), day_in_words(layout, allowed.said_on)),
        (N_("Agreed"), layout.translate(asked_by)),
        (N_("Version of the words"), str(allowed.version)),
        (N_("Fingerprint of the words"), allowed.text_hash[:16]),
    )
    return tuple(Fact(layout.translate(name), words) for name, words in known)


def _state(found: Story, layout: Layout) -> str:
    day = day_in_words(layout, found.permission.ends_on)
    return layout.translate(STATES[found.state], {"day": day})


def _uses(found: Story, who: Viewer) -> list[str]:
    return [
        " · ".join(
            filter(
                None,
                (
                    each.where,
                    day_in_words(who.layout, who.clinic.day(each.made_at)),
                    who.names.get(each.made_by, ""),
                ),
            )
        )
        for each in found.uses
    ]


def _row(found: Story, layout: Layout) -> StoryRow:
    said = day_in_words(layout, found.permission.said_on)
    words = " · ".join(filter(None, (found.name, said, sign_of(found.record_id))))
    return StoryRow(
        words,
        _state(found, layout),
        found.state == "holds",
        layout.translate("Told: %(count)d", {"count": len(found.uses)}),
        Link(url_for(".one", intake_id=found.record_id), layout.translate("Open")),
    )


def _translated(
    words: Mapping[Asker, str] | Mapping[Way, str], layout: Layout
) -> tuple[Choice, ...]:
    return choices((key, layout.translate(said)) for key, said in words.items())
