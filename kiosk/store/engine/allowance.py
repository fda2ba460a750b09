"""An allowance: what one page of the staff may cost before it is given up, so that tablets go on.

It is counted in the processor time of the page's own thread: a busy machine takes nothing from it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from ..errors import TooMuch

_LOOKS = 16
"""Between two looks at the clock: a look costs as much as opening a card."""


@dataclass
class _Allowance:
    until: float
    """By the thread's processor clock, in seconds."""
    has_left: Callable[[], bool]
    asked: int = field(default=0)

    @property
    def is_over(self) -> bool:
        return time.thread_time() > self.until or self.has_left()


_MINE: ContextVar[_Allowance | None] = ContextVar("allowance", default=None)


@contextmanager
def allowed(seconds: float, has_left: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Let what is done inside cost so much processor time, and no more once nobody waits for it.

    Raises TooMuch out of the reading, or the writing, that went over it.
    """
    token = _MINE.set(_Allowance(time.thread_time() + seconds, has_left))
    try:
        yield
    finally:
        _MINE.reset(token)


def spend() -> None:
    """Something was opened. Raises TooMuch where that was too much; to say so is free again."""
    mine = _MINE.get()
    if mine is None:
        return
    mine.asked += 1
    if mine.asked % _LOOKS == 0 and mine.is_over:
        end()
        raise TooMuch


def end() -> None:
    """What is done from here on is free: the page that says what was too much."""
    _MINE.set(None)


def is_limited() -> bool:
    """Whether there is an allowance to keep to."""
    return _MINE.get() is not None


def is_over() -> bool:
    """Whether it is used up: asked by SQLite in the middle of a statement."""
    mine = _MINE.get()
    return mine is not None and mine.is_over
