"""Steady: how much time has really passed, whatever the clock on the wall is set to.

A wall clock tells people when something was; it can be set, and then it is no stopwatch. What
begins and ends by itself (an idle intake, a sign-in, a code) is therefore kept in marks of a clock
that runs while the machine runs or sleeps, and that nobody can set. ``jumps`` keeps that clock
going across restarts, and in step with the other machines on this database.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Protocol, overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, order=True)
class Steady:
    """A mark of the steady clock. Two of them tell how much time lies between; none is a date."""

    microseconds: int

    @classmethod
    def first(cls, wall: datetime) -> Steady:
        """The mark a database begins with: what the wall said then."""
        return cls((wall - _EPOCH) // _MICROSECOND)

    def __add__(self, time: timedelta) -> Steady:
        return Steady(self.microseconds + time // _MICROSECOND)

    @overload
    def __sub__(self, other: Steady) -> timedelta: ...
    @overload
    def __sub__(self, other: timedelta) -> Steady: ...
    def __sub__(self, other: Steady | timedelta) -> timedelta | Steady:
        if isinstance(other, Steady):
            return timedelta(microseconds=self.microseconds - other.microseconds)
        return self + -other


class Clock(Protocol):
    """What a machine has to tell the time with."""

    @property
    def boot_id(self) -> str:
        """Another one each time the machine starts."""
        ...

    def __call__(self) -> datetime:
        """What the wall says: aware, in UTC, and settable by anybody."""
        ...

    def since_boot(self) -> timedelta:
        """How long the machine has run or slept since it was started."""
        ...


class MachineClock:
    """The clocks of the machine we run on."""

    @cached_property
    def boot_id(self) -> str:
        """The kernel's own; where it tells none, each process counts for itself."""
        try:
            return _BOOT_ID.read_text().strip()
        except OSError:
            return secrets.token_urlsafe(16)

    def __call__(self) -> datetime:
        return datetime.now(UTC)

    def since_boot(self) -> timedelta:
        """Sleep counts: CLOCK_MONOTONIC would leave it out."""
        return timedelta(microseconds=time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000)


THIS_MACHINE = MachineClock()


@dataclass(frozen=True)
class Look:
    """Both clocks of a machine, read at once."""

    wall: datetime
    since_boot: timedelta
    boot_id: str


class Stopwatch:
    """The steady clock of this process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.begun = self.look()
        self._at_boot = Steady.first(self.begun.wall) - self.begun.since_boot

    def look(self) -> Look:
        """What the machine's clocks say now."""
        return Look(self._clock(), self._clock.since_boot(), self._clock.boot_id)

    def at(self, look: Look) -> Steady:
        """The mark of this moment."""
        return self._at_boot + look.since_boot

    def set(self, look: Look, mark: Steady) -> None:
        """At this moment it is so late; from there on the machine counts."""
        self._at_boot = mark - look.since_boot
