"""The schedule of the calendar: every quarter of an hour, by one of all processes, beside it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from .beside import Start, begin, environ_of
from .settings import Settings
from .store import Store
from .store.intakes import calendar_looks


def start_reading(environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Begin to read it beside the server: whoever writes it may keep us waiting."""
    return begin(environ, "calendar")


class CalendarSchedule:
    """What one process does for the calendar now and then. Nothing at all without an address."""

    def __init__(self, store: Store, settings: Settings, start: Start = start_reading) -> None:
        self._store = store
        self._settings = settings
        self._start = start
        self._running: subprocess.Popen[bytes] | None = None

    def look(self) -> None:
        """Begin to read it where it is due. Raises StoreError: the next look tries again."""
        if not self._settings.calendar_url or self._settings.demo or self._is_running():
            return
        with self._store.reading() as tx:
            due = calendar_looks.is_due(tx)
        if due and self._claim():
            self._running = self._start(environ_of(self._settings))

    def _claim(self) -> bool:
        with self._store.writing() as tx:
            return calendar_looks.claim(tx)

    def _is_running(self) -> bool:
        return self._running is not None and self._running.poll() is None
