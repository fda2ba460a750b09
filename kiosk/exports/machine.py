"""The machine: the one process that draws for a press, and the line to it.

It stays warm from paper to paper. One that is ended, by a limit or by anybody, is made anew for
the next paper.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from .carried_seals import Carried, LookedAt
from .drawn import Drawn, NoEngine
from .limits import Limits, Spent, settle, within
from .no_paper import NoPaper

PAPERS_A_PROCESS = 200
FOLDER = "kiosk-press-"
LARGEST_ANSWER = 64 * 1024 * 1024
"""Bytes that are read of what the process says."""
REAPED_IN = 10.0
"""Seconds. Whoever tells of an end may stand still as well; nobody waits for that."""

Task: TypeAlias = Callable[..., Any]


class _Answer(pickle.Unpickler):
    """Papers and reasons, and nothing else that could be made of bytes."""

    known: ClassVar = {
        (each.__module__, each.__name__): each for each in (Drawn, LookedAt, Carried, NoPaper)
    }

    def find_class(self, module: str, name: str) -> Any:
        """One of the few that the process answers with."""
        return self.known[module, name]


def heard(said: bytes) -> Any:
    """What the process says. It reads what strangers send, so it is not believed in all it says.

    Raises EOFError where that is no answer of ours.
    """
    try:
        return _Answer(BytesIO(said)).load()
    except Exception as odd:
        raise EOFError from odd


class Machine:
    """One process at a time. ``run`` is for one thread; ``leave`` for any."""

    def __init__(self, limits: Limits, nice: int = 0) -> None:
        _clear_after_the_dead()
        self.limits = limits
        self.nice = nice
        self.folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))
        self._door, self._bell = multiprocessing.Pipe(duplex=False)
        self._left = False
        self._drawn = 0
        self._process: Any = None
        self._line: Connection | None = None

    @property
    def is_starting(self) -> bool:
        """Whether one is on its way: it imports what it draws with before we are told its id."""
        process = self._process
        with suppress(ValueError):
            return process is not None and process.pid is None
        return False

    def run(self, task: Task, args: tuple[Any, ...], cpu: float) -> Any:
        """What the task makes, else NoPaper. A process that has died gets a second try."""
        outcome: Any = NoPaper("died")
        for _ in range(2):
            outcome = self._try(task, args, cpu)
            if not isinstance(outcome, NoPaper) or outcome.why != "died":
                break
        return outcome

    def leave(self) -> None:
        """Draw no more: what is being drawn is broken off, and the process ends."""
        self._left = True
        self._bell.send_bytes(b".")
        self._kill()

    def stop(self) -> None:
        """End the process, and leave nothing behind."""
        self._end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _try(self, task: Task, args: tuple[Any, ...], cpu: float) -> Any:
        if self._left:
            return NoPaper("stopped")
        try:
            line = self._warm()
            self._send(line, (task, args, cpu, self.limits.grace))
            ready = wait([line, self._door], self.limits.wall)
            answers = line in ready
            outcome = heard(line.recv_bytes(LARGEST_ANSWER)) if answers else self._given_up(ready)
        except (OSError, EOFError):
            outcome = self._how_it_ended()
            self._end()
            return outcome
        self._drawn += 1
        if self._drawn >= PAPERS_A_PROCESS:
            self._end()
        return outcome

    def _send(self, line: Connection, what: object) -> None:
        """A process that stands still reads nothing, and what does not fit its line would wait."""
        late = threading.Timer(self.limits.wall, self._kill)
        late.daemon = True
        late.start()
        try:
            line.send(what)
        finally:
            late.cancel()

    def _kill(self) -> None:
        process = self._process
        # One that has not started, or was closed just now, is nobody's to end.
        with suppress(AttributeError, ValueError):
            process.kill()

    def _given_up(self, ready: list[Any]) -> NoPaper:
        self._end()
        return NoPaper("stopped" if ready else "time")

    def _warm(self) -> Connection:
        if self._line is None:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(["kiosk.exports.preload"])
            self._line, theirs = multiprocessing.Pipe()
            args = (theirs, str(self.folder), os.getpid(), self.limits, self.nice)
            self._process = context.Process(target=_serve, args=args, daemon=True)
            try:
                self._process.start()
            finally:
                theirs.close()
        return self._line

    def _how_it_ended(self) -> NoPaper:
        """What the system says of a process that hung up."""
        process = self._process
        if process is not None and process.pid is not None:
            process.join(1)
            if process.exitcode == -signal.SIGXCPU:
                return NoPaper("time")
        return NoPaper("died")

    def _end(self) -> None:
        """End the process, where there is one."""
        line, process = self._line, self._process
        self._line, self._process, self._drawn = None, None, 0
        if line is not None:
            line.close()
        if process is not None and process.pid is not None:
            process.kill()
            process.join(REAPED_IN)
            if process.exitcode is not None:
                process.close()
            _clear(self.folder)


def _serve(line: Connection, folder: str, parent: int, limits: Limits, nice: int) -> None:
    """The process: draws what it is sent, and ends when nobody is there to send.

    What a drawing leaves behind is collected once it is on its way: nobody waits for that.
    """
    settle(folder, parent, limits, nice)
    gc.disable()
    with suppress(EOFError, OSError):
        while True:
            line.send(_outcome(*line.recv()))
            gc.collect()


def _outcome(task: Task, args: tuple[Any, ...], cpu: float, grace: float) -> Any:
    try:
        return within(cpu, grace, task, args)
    except Spent:
        return NoPaper("time")
    except NoEngine:
        return NoPaper("engine")
    except MemoryError:
        return NoPaper("memory")
    except Exception as fault:  # noqa: BLE001 - whatever a drawing does costs only its own paper
        return NoPaper("fault", type(fault).__name__)


def _clear_after_the_dead() -> None:
    """Remove folders of presses whose web process is gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        pid = folder.name.removeprefix(FOLDER).partition("-")[0]
        with suppress(OSError):
            ours = folder.stat().st_uid == os.getuid()
            if ours and pid.isdigit() and not Path("/proc", pid).exists():
                shutil.rmtree(folder, ignore_errors=True)


def _clear(folder: Path) -> None:
    for own in folder.iterdir():
        if not Path("/proc", own.name).exists():
            shutil.rmtree(own, ignore_errors=True)
