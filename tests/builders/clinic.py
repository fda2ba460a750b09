"""What a clinic has before anybody comes: staff with a password, tablets that are paired."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.store import Store
from kiosk.store.access import staff, tablets
from kiosk.store.access.staff import Staff

PASSWORD = "a lamp beside the window"


def hires(store: Store, name: str, roles: Iterable[str]) -> Staff:
    """Somebody who works here, with the password of all tests."""
    with store.writing() as tx:
        return staff.add(tx, name, PASSWORD, tuple(roles), by="setup")


def pairs(store: Store, name: str = "Tablet 1", address: str = "198.51.100.7") -> str:
    """The token of a new tablet."""
    with store.writing() as tx:
        code = tablets.pairing_code(tx, name, by="setup")
    return tablets.pair(store, code, address)
