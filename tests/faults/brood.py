"""A server that is killed again and again: each is born of one process that knows the code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.faults.running import HOUSE, Server, _env
from tests.patience import until


class Brood(Server):
    """A server that starts in a tenth of the time, and draws no papers."""

    def __init__(self, data: Path, **settings: str) -> None:
        super().__init__(data, **settings)
        self.zygote: subprocess.Popen[str] | None = None
        self.now = 0

    @property
    def first(self) -> int:
        """The process that serves; 0 while none does."""
        return self.now

    def starts(self) -> None:
        """Until it answers."""
        self.zygote = self.zygote or self._conceives()
        assert self.zygote.stdin
        assert self.zygote.stdout
        self.zygote.stdin.write("one\n")
        self.zygote.stdin.flush()
        self.now = int(self.zygote.stdout.readline())
        until(self._answers)

    def is_killed(self) -> None:
        """kill -9 for all of it, and wait until its port is free."""
        if self.now:
            with suppress(ProcessLookupError):
                os.killpg(self.now, signal.SIGKILL)
            until(lambda: not self.family())
            self.now = 0

    def ends(self) -> None:
        """It, and whatever bore it."""
        self.is_killed()
        if self.zygote:
            with self.zygote:
                self.zygote.kill()

    def _conceives(self) -> subprocess.Popen[str]:
        with self.log.open("a") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.faults.zygote"],
                cwd=HOUSE,
                env=_env(self.data, {**self.settings, "KIOSK_PORT": str(self.port)}),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
