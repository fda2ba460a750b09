"""Serving the demo anew: every change of what it is made of is seen, and nothing else."""

from __future__ import annotations

import importlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.tree import HOUSE
from tests.patience import PATIENCE


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(HOUSE / "tools")
    return importlib.import_module("dev")


def saves(page: Path) -> None:
    os.utime(page, ns=(1, 1))


def adds(page: Path) -> None:
    page.with_name("another.html").touch()


def takes_away(page: Path) -> None:
    page.unlink()


@pytest.mark.parametrize("changes", [saves, adds, takes_away])
def test_the_demo_is_served_anew_after_a_change(
    dev: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    changes: Callable[[Path], None],
):
    page, look, looked = tmp_path / "page.html", dev.seen, threading.Event()
    page.touch()

    def seen(folders: list[Path]) -> dict[Path, int]:
        found: dict[Path, int] = look(folders)
        looked.set()
        return found

    monkeypatch.setattr(dev, "seen", seen)
    waiting = threading.Thread(target=dev.until_changed, args=([tmp_path], 0.01), daemon=True)
    waiting.start()
    assert looked.wait(PATIENCE)
    changes(page)
    waiting.join(PATIENCE)
    assert not waiting.is_alive()


def test_what_python_writes_down_for_itself_is_no_change(dev: ModuleType, tmp_path: Path):
    before = dev.seen([tmp_path])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "page.pyc").touch()
    assert dev.seen([tmp_path]) == before


def test_what_is_watched_is_there(dev: ModuleType):
    assert all(any(folder.iterdir()) for folder in dev.FOLDERS)
