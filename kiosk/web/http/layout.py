"""What every page shares: its language, display and clinic, and the words of the interface."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from flask import current_app, g, render_template, request, url_for

from ...catalogue.words import TEXTS
from ...clinic.whom_to_ask import INSTEAD, as_told_here
from ...frozen import dataclass
from ...intake.display import WAYS
from ...intake.draft import Draft
from ...intake.wording import fixed
from ...languages import (
    DAY_FIRST,
    N_,
    REVIEWED,
    SOURCE,
    Counted,
    Order,
    day_order,
    direction,
    format_day,
    translate,
    translate_count,
)
from ...settings import Idle
from ...store.access import trusted_devices
from ...store.access.staff import IDLE
from . import current
from .cookies import token
from .look import look_of
from .page_parts import Choice, Link, choices
from .short_sign import sign_of
from .toggles import Toggle, toggles

NO_CLINIC = "Intake"
"""What stands for the clinic's name before there is one."""


NAV = (
    ("today.show_today", "Today", frozenset({"desk", "therapist", "admin"})),
    ("planned_visits.todays_visits", "Visits", frozenset({"desk"})),
    ("client_search.form", N_("Clients"), frozenset({"desk", "therapist", "admin"})),
    ("export.form", "Export", frozenset({"admin"})),
    ("staff_accounts.everyone", "Staff", frozenset({"admin"})),
    ("clinic_settings.form", "Clinic", frozenset({"admin"})),
    ("devices.all_devices", "Tablets", frozenset({"admin"})),
    ("audit_trail.read", N_("Audit"), frozenset({"admin"})),
    ("reflections.inbox", N_("After visits"), frozenset({"admin"})),
    ("my_account.show_me", "My account", frozenset({"desk", "therapist", "admin"})),
)
"""The staff's own pages: endpoint, words, and the roles that may open each."""

TABS_OF = {
    "stories.everybody": "reflections.inbox",
    "stories.one": "reflections.inbox",
    "duplicate_clients.pairs": "client_search.form",
    "clinic_settings.group": "clinic_settings.form",
    "setting_form.form": "clinic_settings.form",
    "setting_form.change": "clinic_settings.form",
    **dict.fromkeys(
        (
            *("setting_form.undo", "mark_upload.upload", "rule_severity.rules"),
            *("rule_severity.rule", "rule_severity.weigh", "text_review.sheet"),
            *("text_review.sign", "agreement_texts.every", "agreement_texts.one"),
            *("agreement_texts.write", "figures.week", "retention_rules.form"),
            *("retention_rules.choose", "restrictions.everybody", "health_page.show_health"),
            *("programs.form", "first_run.steps", "recovery_sheet.form", "bring_in.form"),
        ),
        "clinic_settings.form",
    ),
    "sites.every": "clinic_settings.form",
    "sites.add": "clinic_settings.form",
    "setting_form.site": "clinic_settings.form",
    "setting_form.site_setting": "clinic_settings.form",
    "setting_form.offers": "staff_accounts.everyone",
    "setting_form.offer": "staff_accounts.everyone",
}
"""Of a page that is a tab of another, the one that the navigation names."""


@dataclass(frozen=True)
class Layout:
    """The page around the page."""

    language: str
    clinic: str
    theme: str = ""
    text: str = "100"
    shows: str = "words"
    pace: str = "page"
    taps: str = "usual"
    staff: str = ""
    roles: frozenset[str] = frozenset()

    def translate(self, words: str, values: Mapping[str, Any] | None = None) -> str:
        """Our own words in the page's language, with named values filled in."""
        if isinstance(words, Counted) and values:
            return self.translate_count(words.one, words, int(values["count"]), values)
        if instead := with_person(words, self.language):
            return instead
        said = translate(words, self.language)
        return said % values if values else said

    def fixed(self, key: str) -> str:
        """A fixed text in the page's language."""
        return with_person(TEXTS[key], self.language) or fixed(key, self.language)

    def translate_count(
        self, one: str, many: str, count: int, values: Mapping[str, Any] = MappingProxyType({})
    ) -> str:
        """Our own words for so many things, with ``count`` and other values filled in."""
        return translate_count(one, many, count, self.language) % {**values, "count": count}

    @property
    def languages(self) -> tuple[Choice, ...]:
        """The languages that clients may choose here."""
        clinic = current.clinic()
        return choices((clinic.offered if clinic else REVIEWED).items())

    @property
    def toggles(self) -> tuple[Toggle, ...]:
        """What else of the display can be turned on and off."""
        return toggles(vars(self), self.language)

    @property
    def look(self) -> str:
        """The stylesheet with the clinic's colour and mark; empty where it has neither."""
        return look_of(current.clinic())

    @property
    def demo(self) -> bool:
        """Whether everybody here is invented."""
        return bool(current_app.config["DEMO"])

    @property
    def idle(self) -> Idle:
        """How long the tablet may lie untouched."""
        return current.limits()

    @property
    def signed_in_for(self) -> int:
        """Seconds after which a page of the staff leaves the screen by itself."""
        return int(IDLE.total_seconds()) + 2

    @property
    def mark(self) -> str:
        """Who the page is for, and with which roles: no page outlives either on the screen."""
        member = current.staff()
        said = f"{member.id} {sorted(member.roles)}" if member else ""
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def locks(self) -> bool:
        """Whether whoever is signed in opens this device again with a short code."""
        member, device = current.staff(), token("trusted")
        if not (member and device):
            return False
        with current.store().reading() as tx:
            mine = trusted_devices.whose(tx, device)
        return mine is not None and mine.id == member.id

    @property
    def in_place(self) -> bool:
        """Whether it is asked for by a page that shows it in its own place."""
        return "HX-Request" in request.headers

    @property
    def answers_a_post(self) -> bool:
        """Whether it is the answer to a post of a page that shows it in its own place."""
        return self.in_place and request.method == "POST"

    @property
    def order(self) -> Order:
        """In which order day, month and year stand in the clinic's country."""
        return order_of_days()

    @property
    def sign(self) -> str:
        """The sign of the intake whose page this is; empty on every other page."""
        intake_id = (request.view_args or {}).get("intake_id", "")
        return sign_of(intake_id) if intake_id else ""

    @property
    def direction(self) -> str:
        """Which way the language is written: ltr or rtl."""
        return direction(self.language)

    @property
    def nav(self) -> tuple[Link, ...]:
        """The staff pages this person may open, and whether each is the one they are on."""
        here = TABS_OF.get(request.endpoint or "", request.endpoint)
        return tuple(
            Link(url_for(page), self.translate(words), here=page == here)
            for page, words, roles in NAV
            if self.roles & roles
        )


@dataclass(frozen=True)
class Page:
    """A page that needs no more than its words."""

    title: str
    heading: str = ""
    lede: str = ""
    here: str = ""


def staff_layout() -> Layout:
    """The layout of a staff page: the clinic's language, whoever is signed in."""
    clinic, member = current.clinic(), current.staff()
    return Layout(
        clinic.language if clinic else SOURCE,
        clinic.name if clinic else NO_CLINIC,
        staff=member.name if member else "",
        roles=member.roles if member else frozenset(),
    )


def show(template: str, layout: Layout, **parts: Any) -> str:
    """Draw a page in the layout's language."""
    g.language = layout.language
    return render_template(template, layout=layout, **parts)


def day_in_words(layout: Layout, day: date | str) -> str:
    """A day, or its ISO date, as the clinic's country and the page's language write it."""
    return format_day(day, layout.language, layout.order)


def with_person(words: str, language: str) -> str:
    """What clients are told of the desk, as this clinic says it; empty for all other words."""
    if words not in INSTEAD:
        return ""
    return as_told_here(words, language, *told_of_desk(language))


def told_of_desk(language: str) -> tuple[str, int]:
    """Whom clients are told to ask, where this clinic says it, and for how long answers wait."""
    clinic = current.clinic()
    return (clinic.text(clinic.desk_person, language), clinic.parked_minutes) if clinic else ("", 0)


def order_of_days() -> Order:
    """In which order day, month and year stand in the clinic's country."""
    clinic = current.clinic()
    return day_order(clinic.country) if clinic else DAY_FIRST


def walk_layout(draft: Draft, clinic: str, language: str) -> Layout:
    """The layout of a walk's page: the client's language and display."""
    how: dict[str, Any] = {kind: getattr(draft, kind) for kind in WAYS}
    return Layout(str(draft.answers.get("language") or language), clinic, **how)
