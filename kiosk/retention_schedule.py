"""The schedule of retention: once a day, by one of all the processes, in one of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from .beside import Start, begin, environ_of
from .settings import Settings
from .store import Store
from .store.records import retention


def start_retention(environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Begin the day's run beside the server."""
    return begin(environ, "retention", "--run", "--quietly")


class RetentionSchedule:
    """What one process does for retention now and then. Nothing at all without rules."""

    def __init__(self, store: Store, settings: Settings, start: Start = start_retention) -> None:
        self._store = store
        self._settings = settings
        self._start = start
        self._running: subprocess.Popen[bytes] | None = None

    def look(self) -> None:
        """Begin the day's run where one is due. Raises StoreError: the next look tries again."""
        if self._settings.demo or self._is_running():
            return
        with self._store.reading() as tx:
            due = retention.is_due(tx)
        if due and self._claim():
            self._running = self._start(environ_of(self._settings))

    def _claim(self) -> bool:
        with self._store.writing() as tx:
            return retention.claim(tx)

    def _is_running(self) -> bool:
        return self._running is not None and self._running.poll() is None
