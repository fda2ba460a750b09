"""The press: one limited process that draws papers, and the one thread that feeds it.

The web process never draws and never imports WeasyPrint. A paper that takes too long, too much
memory or kills its process costs nobody but itself.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from ..intake.history import NO_HISTORY, History
from ..intake.issue import UNNUMBERED, Issue
from ..intake.record import Record
from .drawn import Drawn
from .limits import Limits
from .no_paper import WHY, NoPaper

if TYPE_CHECKING:
    from .machine import Machine

__all__ = ["FIRST", "REDRAW", "WHY", "Drawing", "Drawn", "Keep", "Limits", "NoPaper", "Press"]

WARMING = 2
"""How many times a paper's limit the first one may take: it loads faces and stylesheet."""

BRIEFLY = 0.5
"""Seconds between two looks at whether there is still something to wait for."""

FIRST, REDRAW = 5, 10
"""How far each gives way to whoever answers a tap at a tablet: a paper, and one drawn once more."""

Drawing: TypeAlias = Callable[[Any, str, str], Drawn]
"""Draws something on paper of a size, under a watermark; found by its name in the press."""

Made = TypeVar("Made")

Keep: TypeAlias = Callable[[Drawn], None]


@dataclass
class _Job:
    task: Callable[..., Any]
    args: tuple[Any, ...]
    cpu: float
    keep: Keep | None
    outcome: Future[Any] = field(default_factory=Future)
    given_up: bool = False


class Press:
    """Draws papers, one at a time, in a process of its own.

    Starts with the first paper, or with ``start``; a web process has one, for as long as it runs.
    ``size`` is the paper's, A4 or Letter, or says it anew for each paper.
    """

    def __init__(
        self,
        size: str | Callable[[], str] = "A4",
        watermark: str = "",
        limits: Limits | None = None,
        nice: int = FIRST,
    ) -> None:
        self.size = size if callable(size) else lambda: size
        self.watermark = watermark
        self.limits = limits or Limits()
        self.nice = nice
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._machine: Machine | None = None
        self._lock = threading.Lock()
        self._state = "the press has not started yet"

    def nicely(self) -> Press:
        """A press like this one that gives way to everybody else: for what nobody waits for."""
        return Press(self.size, self.watermark, self.limits, nice=REDRAW)

    def draw(
        self,
        record: Record,
        size: str = "",
        history: History = NO_HISTORY,
        issue: Issue = UNNUMBERED,
    ) -> Drawn:
        """The paper of a record, as soon as it is drawn. Raises NoPaper."""
        task = partial(_draw, history=history, issue=issue)
        return cast(Drawn, self._drawn(self._put(task, record, size)))

    def make(
        self,
        task: Callable[[Any, str, str], Made],
        of: Any,
        size: str = "",
        cpu: float = 0.0,
        keep: Keep | None = None,
    ) -> Made:
        """Anything else: what ``task`` draws of ``of``, or finds in it. Raises NoPaper.

        Whoever asks waits no longer than the press's patience. Given to ``keep``, what comes
        later is not in vain; it runs in the press's thread.
        """
        job = self._put(task, of, size, cpu, keep)
        try:
            return cast(Made, self._drawn(job, self.limits.patience))
        except TimeoutError:
            job.given_up = keep is None
            raise NoPaper("busy") from None

    def ready(self) -> bool | str:
        """True while papers come out, else why not."""
        return self._state or True

    def start(self) -> None:
        """Start the process and warm it up, in the background."""
        with self._lock:
            if self._thread is None:
                from .machine import Machine

                self._machine = Machine(self.limits, self.nice)
                work = partial(self._work, self._machine)
                self._thread = threading.Thread(target=work, name="press", daemon=True)
                self._thread.start()
                atexit.register(self.close)

    def close(self) -> None:
        """End the process now. What was not drawn yet is not; a press can be started again.

        One that only starts is not waited for, which takes seconds on a busy machine: it finds
        nobody there to send, and ends.
        """
        with self._lock:
            thread, machine = self._thread, self._machine
            if thread is not None and machine is not None:
                machine.leave()
                self._jobs.put(None)
                thread.join(BRIEFLY)
                while thread.is_alive() and not machine.is_starting:
                    thread.join(BRIEFLY)
                atexit.unregister(self.close)

    def _put(
        self,
        task: Callable[..., Any],
        of: Any,
        size: str,
        cpu: float = 0.0,
        keep: Keep | None = None,
    ) -> _Job:
        args = (of, size or self.size(), self.watermark)
        job = _Job(task, args, cpu or self.limits.cpu, keep)
        self._jobs.put(job)
        self.start()
        return job

    def _drawn(self, job: _Job, patience: float | None = None) -> Any:
        outcome = job.outcome.result(patience)
        if isinstance(outcome, NoPaper):
            raise outcome
        return outcome

    def _work(self, machine: Machine) -> None:
        """The press's one thread. Should it fail, nobody waits; the next job starts another."""
        try:
            self._serve(machine)
        finally:
            self._thread = None
            machine.stop()
            with suppress(Empty):
                while job := self._jobs.get_nowait():
                    job.outcome.set_result(NoPaper("stopped"))

    def _serve(self, machine: Machine) -> None:
        """It alone makes, feeds and ends the process."""
        self._note(machine.run(_warm, (self.size(),), WARMING * self.limits.cpu))
        while job := self._jobs.get():
            if job.given_up:
                continue
            outcome: Any = NoPaper("stopped")
            try:
                outcome = machine.run(job.task, job.args, job.cpu)
                if job.keep and isinstance(outcome, Drawn):
                    job.keep(outcome)
            finally:
                self._note(outcome)
                job.outcome.set_result(outcome)

    def _note(self, outcome: object) -> None:
        self._state = str(outcome) if isinstance(outcome, NoPaper) else ""


def _draw(*args: Any, **kwargs: Any) -> Drawn:
    """A paper. This and the next run in the press: what they import is imported there alone."""
    from .drawing import draw

    return draw(*args, **kwargs)


def _warm(size: str, watermark: str = "") -> Drawn:
    from .drawing import warm

    return warm(size)
