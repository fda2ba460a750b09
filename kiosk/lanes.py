"""Lanes: requests that write and requests that read, each with threads of their own.

Whoever writes waits for whoever writes already, for seconds where somebody else holds the database.
Looking at a page needs nobody's leave, and must not stand behind them.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class Lanes:
    """Two pools behind the face of one; a connection's ``writes`` says which it goes to."""

    def __init__(self, threads: int) -> None:
        """So many threads for each; none is made before it is needed."""
        self._writing = ThreadPoolExecutor(threads, "writes")
        self._reading = ThreadPoolExecutor(threads, "reads")

    def submit(self, handle: Callable[[Any], Any], conn: Any) -> Future[Any]:
        """Have this connection's request answered."""
        lane = self._writing if conn.writes else self._reading
        return lane.submit(handle, conn)

    def shutdown(self, wait: bool = True) -> None:
        """Take nothing more."""
        self._writing.shutdown(wait)
        self._reading.shutdown(wait)
