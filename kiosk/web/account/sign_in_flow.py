"""What the pages of signing in share: who is coming in, with what token, and from where."""

from __future__ import annotations

from flask import Response, abort, current_app, request, url_for

from ...languages import Counted
from ...store.access import known_devices, second_step, staff, trusted_devices
from ...store.access.second_step import Entering
from ..http import current
from ..http.cookies import give, take, token
from ..http.redirects import see_other

WAIT = Counted(
    "There were too many tries. Please wait %(count)d second.",
    "There were too many tries. Please wait %(count)d seconds.",
)


def asks_codes() -> bool:
    """Whether this kiosk asks for a code after the password."""
    return bool(current_app.config["ASKS_CODES"])


def address() -> str:
    """Where the caller is, for counting tries."""
    return request.remote_addr or ""


def device() -> str:
    """The token of the device, where somebody has signed in on it before."""
    return token("known")


def give_sign_in(response: Response, whole: str, unlock: str = "") -> None:
    """Let them in; from now on, nobody elsewhere can shut them out on this device.

    With an ``unlock`` code it is theirs until the day ends; whose it was before, it is no more.
    """
    with current.store().writing() as tx:
        person = staff.by_token(tx, whole)
        fresh = known_devices.renew(tx, device(), person.id) if person else ""
        trusted_devices.forget(tx, token("trusted"))
        may = unlock and person and person.roles & trusted_devices.MAY
        trusted = trusted_devices.trust(tx, person, unlock) if person and may else ""
    give(response, "staff", whole)
    if fresh:
        give(response, "known", fresh)
    _trust(response, trusted)


def _trust(response: Response, trusted: str) -> None:
    if trusted:
        give(response, "trusted", trusted)
    elif token("trusted"):
        take(response, "trusted")


def trusted_for() -> staff.Staff | None:
    """Whom this device unlocks for; None where somebody has to sign in."""
    if not token("trusted"):
        return None
    with current.store().reading() as tx:
        return trusted_devices.whose(tx, token("trusted"))


def not_on_a_tablet() -> None:
    """Staff never sign in on a clients' tablet."""
    if current.tablet():
        abort(403)


def entering() -> Entering | None:
    """Whoever proved their password here and still owes a code."""
    if not token("staff"):
        return None
    with current.store().reading() as tx:
        return second_step.entering(tx, token("staff"))


def begin(name: str, password: str) -> str:
    """The token of a sign-in, or of half a one where a code is asked for.

    Raises Refused or Throttled, alike for unknown names.
    """
    way = second_step.first if asks_codes() else staff.sign_in
    begun = way(current.store(), name, password, address(), device())
    end_what_was_here()
    return begun


def begin_new(person: staff.Staff) -> str:
    """The same for an account that was made this very moment, by whoever chose its password."""
    with current.store().writing() as tx:
        way = second_step.half if asks_codes() else staff.begin
        begun = way(tx, person.id, person.clinic_id)
    end_what_was_here()
    return begun


def end_what_was_here() -> None:
    """Whoever signs in takes the place of whoever was signed in on this device."""
    if token("staff"):
        with current.store().writing() as tx:
            staff.sign_out(tx, token("staff"))


def come_in(value: str, url: str, unlock: str = "") -> Response:
    """Go on with this token; to the second step first, where that is still owed."""
    response = see_other(url_for("sign_in.form") if asks_codes() else url)
    if asks_codes():
        give(response, "staff", value)
    else:
        give_sign_in(response, value, unlock)
    return response
