"""The schedule of backups: once a day, by one of all the processes, in a process of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from .beside import Start, begin, environ_of
from .settings import Settings
from .store import Store
from .store.backups import erasure_list, state
from .store.records import erasures


def start_backup(environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Begin a backup beside the server: what it takes keeps no client waiting."""
    return begin(environ, "backup", "--quietly")


class Schedule:
    """What one process does for backups now and then. Nothing at all in the demo."""

    def __init__(self, store: Store, settings: Settings, start: Start = start_backup) -> None:
        self._store = store
        self._settings = settings
        self._start = start
        self._running: subprocess.Popen[bytes] | None = None
        self._listed = -1

    def look(self) -> None:
        """Count the days; keep the list of erasures; begin a backup where one is due.

        Raises StoreError, and the next look tries again.
        """
        if self._settings.demo:
            return
        with self._store.reading() as tx:
            counted, due, erased = state.is_counted(tx), state.is_due(tx), erasures.how_many(tx)
        if not counted:
            with self._store.writing() as tx:
                state.count_from_now(tx)
        if self._settings.backup is None:
            return
        if (due or not counted) and not self._is_running() and self._claim():
            self._running = self._start(environ_of(self._settings))
        if erased != self._listed and self._settings.backup.is_dir():
            erasure_list.keep(self._store, self._settings.backup)
            self._listed = erased

    def end(self) -> None:
        """Nobody looks again: what was erased since the last look is on the list.

        Raises StoreError.
        """
        if not self._settings.demo:
            erasure_list.keep_beside(self._store, self._settings.backup)

    def _claim(self) -> bool:
        with self._store.writing() as tx:
            return state.claim(tx)

    def _is_running(self) -> bool:
        return self._running is not None and self._running.poll() is None
