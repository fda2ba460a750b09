"""Areas of the kiosk by their paths: for what must be known before a route is, or without one.

A session is opened before its route is looked up, and a page that is not found has none. This is
the one place that knows what addresses begin with; all others name an endpoint.
"""

from __future__ import annotations

WALK = "/i/"
ENTRANCES = ("/staff/sign-in", "/pair", "/setup", "/invited")
STATION = "/station"
STAFF = ("/staff", "/admin")
PROGRAMS = "/api/"


def is_walk(path: str) -> bool:
    """Whether it is the walk of an intake."""
    return path.startswith(WALK)


def is_entrance(path: str) -> bool:
    """Whether somebody comes in there who is nobody yet."""
    return path.startswith(ENTRANCES)


def is_of_staff(path: str) -> bool:
    """Whether it belongs to the staff."""
    return path.startswith(STAFF)


def is_of_programs(path: str) -> bool:
    """Whether programs read there."""
    return path.startswith(PROGRAMS)


def is_station(path: str) -> bool:
    """Whether it belongs to a print station."""
    return path.startswith(STATION)
