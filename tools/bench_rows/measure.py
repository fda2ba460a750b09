"""How figures are taken: in rounds that take turns, the least CPU of each, or by callgrind."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

Task = Callable[[], object]

COUNTED = """
import contextlib, ctypes, os, resource, subprocess, sys
PR_SET_CHILD_SUBREAPER = 36
ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
with contextlib.suppress(ChildProcessError):
    while True:
        os.wait()
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(spent.ru_utime + spent.ru_stime)
"""
"""A program's CPU with that of all its children: those it leaves behind come to us and are waited
for. Chromium's renderers are half of it, and Chromium waits for none of them."""


@dataclass(frozen=True)
class Row:
    """One budget with its figure."""

    number: str
    what: str
    budget: str
    figure: str
    met: bool


def least_cpu(
    tasks: dict[str, Task],
    rounds: int,
    times: int,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, float]:
    """Seconds of CPU of one run of each task: the least of all rounds, which take turns."""
    least = dict.fromkeys(tasks, float("inf"))
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, task in tasks.items():
                start = clock()
                for _ in range(times):
                    task()
                least[name] = min(least[name], (clock() - start) / times)
    finally:
        gc.enable()
    return least


def cpu_of_all(words: Sequence[str], given: bytes = b"") -> float:
    """Seconds of CPU of a program with everything that it starts."""
    counted = [sys.executable, "-c", COUNTED, *words]
    done = subprocess.run(counted, input=given, check=True, cwd=ROOT, stdout=subprocess.PIPE)
    return float(done.stdout)


def instructions(code: str, given: bytes, few: int = 1, many: int = 3) -> float:
    """Instructions of one more turn of this Python, which is told how many turns to take.

    Counted by callgrind, twice, so that starting and warming up fall out. Slow: a turn takes fifty
    times as long.
    """
    counted = {turns: _counted(code, given, turns) for turns in (few, many)}
    return (counted[many] - counted[few]) / (many - few)


def _counted(code: str, given: bytes, turns: int) -> int:
    words = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable]
    said = subprocess.run(
        [*words, "-c", code, str(turns)],
        input=given,
        check=True,
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    ).stderr
    found = re.search(rb"Collected : (\d+)", said)
    if found is None:
        raise RuntimeError(said[-500:].decode(errors="replace"))
    return int(found[1])
