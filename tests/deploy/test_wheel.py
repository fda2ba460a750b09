"""A wheel would lack templates and typefaces: whoever asks for one is told what to type."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import HOUSE, text

HOOKS = ("get_requires_for_build_wheel", "build_wheel", "build_sdist", "build_editable")


def test_pip_is_told_in_one_line_that_the_kiosk_runs_from_its_checkout(
    monkeypatch: pytest.MonkeyPatch,
):
    asked = tomllib.loads(text(Path("pyproject.toml")))["build-system"]
    monkeypatch.syspath_prepend(HOUSE / asked["backend-path"][0])
    backend = importlib.import_module(asked["build-backend"])
    for hook in HOOKS:
        with pytest.raises(SystemExit) as ended:
            getattr(backend, hook)("wheels")
        assert "runs from its checkout" in str(ended.value)
        assert "\n" not in str(ended.value)
