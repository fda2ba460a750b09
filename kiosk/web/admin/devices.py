"""The clinic's devices: pairing, tablets for clients, print stations, taking one out of use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_, format_time
from ...store import Missing, Refused, Throttled, Transaction, sites
from ...store.access import at_sites, staff, stations, tablets
from ...store.engine.torn import each
from ...usecases.reach_kiosk import Reach, reach_kiosk
from ...usecases.stand_at_site import move_tablet
from ..account.reauthenticate import ask_again
from ..account.sign_in_flow import address
from ..http import current
from ..http.access import access
from ..http.cookies import give, take, token
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, day_in_words, show, staff_layout
from ..http.own_address import HERE, called_by
from ..http.page_parts import Choice, choices
from ..http.qr_code import qr_code
from ..http.redirects import leave, see_other
from ..http.viewer import actor_id, or_not_found

routes = Blueprint("devices", __name__)


@routes.get("/pair")
@access("public")
def pair_form() -> str:
    """Where a device types the code that staff read out."""
    return _pair_form("")


@routes.post("/pair")
@access("public")
def pair() -> ResponseReturnValue:
    """Pair this device. It forgets any staff sign-in."""
    try:
        paired = tablets.pair(current.store(), typed("code"), address())
    except Refused:
        return _pair_form(N_("This code does not work. Ask staff for a new one.")), 422
    except Throttled:
        return _pair_form("There were too many tries. Please wait a moment."), 429
    response = see_other(url_for("welcome.welcome"))
    give(response, "tablet", paired)
    _forget_staff(response)
    return response


@dataclass(frozen=True, kw_only=True)
class PairPage(FormPage):
    """Where a device types its code."""

    values: Mapping[str, str]


def _pair_form(wrong: str) -> str:
    layout = staff_layout()
    page = PairPage(
        title=layout.translate("Pair this tablet"),
        values={"code": request.form.get("code", "")},
        form_errors=form_errors(layout, {"code": wrong} if wrong else {}),
    )
    return show("admin/pair.html", layout, page=page)


@dataclass(frozen=True)
class TabletRow:
    """One paired tablet."""

    id: str
    name: str
    seen: str
    revoke_url: str
    site: str
    """The id of the site it stands at."""


@dataclass(frozen=True, kw_only=True)
class DevicesPage(FormPage):
    """The clinic's tablets, and its print stations."""

    tablets: tuple[TabletRow, ...]
    stations: tuple[TabletRow, ...]
    """Devices that print each new paper."""
    code: str
    """A pairing code that was just made, shown this once."""
    sites: tuple[Choice, ...]
    """Where a tablet may stand; none where the clinic has one site."""
    here: str
    """The site that whoever looks is at."""
    reach: Reach
    """How a tablet reaches the kiosk."""


@routes.get("/staff/devices")
@access("admin")
def all_devices() -> str:
    """The tablets, and the two ways to add one."""
    return _devices(staff_layout(), "")


@routes.get("/staff/devices/address.svg")
@access("admin")
def address_picture() -> Response:
    """The address that a tablet opens, as a QR code. 404 where no tablet reaches the kiosk."""
    return qr_code(_reach().url or abort(404))


@routes.post("/staff/devices")
@access("admin")
def add_device() -> ResponseReturnValue:
    """Use this device for clients or for printing, or show a code for another."""
    asked = ask_again()
    if asked:
        return asked
    member = current.staff()
    by = member.id if member else ""
    go = request.form.get("go", "")
    if go == "here":
        return _pair_here(by)
    if go == "station":
        return _print_here(by)
    with current.store().writing() as tx:
        code = tablets.pairing_code(tx, _tablet_name(), by, typed("site"))
    return _devices(staff_layout(), code)


@routes.post("/staff/devices/<tablet_id>/revoke")
@access("admin")
def revoke(tablet_id: str) -> ResponseReturnValue:
    """Take a tablet out of use: from this moment its token opens nothing."""
    member = current.staff()
    with current.store().writing() as tx:
        try:
            tablets.revoke(tx, tablet_id, member.id if member else "")
        except Missing:
            abort(404)
    return leave(url_for("devices.all_devices"))


@routes.post("/staff/devices/<tablet_id>/site")
@access("admin")
def move(tablet_id: str) -> ResponseReturnValue:
    """Have a tablet or a print station stand at another site."""
    with or_not_found():
        move_tablet(current.store(), tablet_id, typed("site"), actor_id())
    return leave(url_for("devices.all_devices"))


def _pair_here(by: str) -> ResponseReturnValue:
    with current.store().writing() as tx:
        code = tablets.pairing_code(tx, _tablet_name(), by, typed("site"))
    paired = tablets.pair(current.store(), code, address())
    response = see_other(url_for("welcome.welcome"))
    give(response, "tablet", paired)
    _forget_staff(response)
    return response


def _print_here(by: str) -> ResponseReturnValue:
    with current.store().writing() as tx:
        name = typed("station_name")[:60] or staff_layout().translate("Print station")
        token = stations.begin(tx, name, by, typed("site"))
    response = see_other(url_for("print_station.station"))
    give(response, "station", token)
    return response


def _devices(layout: Layout, code: str) -> str:
    with current.store().reading() as tx:
        paired = (tablets.all_tablets(tx), stations.all_stations(tx))
        every, here = sites.in_use(tx), at_sites.of(tx, actor_id()).here
        rows, printing = (
            tuple(each(some, lambda one: _row(one, _seen(one, layout, tx)), partial(_torn, layout)))
            for some in paired
        )
    page = DevicesPage(
        title=layout.translate("Tablets"),
        tablets=rows,
        stations=printing,
        code=code,
        sites=choices((each.id, each.name) for each in every) if len(every) > 1 else (),
        here=here,
        reach=_reach(),
    )
    return show("admin/tablets.html", layout, page=page)


def _reach() -> Reach:
    here = called_by()
    return reach_kiosk(current.settings(), "" if here in HERE else here)


def _row(tablet: tablets.Tablet, seen: str) -> TabletRow:
    url = url_for("devices.revoke", tablet_id=tablet.id)
    return TabletRow(tablet.id, str(tablet.name), seen, url, tablet.site_id)


def _torn(layout: Layout, tablet: tablets.Tablet) -> TabletRow:
    return _row(tablet, layout.translate("Cannot be read"))


def _seen(tablet: tablets.Tablet, layout: Layout, tx: Transaction) -> str:
    clinic = current.clinic()
    if tablet.seen_at is None or clinic is None:
        return layout.translate("Its pairing has lapsed. Pair it again.")
    seen = tx.on_the_wall(tablet.seen_at)
    day = clinic.day(seen)
    if day != clinic.day(tx.now):
        return layout.translate("Last used on %(day)s", {"day": day_in_words(layout, day)})
    time = format_time(seen, clinic.time_zone, layout.language)
    return layout.translate("Last used today at %(time)s", {"time": time})


def _tablet_name() -> str:
    return (typed("name") or typed("this_name"))[:60] or "Tablet"


def _forget_staff(response: Response) -> None:
    if token("staff"):
        with current.store().writing() as tx:
            staff.sign_out(tx, token("staff"))
    take(response, "staff")
