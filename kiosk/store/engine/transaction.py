"""One open transaction, with the keys and the moment that hold for all of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select

from ...frozen import dataclass
from .keys import Keys
from .steady import Look, Steady, Stopwatch

_WIPE = "kiosk wipe"


@dataclass(frozen=True)
class Transaction:
    """What every function of the store writes in and reads from."""

    connection: Connection
    keys: Keys
    look: Look
    """What the machine's clocks said when it was begun."""
    stopwatch: Stopwatch
    sealing_by: Callable[[Connection, bytes], Keys]
    """The keys, sealing with the one that made the check of a clinic."""

    def under(self, check: bytes) -> Transaction:
        """The same with the key that seals now, by the check that a look of its own has found."""
        keys = self.sealing_by(self.connection, check)
        return self if keys is self.keys else replace(self, keys=keys)

    @property
    def now(self) -> datetime:
        """What the wall says: aware, in UTC. To be written down and read, never to count by."""
        return self.look.wall

    @property
    def steady(self) -> Steady:
        """The mark of this moment, to count by."""
        return self.stopwatch.at(self.look)

    def on_the_wall(self, mark: Steady) -> datetime:
        """When that was or will be, as the wall has it now."""
        return self.now - (self.steady - mark)

    def stream(self, query: Select[Any], at_a_time: int = 1000) -> Iterator[Row[Any]]:
        """The rows one by one, in flat memory. Use them up before the transaction ends."""
        options = {"yield_per": at_a_time}
        with self.connection.execute(query, execution_options=options) as rows:
            yield from rows

    def wipe_after(self) -> None:
        """Once this is committed, clear what was deleted out of the log as well."""
        self.connection.info[_WIPE] = True


def wipe_due(connection: Connection) -> bool:
    """Whether the transaction just committed asked for a wipe. Asking takes the request back."""
    return bool(connection.info.pop(_WIPE, False))


def random_id() -> str:
    """Some 128 random bits, fit for an address, a command's argument and a spreadsheet's cell."""
    while not (drawn := secrets.token_urlsafe(16))[0].isalnum():
        pass
    return drawn
