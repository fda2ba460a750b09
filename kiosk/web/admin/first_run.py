"""First run: the one-time set-up link, and the first steps after it."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import available_timezones

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_, REVIEWED, countries, is_country
from ...store import Refused
from ...store.access import setup_link, staff
from ...usecases.set_up_clinic import NewClinic, set_up_clinic
from ...usecases.take_first_steps import FirstStep, first_steps
from ..account.sign_in_flow import begin_new, come_in
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, show, staff_layout
from ..http.page_parts import Choice, Link, choices

routes = Blueprint("first_run", __name__)

SETUP = ("clinic", "language", "time_zone", "country", "name", "password")
"""Fields of the set-up form."""


@routes.get("/setup/<link>")
@access("public")
def first_run(link: str) -> ResponseReturnValue:
    """The set-up form, while its link is alive."""
    return _dead(link) or _setup_form({})


@routes.post("/setup/<link>")
@access("public")
def set_up(link: str) -> ResponseReturnValue:
    """Found the clinic with its first admin, and sign them in."""
    dead = _dead(link)
    if dead:
        return dead
    said = {name: typed(name) for name in SETUP}
    wrong = _wrong(said)
    if wrong:
        return _setup_form(wrong), 422
    try:
        first = set_up_clinic(current.store(), _new(said), said["name"], request.form["password"])
    except Refused as no:
        return _setup_form({no.field: no.words}), 422
    return come_in(begin_new(first), url_for("first_run.steps"))


@routes.get("/admin/first-steps")
@access("admin")
def steps() -> str:
    """What has to be there before a client comes, and what of it is."""
    layout = staff_layout()
    with current.store().reading() as tx:
        rows = tuple(_row(layout, each) for each in first_steps(tx))
    page = FirstStepsPage(
        title=layout.translate("First steps"),
        rows=rows,
        done=layout.translate(
            "%(done)d of %(count)d done", {"done": sum(r.is_done for r in rows), "count": len(rows)}
        ),
    )
    return show("admin/first_steps.html", layout, page=page)


@dataclass(frozen=True)
class FirstStepRow:
    """One step, and where it is taken."""

    what: str
    how: str
    is_done: bool
    leads: Link


@dataclass(frozen=True)
class FirstStepsPage:
    """All of them."""

    title: str
    rows: tuple[FirstStepRow, ...]
    done: str


LEADS = {
    "tablet": ("devices.all_devices", "Tablets"),
    "therapist": ("staff_accounts.everyone", "Staff"),
    "people": ("clinic_settings.form", "Clinic"),
    "test": ("devices.all_devices", "Tablets"),
    "paper": ("today.show_today", "Today"),
    "sheet": ("recovery_sheet.form", N_("The recovery sheet")),
    "backup": ("health_page.show_health", N_("Health of the kiosk")),
}
"""The page on which each is taken, and its name."""


def _row(layout: Layout, step: FirstStep) -> FirstStepRow:
    page, words = LEADS[step.key]
    return FirstStepRow(
        layout.translate(step.what),
        layout.translate(step.how),
        step.is_done,
        Link(url_for(page), layout.translate(words)),
    )


def _new(said: Mapping[str, str]) -> NewClinic:
    return NewClinic(
        said["clinic"],
        said["language"],
        said["time_zone"],
        said["country"],
        current.settings().paper_size,
    )


@dataclass(frozen=True)
class DeadLinkPage:
    """A link that sets up nothing any more, and what to do instead."""

    title: str
    words: str
    leads: Link | None


def _dead(link: str) -> ResponseReturnValue | None:
    """What is said of a link that is dead; None while it is alive."""
    with current.store().reading() as tx:
        if setup_link.valid(tx, link):
            return None
        is_used = staff.has_admin(tx)
    layout = staff_layout()
    title, words = USED if is_used else REPLACED
    leads = Link(url_for("sign_in.form"), layout.translate("Sign in")) if is_used else None
    page = DeadLinkPage(layout.translate(title), layout.translate(words), leads)
    return show("admin/dead_link.html", layout, page=page), 410


USED = (
    N_("This link has been used"),
    N_("The clinic is set up. Sign in; whoever has no account yet is invited by an admin."),
)
REPLACED = (
    N_("This link has been replaced"),
    N_(
        "Each start of the kiosk makes a new one, which lasts for 24 hours. "
        "Take the one in the last lines on the console, or start the kiosk again."
    ),
)
"""Title and words of a link that is dead."""


def _wrong(said: dict[str, str]) -> dict[str, str]:
    wrong = {}
    if not said["clinic"]:
        wrong["clinic"] = "Write the clinic's name."
    if said["language"] not in REVIEWED:
        wrong["language"] = N_("Choose a language.")
    if said["time_zone"] not in available_timezones():
        wrong["time_zone"] = N_("Choose the clinic's time zone.")
    if said["country"] and not is_country(said["country"]):
        wrong["country"] = N_("Choose a country.")
    if not said["name"]:
        wrong["name"] = N_("Write your name.")
    return wrong


@dataclass(frozen=True, kw_only=True)
class FirstRunPage(FormPage):
    """The clinic, and the account of whoever sets it up."""

    values: Mapping[str, str]
    zones: tuple[Choice, ...]
    countries: tuple[Choice, ...]


def _setup_form(wrong: dict[str, str]) -> str:
    layout = staff_layout()
    page = FirstRunPage(
        title=layout.translate("Set up your clinic"),
        values={name: request.form.get(name, "") for name in SETUP if name != "password"},
        form_errors=form_errors(layout, wrong),
        zones=(Choice("", layout.translate("Choose the clinic's time zone.")), *_zones()),
        countries=(
            Choice("", layout.translate("The one of the time zone")),
            *choices(countries(layout.language)),
        ),
    )
    return show("admin/first_run.html", layout, page=page)


def _zones() -> tuple[Choice, ...]:
    named = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
    return tuple(Choice(zone, zone.replace("_", " ")) for zone in named)
