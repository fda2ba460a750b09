"""Old keys: what is kept of those that were turned, sealed under the one that seals now.

While a key is being turned it is kept whole, so that the newest one opens everything. Afterwards
only what opens nothing is left of it: what the audit's rows of its time are held against, and what
erased things and codes that were handed out are known again by.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, inspect, select

from .keys import Keys, Rest
from .sealing import unseal
from .tables import OLD_KEY


def number_in(sealed: bytes) -> int:
    """The id of the key that a seal was made with."""
    return sealed[1]


def known(connection: Connection, keys: Keys) -> Keys:
    """These keys with all that is kept of those before. Raises Unreadable."""
    if not inspect(connection).has_table(OLD_KEY.name):
        return keys
    masters, rests = {}, {}
    for row in connection.execute(select(OLD_KEY)):
        said = json.loads(unseal(keys, row.content, place_of(row)))
        if "master" in said:
            masters[row.number] = bytes.fromhex(said["master"])
        else:
            rests[row.number] = Rest(**{name: bytes.fromhex(part) for name, part in said.items()})
    return keys.with_old(masters, rests)


def whole(keys: Keys, number: int) -> bytes:
    """A key while it is being turned, to be sealed."""
    return _said({"master": keys.masters[number]})


def rest(keys: Keys, number: int) -> bytes:
    """What is kept of it afterwards, to be sealed."""
    return _said(vars(keys.rest_of(number)))


def place_of(row: Row[Any]) -> str:
    """Where the seal of a row is bound to."""
    return place(row.number)


def place(number: int) -> str:
    """The same by its id."""
    return f"old_key:{number}"


def _said(parts: Mapping[str, bytes]) -> bytes:
    return json.dumps({name: part.hex() for name, part in parts.items()}).encode()
