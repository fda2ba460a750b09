"""Print stations: devices at the desk that print each new paper by themselves.

One is paired like a tablet, and opens less: only the papers that wait to be printed, each once.
"""

from __future__ import annotations

from .. import audit, sites
from ..clinics import the_clinic
from ..engine.transaction import Transaction, random_id
from ..errors import Refused
from . import tablets
from .tablets import Tablet


def begin(tx: Transaction, name: str, by: str, site_id: str = "") -> str:
    """This device prints what is signed at this site from now on. Returns its token.

    Raises Refused without a clinic.
    """
    clinic = the_clinic(tx)
    if clinic is None:
        raise Refused("clinic", "Set up the clinic first.")
    device = Tablet(random_id(), name, clinic.id, site_id=sites.in_use_or_main(tx, site_id))
    token = tablets.begin(tx, device, "station")
    audit.write(tx, "pair", by, device.id, reason="print station")
    return token


def by_token(tx: Transaction, token: str) -> Tablet | None:
    """The station that holds this token; None where it was revoked or never was."""
    return tablets.found(tx, token, "station")


def all_stations(tx: Transaction) -> list[Tablet]:
    """The stations in use, by name."""
    return tablets.listed(tx, prints=True)
