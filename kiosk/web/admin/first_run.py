"""First run and devices: the one-time set-up link, pairing, and the list of tablets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from zoneinfo import available_timezones

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from ...languages import LANGUAGES, countries, format_time, is_country
from ...store import Book, Missing, Refused, Throttled, clinics
from ...store.access import setup_link, staff, tablets
from ...store.engine.torn import each
from ..account.sign_in_flow import address, begin_new, come_in
from ..http.access import door, leave, the_clinic, the_staff, the_store
from ..http.cookies import give, take, token
from ..http.form_text import typed
from ..http.layout import FormPage, Frame, day_in_words, show, staff_frame, tell

setup = Blueprint("setup", __name__)

SETUP = ("clinic", "language", "time_zone", "country", "name", "password")
"""Fields of the set-up form."""


@setup.get("/setup/<link>")
@door("public")
def first_run(link: str) -> ResponseReturnValue:
    """The set-up form, while its link is alive."""
    _alive(link)
    return _setup_form({})


@setup.post("/setup/<link>")
@door("public")
def set_up(link: str) -> ResponseReturnValue:
    """Found the clinic with its first admin, and sign them in."""
    _alive(link)
    said = {name: typed(name) for name in SETUP}
    wrong = _wrong(said)
    if wrong:
        return _setup_form(wrong), 422
    try:
        with the_store().writing() as book:
            zone, country = said["time_zone"], said["country"]
            clinics.found(book, said["clinic"], said["language"], zone, country=country)
            roles = ("desk", "therapist", "admin")
            first = staff.add(book, said["name"], request.form["password"], roles, by="setup")
    except Refused as no:
        return _setup_form({"password": str(no)}), 422
    return come_in(begin_new(first), "/staff/devices")


def _alive(link: str) -> None:
    with the_store().reading() as book:
        if not setup_link.valid(book, link):
            abort(404)


def _wrong(said: dict[str, str]) -> dict[str, str]:
    wrong = {}
    if not said["clinic"]:
        wrong["clinic"] = "Write the clinic's name."
    if said["language"] not in LANGUAGES:
        wrong["language"] = "Choose a language."
    if said["time_zone"] not in available_timezones():
        wrong["time_zone"] = "Choose the clinic's time zone."
    if said["country"] and not is_country(said["country"]):
        wrong["country"] = "Choose a country."
    if not said["name"]:
        wrong["name"] = "Write your name."
    return wrong


def _setup_form(wrong: dict[str, str]) -> str:
    frame = staff_frame()
    page = FormPage(
        title=tell(frame, "Set up your clinic"),
        heading=tell(frame, "Set up your clinic"),
        lede=tell(frame, "Four answers, and the first tablet can begin."),
        here=request.path,
        values={name: request.form.get(name, "") for name in SETUP if name != "password"},
        errors=tuple((name, tell(frame, words)) for name, words in wrong.items()),
        errors_title=tell(frame, "Something to check") if wrong else "",
        zones=_zones(),
        countries=(("", tell(frame, "The one of the time zone")), *countries(frame.language)),
    )
    return show("admin/first_run.html", frame, page=page)


def _zones() -> tuple[tuple[str, str], ...]:
    named = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
    return tuple((zone, zone.replace("_", " ")) for zone in named)


@setup.get("/pair")
@door("public")
def pair_form() -> str:
    """Where a device types the code that staff read out."""
    return _pair_form("")


@setup.post("/pair")
@door("public")
def pair() -> ResponseReturnValue:
    """Pair this device. It forgets any staff sign-in."""
    try:
        paired = tablets.pair(the_store(), typed("code"), address())
    except Refused:
        return _pair_form("This code does not work. Ask staff for a new one."), 422
    except Throttled:
        return _pair_form("There were too many tries. Please wait a moment."), 429
    response = redirect("/", 303)
    give(response, "tablet", paired)  # type: ignore[arg-type]
    _forget_staff(response)
    return response


def _pair_form(wrong: str) -> str:
    frame = staff_frame()
    page = FormPage(
        title=tell(frame, "Pair this tablet"),
        heading=tell(frame, "Pair this tablet"),
        lede=tell(frame, "Type the code that the staff page shows."),
        here="/pair",
        values={"code": request.form.get("code", "")},
        errors=(("code", tell(frame, wrong)),) if wrong else (),
        errors_title=tell(frame, "Something to check") if wrong else "",
    )
    return show("admin/pair.html", frame, page=page)


@dataclass(frozen=True)
class TabletRow:
    """One paired tablet."""

    id: str
    name: str
    seen: str
    revoke_url: str


@dataclass(frozen=True)
class DevicesPage:
    """The clinic's tablets."""

    title: str
    heading: str
    tablets: tuple[TabletRow, ...]
    code: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[tuple[str, str], ...] = ()


@setup.get("/staff/devices")
@door("admin")
def devices() -> str:
    """The tablets, and the two ways to add one."""
    return _devices(staff_frame(), "")


@setup.post("/staff/devices")
@door("admin")
def add_device() -> ResponseReturnValue:
    """Use this device for clients, show a code for another, or revoke one."""
    member = the_staff()
    by = member.id if member else ""
    go = request.form.get("go", "")
    if go == "here":
        return _pair_here(by)
    with the_store().writing() as book:
        code = tablets.pairing_code(book, _tablet_name(), by)
    return _devices(staff_frame(), code)


@setup.post("/staff/devices/<tablet_id>/revoke")
@door("admin")
def revoke(tablet_id: str) -> ResponseReturnValue:
    """Take a tablet out of use: from this moment its token opens nothing."""
    member = the_staff()
    with the_store().writing() as book:
        try:
            tablets.revoke(book, tablet_id, member.id if member else "")
        except Missing:
            abort(404)
    return leave("/staff/devices")


def _pair_here(by: str) -> ResponseReturnValue:
    with the_store().writing() as book:
        code = tablets.pairing_code(book, _tablet_name(), by)
    paired = tablets.pair(the_store(), code, address())
    response = redirect("/", 303)
    give(response, "tablet", paired)  # type: ignore[arg-type]
    _forget_staff(response)
    return response


def _devices(frame: Frame, code: str) -> str:
    with the_store().reading() as book:
        paired = tablets.all_tablets(book)
        rows = tuple(
            each(paired, lambda one: _row(one, _seen(one, frame, book)), partial(_torn, frame))
        )
    heading = tell(frame, "Tablets")
    return show("admin/tablets.html", frame, page=DevicesPage(heading, heading, rows, code))


def _row(tablet: tablets.Tablet, seen: str) -> TabletRow:
    return TabletRow(tablet.id, str(tablet.name), seen, f"/staff/devices/{tablet.id}/revoke")


def _torn(frame: Frame, tablet: tablets.Tablet) -> TabletRow:
    return _row(tablet, tell(frame, "Cannot be read"))


def _seen(tablet: tablets.Tablet, frame: Frame, book: Book) -> str:
    clinic = the_clinic()
    if tablet.seen_at is None or clinic is None:
        return tell(frame, "Its pairing has lapsed. Pair it again.")
    seen = book.on_the_wall(tablet.seen_at)
    day = clinic.day(seen)
    if day != clinic.day(book.now):
        return tell(frame, "Last used on %(day)s", {"day": day_in_words(frame, day)})
    time = format_time(seen, clinic.time_zone, frame.language)
    return tell(frame, "Last used today at %(time)s", {"time": time})


def _tablet_name() -> str:
    return (typed("name") or typed("this_name"))[:60] or "Tablet"


def _forget_staff(response: object) -> None:
    if token("staff"):
        with the_store().writing() as book:
            staff.sign_out(book, token("staff"))
    take(response, "staff")  # type: ignore[arg-type]
