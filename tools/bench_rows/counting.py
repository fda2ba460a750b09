"""Instructions of stretches of a program, each counted by itself in one run under callgrind."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from .measure import ROOT

CALLED_BACK = "closure_fcn"
"""What of Python's own ctypes stands around a function that C calls back: only that is counted."""

_KIND = ctypes.CFUNCTYPE(ctypes.c_int)


UNDER_CALLGRIND = "BENCH_UNDER_CALLGRIND"
"""Tells a module of the bench that what it does is counted."""


@cache
def _counts_from_now() -> None:
    """Let callgrind look from the first stretch on: what leads there takes a tenth of the time."""
    if UNDER_CALLGRIND in os.environ:
        subprocess.run(
            ["callgrind_control", "--instr=on", str(os.getpid())],
            check=True,
            stdout=subprocess.DEVNULL,
        )


def counted(task: Callable[[], object]) -> None:
    """Do this as one stretch. Outside callgrind it is simply done."""
    _counts_from_now()
    faults: list[BaseException] = []

    def stretch() -> int:
        try:
            task()
        except BaseException as fault:  # noqa: BLE001 - C would swallow it
            faults.append(fault)
        return 0

    _KIND(ctypes.cast(_KIND(stretch), ctypes.c_void_p).value or 0)()
    if faults:
        raise faults[0]


def stretches(
    program: str, *words: str, python: str | Path = sys.executable, given: str = ""
) -> tuple[list[int], str]:
    """Instructions of each stretch of a module of the bench, in order, and what it wrote.

    Counts repeat within 1 %, on a busy machine as well. Slow: all of it takes fifty times as long.
    """
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        counts = Path(name) / "counts"
        callgrind = [
            *("valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}"),
            *("--instr-atstart=no", "--collect-atstart=no", f"--toggle-collect={CALLED_BACK}"),
            f"--dump-after={CALLED_BACK}",
        ]
        said = subprocess.run(
            [*callgrind, python, "-m", program, *words],
            cwd=ROOT,
            check=True,
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={
                **os.environ,
                "PYTHONHASHSEED": "0",
                "PYTHONPATH": f"{ROOT}:{ROOT / 'tools'}",
                UNDER_CALLGRIND: "yes",
            },
        ).stdout
        files = sorted(Path(name).glob("counts.*"), key=lambda each: int(each.suffix[1:]))
        found = [_total(file) for file in files]
    if not any(found):
        raise RuntimeError("Nothing was counted: this needs a Python that keeps its symbols.")
    return found, said


def _total(file: Path) -> int:
    found = re.search(r"^(?:totals|summary): (\d+)", file.read_text("latin-1"), re.MULTILINE)
    return int(found[1]) if found else 0
