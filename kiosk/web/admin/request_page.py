"""The page of an admin whose client asks for something: it shows no answer.

It is about one intake; of whoever was brought in, and has signed none here, about the client.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import field
from typing import Literal

from flask import abort, url_for

from ...changed import replace
from ...frozen import dataclass
from ...intake.draft import Draft
from ...intake.record import Record
from ...intake.story import CARD
from ...languages import N_, format_time, language_name, translate_count
from ...store import Missing, Transaction, Unreadable
from ...store.records import brought, client_links, erasures, record_days, records
from ...store.records.records import Signed
from ...usecases.erase_person import visits_of
from ...usecases.print_record import record_for_paper
from ...usecases.read_audit import name_by_id
from ..http import current
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, day_in_words, show, staff_layout
from ..http.short_sign import sign_of
from ..http.viewer import names
from .on_hold import is_held, is_restricted

REASONS = ("copy_reason", "erase_reason", "person_reason")

WHY = N_("Say why. It is recorded with your name.")


@dataclass(frozen=True, kw_only=True)
class RequestPage(FormPage):
    """One intake, without what it says."""

    about: str
    id: str
    day: str = ""
    is_client: bool = False
    """It is about a client, and no intake of theirs."""
    everything: str = ""
    """What is erased with a person: how many visits."""
    held: bool = False
    restricted: bool = False
    correct_url: str = ""
    story_url: str = ""
    """Where the story register has them; empty where they never agreed to it."""
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class About:
    """What an admin was asked about."""

    id: str
    what: Literal["intake", "torn", "client", "gone", "client_gone"]
    signed: Signed | None = None
    """The intake, where it can be read."""

    def page(self, wrong: dict[str, str]) -> str:
        """What may be done with it, and what is to be put right first."""
        if self.signed:
            return _intake_page(self.signed, wrong)
        if self.is_gone:
            return _gone(self)
        return (_torn_page if self.what == "torn" else _client_page)(self, wrong)

    @property
    def is_gone(self) -> bool:
        """Whether it was erased: nothing is left to ask for."""
        return self.what in ("gone", "client_gone")


def about(this: str) -> About:
    """An intake, a client of whom none is there, or what was erased. 404 where there never was one.

    A client has the id of their first intake: of one that was erased, what is left of its client is
    what was brought in with them. Whoever was joined since is asked about by their newest intake.
    """
    with current.store().reading() as tx:
        try:
            return About(this, "intake", records.find(tx, this))
        except Unreadable:
            return About(this, "torn")
        except Missing:
            is_erased = erasures.is_erased(tx, this)
        theirs = _clients(tx, this)
        days = record_days.days_of(tx, theirs, limit=1) if theirs and not is_erased else []
        is_left = brought.is_known(tx, theirs) or (theirs and not is_erased)
    if days:
        return about(days[0].id)
    if is_left:
        return About(theirs[0], "client")
    return About(this, _gone_as(this, is_erased=is_erased))


def _clients(tx: Transaction, this: str) -> list[str]:
    """All clients who are one person with this one; none where there is no such client."""
    with suppress(Missing):
        return client_links.all_of(tx, client_links.root(tx, this))
    return []


def _gone_as(this: str, *, is_erased: bool) -> Literal["gone", "client_gone"]:
    with current.store().reading() as tx:
        if erasures.is_client_erased(tx, this):
            return "client_gone"
    return "gone" if is_erased else abort(404)


def _shown(page: RequestPage, layout: Layout, wrong: dict[str, str]) -> str:
    """The page with what stands in the way, what was typed, and what is wrong with it."""
    restricted = is_restricted(page.id)
    whole = replace(
        page,
        held=is_held(page.id),
        restricted=restricted,
        story_url="" if restricted else page.story_url,
        values={key: typed(key) for key in REASONS},
        form_errors=form_errors(layout, wrong),
    )
    return show("admin/data_request.html", layout, page=whole)


def _intake_page(signed: Signed, wrong: dict[str, str]) -> str:
    layout = staff_layout()
    record = record_for_paper(current.store(), signed)
    name = Draft(answers=record.says).short_name
    time = format_time(signed.signed_at, record.time_zone, layout.language)
    with current.store().reading() as tx:
        therapist = names(tx).get(signed.therapist_id, "") or layout.translate("not assigned")
    page = RequestPage(
        title=f"{name} · {time}",
        day=day_in_words(layout, record.visit_day),
        about=f"{therapist} · {language_name(record.language)} · {sign_of(signed.id)}",
        id=signed.id,
        correct_url=url_for("corrections.choose", intake_id=signed.id),
        story_url=_story_url(record),
        everything=_everything(layout, signed.id),
    )
    return _shown(page, layout, wrong)


def _story_url(record: Record) -> str:
    agreed = any(each.key == CARD and each.answer == "yes" for each in record.agreements)
    return url_for("stories.one", intake_id=record.id) if agreed else ""


def _everything(layout: Layout, intake_id: str) -> str:
    many = 0
    with suppress(Missing), current.store().reading() as tx:
        theirs = client_links.all_of(tx, client_links.whose(tx, intake_id))
        many = len(visits_of(tx, theirs))
    text = translate_count(
        "Erase everything of this person (%(n)d visit)",
        "Erase everything of this person (%(n)d visits)",
        many,
        layout.language,
    )
    return text % {"n": many}


def _torn_page(this: About, wrong: dict[str, str]) -> str:
    """A record that cannot be read: it can be erased, and nothing else."""
    layout = staff_layout()
    page = RequestPage(
        title=layout.translate("Cannot be read"),
        about=layout.translate(
            "This record was damaged or changed. A backup may still have it whole."
        ),
        id=this.id,
        everything=_everything(layout, this.id),
    )
    return _shown(page, layout, wrong)


def _client_page(this: About, wrong: dict[str, str]) -> str:
    layout = staff_layout()
    with current.store().reading() as tx:
        name = name_by_id(tx, this.id)
    page = RequestPage(
        title=name or layout.translate("No name yet"),
        about=f"{layout.translate('No intake was signed here.')} · {sign_of(this.id)}",
        id=this.id,
        is_client=True,
        everything=layout.translate("Erase everything of this person"),
    )
    return _shown(page, layout, wrong)


def _gone(this: About) -> str:
    layout = staff_layout()
    intake = this.what == "gone"
    words = N_("This intake is erased.") if intake else N_("Everything of this person is erased.")
    title = layout.translate(words)
    page = RequestPage(title=title, about="", id=this.id)
    return show("admin/erased.html", layout, page=page)
