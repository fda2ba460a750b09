"""Current: the store, clinic, tablet, staff and intake of the request that is being answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, current_app, g, request

from ...settings import Idle, Settings
from ...store import Store, Transaction, clinics
from ...store.access import staff as accounts
from ...store.access import stations, tablets
from ...store.access.staff import Staff
from ...store.access.tablets import Tablet
from ...store.clinics import Clinic
from ...store.intakes import intakes, phones
from ...store.intakes.at_door import at_door
from ...store.intakes.drafts import Intake
from ...usecases.idle_limits import idle_limits
from .cookies import token


def _known() -> dict[str, Any]:
    """What this request has found out so far. One way through Flask's proxy, not one a look."""
    known: dict[str, Any] = vars(g._get_current_object())
    return known


def store() -> Store:
    """The clinic's data."""
    store: Store = current_app.extensions["store"]
    return store


def settings() -> Settings:
    """How this kiosk runs."""
    found: Settings = current_app.extensions["settings"]
    return found


def limits() -> Idle:
    """How long a tablet may lie untouched."""
    return idle_limits(clinic(), settings())


def clinic() -> Clinic | None:
    """The clinic this kiosk belongs to; None before it is set up."""
    known = _known()
    if "clinic" not in known:
        with store().reading() as tx:
            known["clinic"] = clinics.the_clinic(tx)
    found: Clinic | None = known["clinic"]
    return found


def tablet() -> Tablet | None:
    """The paired tablet that is calling, if it is one."""
    known = _known()
    if "tablet" not in known:
        known["tablet"] = _read(tablets.by_token, token("tablet"))
    found: Tablet | None = known["tablet"]
    return found


def station() -> Tablet | None:
    """The print station that is calling, if it is one."""
    known = _known()
    if "station" not in known:
        known["station"] = _read(stations.by_token, token("station"))
    found: Tablet | None = known["station"]
    return found


def staff() -> Staff | None:
    """The signed-in staff member, if there is one. Never on a paired tablet."""
    known = _known()
    if "staff" not in known:
        known["staff"] = None if tablet() else _read(accounts.by_token, token("staff"))
    found: Staff | None = known["staff"]
    return found


def intake() -> Intake | None:
    """The live intake of the caller's cookie, if there is one and it is on the caller's device."""
    known = _known()
    if "intake" not in known:
        known["intake"] = _on_tablet() or _held()
    found: Intake | None = known["intake"]
    return found


def is_on_phone() -> bool:
    """Whether whoever calls has an intake, or had one, on a phone of their own."""
    return bool(token("intake")) and tablet() is None and staff() is None


def walk() -> tuple[Intake, Clinic]:
    """The live intake and its clinic. 404 where there is none."""
    here, this = intake(), clinic()
    if here is None or this is None:
        abort(404)
    return here, this


def here() -> tuple[Tablet, Clinic]:
    """The paired tablet that is calling, and its clinic. 403 where there is none."""
    who, where = tablet(), clinic()
    if who is None or where is None:
        abort(403)
    return who, where


def look_again() -> Intake | None:
    """The live intake as it is by now, where another tab may have moved it on."""
    g.pop("intake", None)
    return intake()


def _on_tablet() -> Intake | None:
    """The intake that is open on the caller's tablet: nearly always, and known in one look."""
    mine, device = token("intake"), token("tablet")
    if not (mine and device):
        return None
    with store().reading(turned=False) as tx:
        there = at_door(tx, mine, device)
        quiet_for = tx.steady - there.intake.touched_at if there else None
    if there is None or quiet_for is None:
        return None
    _known().update(clinic=there.clinic, tablet=there.tablet)
    return there.intake if quiet_for < limits().ends else None


def _held() -> Intake | None:
    """The intake of whoever calls from any device."""
    held: Intake | None = _read(_in_use, token("intake"))
    return held if held and _holds(held) else None


def _holds(here: Intake) -> bool:
    """Whether an intake is on the device that calls: a tablet, a staff member's own, or over TLS
    the client's phone.
    """
    holder = tablet() or staff()
    if holder is None:
        return request.is_secure and phones.is_phone(here.tablet_id)
    return holder.id == here.tablet_id


def _in_use(tx: Transaction, value: str) -> Intake | None:
    return intakes.by_token(tx, value, limits().ends)


def _read(find: Callable[..., Any], value: str) -> Any:
    if not value:
        return None
    with store().reading() as tx:
        # Every page shows the clinic's name: one look at the database serves both.
        known = _known()
        if "clinic" not in known:
            known["clinic"] = clinics.the_clinic(tx)
        return find(tx, value)
