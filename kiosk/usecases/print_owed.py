"""Printing what is owed: one paper after the other, for as long as the process runs.

What is owed stands in the store, so nothing is lost with this process. Here is only who waits.
"""

from __future__ import annotations

import atexit
import logging
import socket
import threading
from contextlib import suppress

from ..exports.press import Press
from ..exports.printer import Printer
from ..store import Store, StoreError
from ..store.records import owed
from ..store.records.owed import Claim
from .print_out import Feeding
from .print_record import print_record

log = logging.getLogger("kiosk.paper")

LOOK = 15.0
"""Seconds between two looks for what other hosts left, or what is to be tried again."""

HOST = socket.gethostname()


class Printing:
    """Draws what is owed. First papers, and what somebody waits for, come before redraws.

    What is drawn goes on to the clinic's printer, where there is one.
    """

    def __init__(
        self, store: Store, press: Press, look: float = LOOK, printer: Printer | None = None
    ) -> None:
        self.press = press
        self._out = Feeding(store, printer, look)
        self._first = _Printer(store, press, look, self._out)
        self._again = _Printer(store, press.nicely(), look, self._out, redraws=True)

    def start(self) -> None:
        """Look for what is owed from now on. Raises RuntimeError where no thread can be had."""
        self._first.start()
        self._again.start()
        self._out.start()

    def ring(self, record_id: str = "") -> None:
        """Something is owed: look at once, for this paper first. Never blocks, never fails."""
        try:
            self.start()
        except RuntimeError:
            # The machine starts no more threads. The next to ring, or another host, draws it.
            log.warning("papers wait: no thread to draw them in")
        self._first.ring(record_id)
        self._again.ring()
        self._out.ring()

    def wait_for(self, record_id: str) -> None:
        """Have this paper drawn before all others, and wait until it was tried.

        No longer than the press's patience: then it goes on without whoever waited.
        """
        waiting = threading.Event()
        self._first.wanted_by(record_id, waiting)
        self.ring()
        waiting.wait(self.press.limits.patience)
        self._first.left_by(record_id, waiting)

    def close(self) -> None:
        """Draw no more, and keep nobody waiting: what is owed stays owed."""
        self._out.close()
        self._first.close()
        self._again.close()


class _Printer:
    """One thread that draws with one press."""

    def __init__(
        self, store: Store, press: Press, look: float, out: Feeding, *, redraws: bool = False
    ) -> None:
        self.store = store
        self.out = out
        self.press = press
        self.look = look
        self.redraws = redraws
        self._wanted: dict[str, list[threading.Event]] = {}
        self._lock = threading.Lock()
        self._bell = threading.Event()
        self._closed = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look for work, unless it has begun, or is closed."""
        with self._lock:
            if self._thread is None and not self._closed:
                name = "redraws" if self.redraws else "papers"
                thread = threading.Thread(target=self._work, name=name, daemon=True)
                thread.start()
                self._thread = thread
                atexit.register(self.close)

    def ring(self, record_id: str = "") -> None:
        """Look now; this paper before the others."""
        if record_id:
            with self._lock:
                if len(self._wanted) < owed.ENOUGH:
                    self._wanted.setdefault(record_id, [])
        self._bell.set()

    def wanted_by(self, record_id: str, waiting: threading.Event) -> None:
        """Somebody waits for this paper, until it was tried."""
        with self._lock:
            if self._closed:
                waiting.set()
            self._wanted.setdefault(record_id, []).append(waiting)

    def left_by(self, record_id: str, waiting: threading.Event) -> None:
        """Nobody waits there any more."""
        with self._lock:
            others = self._wanted.get(record_id, [])
            with suppress(ValueError):
                others.remove(waiting)
            if not others:
                self._wanted.pop(record_id, None)

    def close(self) -> None:
        """End the thread and its press now."""
        with self._lock:
            self._closed = True
            for waiting in [each for others in self._wanted.values() for each in others]:
                waiting.set()
            thread = self._thread
        self._bell.set()
        self.press.close()
        if thread is not None:
            thread.join(1)
            atexit.unregister(self.close)

    def _work(self) -> None:
        """The thread. Should it fail in an unknown way, the next ring starts another."""
        try:
            while not self._closed:
                self._bell.clear()
                if not self._draws_one():
                    self._rest()
        finally:
            self._thread = None

    def _rest(self) -> None:
        if self.redraws:
            # A second process is worth its memory only while there is something to redraw.
            self.press.close()
        self._bell.wait(self.look)

    def _draws_one(self) -> bool:
        """Whether something was there to be done, and perhaps more is."""
        with self._lock:
            wanted = next(iter(self._wanted), "")
        try:
            claim = self._claims(wanted)
            if claim is not None:
                print_record(self.store, self.press, claim, self.out.printer)
                self.out.ring()
            return claim is not None or bool(wanted)
        except StoreError as fault:
            log.warning("papers wait: %s", type(fault).__name__)
            return False
        finally:
            self._tried(wanted)

    def _tried(self, record_id: str) -> None:
        with self._lock:
            for waiting in self._wanted.pop(record_id, []):
                waiting.set()

    def _claims(self, wanted: str) -> Claim | None:
        if not wanted:
            with self.store.reading() as tx:
                if not owed.is_due(tx, redraws=self.redraws):
                    return None
        with self.store.writing() as tx:
            return owed.claim(tx, HOST, redraws=self.redraws, wanted=wanted)
