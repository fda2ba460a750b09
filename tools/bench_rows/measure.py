"""How figures are taken: in rounds that take turns, least CPU of each, medians for wall time."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Task = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One budget with its figure."""

    number: str
    what: str
    budget: str
    figure: str
    met: bool


def least_cpu(tasks: dict[str, Task], rounds: int, times: int) -> dict[str, float]:
    """Seconds of CPU of one run of each task: the least of all rounds, which take turns."""
    least = dict.fromkeys(tasks, float("inf"))
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, task in tasks.items():
                start = time.process_time()
                for _ in range(times):
                    task()
                least[name] = min(least[name], (time.process_time() - start) / times)
    finally:
        gc.enable()
    return least


def median_wall(tasks: dict[str, Task], rounds: int) -> dict[str, float]:
    """Seconds of one run of each task, the median of rounds that take turns."""
    seen: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            seen[name].append(time.perf_counter() - start)
    return {name: statistics.median(walls) for name, walls in seen.items()}
