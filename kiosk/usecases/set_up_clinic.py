"""Setting up: the clinic is founded with its first admin, all of it or nothing."""

from __future__ import annotations

from ..frozen import dataclass
from ..store import Store, clinics
from ..store.access import staff
from ..store.access.staff import Staff

EVERYTHING = ("desk", "therapist", "admin")
"""What the first of the staff does, until there are others."""


@dataclass(frozen=True)
class NewClinic:
    """What is said of a clinic when it begins."""

    name: str
    language: str
    time_zone: str
    country: str
    """Two letters; empty for the one of the time zone."""
    paper_size: str = ""
    """A4 or Letter; empty for the one of the country."""


def set_up_clinic(store: Store, new: NewClinic, admin: str, password: str) -> Staff:
    """Found the clinic; its first admin. Raises Refused for what will not do."""
    with store.writing() as tx:
        clinics.found(
            tx, new.name, new.language, new.time_zone, new.paper_size, country=new.country
        )
        return staff.add(tx, admin, password, EVERYTHING, by="setup")
