"""A press that is closed while its process only starts."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from kiosk.exports.press import Press

PATIENCE = 120
"""Seconds, for a machine that has other things to do."""


def test_closing_waits_for_no_process_that_only_starts(monkeypatch: pytest.MonkeyPatch):
    """On a busy machine it imports what it draws with for longer than an end may take."""
    begun, goes_on = threading.Event(), threading.Event()

    class Starting:
        pid = None

        def __init__(self, **_: object) -> None: ...

        def start(self) -> None:
            begun.set()
            goes_on.wait()
            raise OSError

        def kill(self) -> None:
            raise AttributeError("kill")

    slow = SimpleNamespace(set_forkserver_preload=lambda _: None, Process=Starting)
    monkeypatch.setattr("multiprocessing.get_context", lambda _: slow)
    press = Press()
    press.start()
    assert begun.wait(PATIENCE)
    closing = threading.Thread(target=press.close, daemon=True)
    closing.start()
    closing.join(PATIENCE)
    ended = not closing.is_alive()
    goes_on.set()
    assert ended, "close() waits for a process that nobody needs any more"
