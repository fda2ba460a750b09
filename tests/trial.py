"""Trials: how much of each thing is tried, how far it is, and the figure that comes of it.

``pytest --count 1000`` says how many kills, cuts, posts, papers or examples; without it each test
tries as few as the suite needs, or as many as it promises in `make torture`. ``tools/torture.py``
reads the figures and writes docs/reliability.md.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

EVERY = 10.0
"""Seconds between two lines that say how far a trial is."""

_said: dict[str, Any] = {"count": None, "minutes": None, "figures": None}


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("trials")
    group.addoption("--count", type=int, help="how many kills, cuts, posts, papers or examples")
    group.addoption("--minutes", type=float, help="how long tablets are at work")
    group.addoption("--figures", type=Path, help="a file to add the figures to, a line each")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    for name in _said:
        _said[name] = config.getoption(name)
    if _said["count"]:
        many = settings(settings.get_profile("kiosk"), max_examples=_said["count"])
        settings.register_profile("counted", many)
        settings.load_profile("counted")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A test that is skipped has tried nothing, and says so among the figures."""
    if report.skipped:
        _tells({"skipped": report.nodeid})


def _tells(line: dict[str, Any]) -> None:
    """One more line for whoever wants figures."""
    if _said["figures"]:
        with _said["figures"].open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def examples(few: int) -> int:
    """How many examples a test of hypothesis tries that cannot have a hundred in the suite."""
    return _said["count"] or few


@dataclass
class Trial:
    """One trial under way."""

    last: float
    """When it last said how far it is."""

    def of(self, number: int) -> int:
        """How many are to be tried: so many, unless the command says otherwise."""
        return _said["count"] or number

    def minutes(self, number: float) -> float:
        """How long it is to go on, likewise."""
        return _said["minutes"] or number

    def is_at(self, done: int, of: int, more: str = "") -> None:
        """Say now and then how far it is, where figures are wanted."""
        now = time.monotonic()
        if _said["figures"] and now - self.last > EVERY:
            self.last = now
            print(f"  {done:,} of {of:,} {more}", file=sys.__stderr__, flush=True)

    def found(self, figure: str, tried: int, name: str = "", *, met: bool = True) -> None:
        """What came of it, so many times, and whether that is what the goal wants.

        ``name`` where a test has more than one figure.
        """
        _tells({"name": name, "figure": figure, "tried": tried, "met": met})


@pytest.fixture
def trial() -> Trial:
    """What this test tries, and tells of."""
    return Trial(time.monotonic())
