"""Set-up: a piece is made once, made again when it must be, and says what it cannot make."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.house.tree import HOUSE


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(HOUSE / "tools")
    return importlib.import_module("setup")


@pytest.fixture
def a_piece(tool: ModuleType, tmp_path: Path) -> Callable[..., Any]:
    """A piece that makes one file from one list; both lie in the test's own folder."""
    (tmp_path / "list").write_text("bread")

    def piece(**changes: Any) -> Any:
        made = tmp_path / "made"
        plain = tool.Piece(
            "A piece", tmp_path / "stamp", [tmp_path / "list"], [made], made.touch, ""
        )
        return plain._replace(**changes)

    return piece


def test_a_piece_is_made_once(tool: ModuleType, a_piece: Callable[..., Any]):
    assert tool.settle(a_piece()) is True
    assert tool.settle(a_piece()) is False


def test_a_piece_is_made_again_when_its_list_has_changed(
    tool: ModuleType, a_piece: Callable[..., Any], tmp_path: Path
):
    tool.settle(a_piece())
    (tmp_path / "list").write_text("bread and milk")
    assert tool.settle(a_piece()) is True


def test_a_piece_is_made_again_when_it_is_gone(
    tool: ModuleType, a_piece: Callable[..., Any], tmp_path: Path
):
    tool.settle(a_piece())
    (tmp_path / "made").unlink()
    assert tool.settle(a_piece()) is True


def test_a_piece_that_can_be_done_without_stops_nothing(
    tool: ModuleType, a_piece: Callable[..., Any], capsys: pytest.CaptureFixture[str]
):
    piece = a_piece(make=lambda: tool.run("false"), without_it="pages have no pictures")
    assert tool.settle(piece) is True
    assert "Without it, pages have no pictures." in capsys.readouterr().err
    assert not piece.is_done()


def test_a_piece_that_nothing_works_without_stops_set_up(
    tool: ModuleType, a_piece: Callable[..., Any]
):
    with pytest.raises(tool.Stuck, match="This failed: false"):
        tool.settle(a_piece(make=lambda: tool.run("false")))


def test_what_may_not_be_installed_is_named_in_one_line(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    system = sys.modules["system"]
    lacking = [
        system.Need("run", "drawing", "libpaper libink", lambda: False),
        system.Need("test", "looking", "glasses", lambda: False),
    ]
    monkeypatch.setattr(system, "NEEDS", lacking)
    monkeypatch.setattr(system, "AS_ROOT", ["false"])
    assert system.settle_needs("test") is True
    said = "Missing for drawing and for looking: sudo apt-get install libpaper libink glasses\n"
    assert capsys.readouterr().out == said


def test_after_set_up_there_is_nothing_left_to_make_that_is_needed(tool: ModuleType):
    needed = [piece for piece in tool.pieces("test", []) if not piece.without_it]
    assert [piece.name for piece in needed if not piece.is_done()] == []


def test_help_says_what_set_up_can_be_for():
    command = [sys.executable, "tools/setup.py", "--help"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    assert "run: what the kiosk needs" in done.stdout
