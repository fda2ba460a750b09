"""The press: one limited process that draws papers, and the one thread that feeds it.

The web process never draws and never imports WeasyPrint. A paper that takes too long, too much
memory or kills its process costs nobody but itself: the next one is drawn by a new process.
"""

from __future__ import annotations

import atexit
import itertools
import multiprocessing
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from queue import Empty, PriorityQueue
from typing import Any, TypeAlias

from pebble import ProcessExpired, ProcessPool

from ..intake.history import NO_HISTORY, History
from ..intake.record import Record
from . import drawing
from .drawing import Drawn, NoEngine
from .limits import settle

__all__ = ["Drawn", "NoPaper", "Press"]

SECONDS = 5.0
WARMING = 30.0
PAPERS_A_PROCESS = 200
FOLDER = "kiosk-press-"
STOPPED = "the press stopped while it drew"

OPENING, SIGNED, CLOSING = 0, 1, 2
"""Who waits for a paper goes first; closing comes after all that was asked for before."""


class NoPaper(Exception):
    """There is no PDF of this record; the reason says why, without a word of the record."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Done: TypeAlias = Callable[[Drawn | NoPaper], None]

Drawing: TypeAlias = Callable[[Any, str, str], Drawn]
"""Draws something on paper of a size, under a watermark; found by its name in the press."""


@dataclass(order=True)
class _Job:
    rank: int
    number: int
    task: Callable[..., Any] = field(compare=False)
    args: tuple[Any, ...] = field(compare=False)
    done: Done = field(compare=False)
    seconds: float = field(compare=False)


class Press:
    """Draws papers, one at a time, in a process of its own.

    Starts with the first paper, or with ``start``; a web process has one, for as long as it runs.
    """

    def __init__(self, size: str = "A4", watermark: str = "", seconds: float = SECONDS) -> None:
        self.size = size
        self.watermark = watermark
        self.seconds = seconds
        self._jobs: PriorityQueue[_Job] = PriorityQueue()
        self._numbers = itertools.count()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._state = "the press has not started yet"

    def draw(self, record: Record, size: str = "", history: History = NO_HISTORY) -> Drawn:
        """The paper of a record, as soon as it is drawn. Raises NoPaper."""
        return self.make(partial(drawing.draw, history=history), record, size)

    def make(self, task: Drawing, of: Any, size: str = "", seconds: float = 0.0) -> Drawn:
        """Anything else that is printed: what ``task`` draws of ``of``. Raises NoPaper.

        ``seconds`` is for what has many pages; papers have their own limit.
        """
        waiting: Future[Drawn | NoPaper] = Future()
        args = (of, size or self.size, self.watermark)
        self._put(OPENING, task, args, waiting.set_result, seconds or self.seconds)
        drawn = waiting.result()
        if isinstance(drawn, NoPaper):
            raise drawn
        return drawn

    def queue(
        self, record: Record, done: Done, size: str = "", history: History = NO_HISTORY
    ) -> None:
        """Have a paper drawn in its turn. Returns at once; ``done`` runs in the press's thread."""
        args = (record, size or self.size, self.watermark)
        task = partial(drawing.draw, history=history)
        self._put(SIGNED, task, args, done, self.seconds)

    def ready(self) -> bool | str:
        """True while papers come out, else why not."""
        return self._state or True

    def start(self) -> None:
        """Start the process and warm it up, in the background."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="press", daemon=True)
                self._thread.start()
                atexit.register(self.close)

    def close(self) -> None:
        """Finish what was asked for, then end the process. A press can be started again."""
        with self._lock:
            if self._thread is not None:
                self._jobs.put(_Job(CLOSING, next(self._numbers), print, (), _nothing, 0))
                self._thread.join()
                self._thread = None
                atexit.unregister(self.close)

    def _put(
        self, rank: int, task: Drawing, args: tuple[Any, ...], done: Done, seconds: float
    ) -> None:
        self._jobs.put(_Job(rank, next(self._numbers), task, args, done, seconds))
        self.start()

    def _work(self) -> None:
        """The press's one thread. Should it fail, nobody waits; the next job starts another."""
        try:
            self._serve()
        finally:
            self._thread = None
            with suppress(Empty):
                while (job := self._jobs.get_nowait()).rank != CLOSING:
                    job.done(NoPaper(STOPPED))

    def _serve(self) -> None:
        """It alone makes, feeds and ends the process."""
        _clear_after_the_dead()
        with tempfile.TemporaryDirectory(prefix=f"{FOLDER}{os.getpid()}-") as folder:
            machine = _Machine(folder)
            self._note(machine.run(drawing.warm, (self.size,), WARMING))
            while (job := self._jobs.get()).rank != CLOSING:
                outcome: Drawn | NoPaper = NoPaper(STOPPED)
                try:
                    outcome = machine.run(job.task, job.args, job.seconds)
                finally:
                    self._note(outcome)
                    job.done(outcome)
            machine.stop()

    def _note(self, outcome: Drawn | NoPaper) -> None:
        self._state = outcome.reason if isinstance(outcome, NoPaper) else ""


class _Machine:
    """The pool of one process, remade whenever it is broken."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.pool = self._make()

    def run(self, task: Callable[..., Any], args: tuple[Any, ...], seconds: float) -> Any:
        """What the task makes; NoPaper where it fails. A process that died gets a second try."""
        error = None
        for _ in range(2):
            try:
                future = self.pool.schedule(task, args, timeout=seconds)
                error = future.exception(timeout=seconds + WARMING)
            except (CancelledError, RuntimeError, TimeoutError) as broken:
                error = broken
            if error is None:
                return future.result()
            if not self._died(error):
                break
        return NoPaper(_reason(error))

    def stop(self) -> None:
        """End the process now."""
        self.pool.stop()  # type: ignore[no-untyped-call]
        self.pool.join()

    def _make(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["kiosk.exports.preload"])
        return ProcessPool(
            max_workers=1,
            max_tasks=PAPERS_A_PROCESS,
            initializer=settle,
            initargs=(self.folder, os.getpid()),
            context=context,
        )

    def _died(self, error: BaseException) -> bool:
        """Whether the process ended under the task; then the pool is whole again."""
        if self.pool.active and not isinstance(error, ProcessExpired):
            return False
        # Killed while idle, a pool never recovers: make it anew rather than ask it how it is.
        self.stop()
        self.pool = self._make()
        _clear(Path(self.folder))
        return True


def _reason(error: BaseException | None) -> str:
    match error:
        case NoEngine():
            return "Pango is not installed, so no paper can be drawn here"
        case TimeoutError():
            return "the paper took too long to draw"
        case MemoryError():
            return "the paper took too much memory to draw"
        case ProcessExpired() | CancelledError() | RuntimeError():
            return "the press ended while it was drawing"
    return f"the paper could not be drawn ({type(error).__name__})"


def _clear_after_the_dead() -> None:
    """Remove folders of presses whose web process is gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        pid = folder.name.removeprefix(FOLDER).partition("-")[0]
        ours = folder.stat().st_uid == os.getuid()
        if ours and pid.isdigit() and not Path("/proc", pid).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _clear(folder: Path) -> None:
    for own in folder.iterdir():
        if not Path("/proc", own.name).exists():
            shutil.rmtree(own, ignore_errors=True)


def _nothing(_: Drawn | NoPaper) -> None:
    """Nobody waits."""
