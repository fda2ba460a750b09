"""What others made goes out with their licences, and none is forgotten when a package comes."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.house.tree import HOUSE
from tests.walks.clinic import Clinic

VENDOR = HOUSE / "static" / "vendor"
PACKAGES = HOUSE / ".cache" / "front" / "node_modules"
MEND = "type `make ready`, which runs tools/notices.py"


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(HOUSE / "tools")
    return importlib.import_module("notices")


def test_the_notices_are_those_of_what_is_installed(tool: ModuleType):
    kept = (VENDOR / tool.WHOLE).read_text("utf-8")
    assert kept == tool.notices(PACKAGES), f"static/vendor/{tool.WHOLE} is stale: {MEND}"


def test_both_faces_lie_beside_their_licence(tool: ModuleType):
    for name in tool.BESIDE_FACES:
        said = (VENDOR / name).read_text("utf-8")
        assert said == tool.face_licences(PACKAGES), f"static/vendor/{name} is stale: {MEND}"
        assert said.count("SIL OPEN FONT LICENSE Version 1.1") == len(tool.FACES)


def test_every_package_that_the_kiosk_needs_is_named(tool: ModuleType):
    said = (VENDOR / tool.WHOLE).read_text("utf-8").lower()
    named = [*tool.front(), *(each.name for each in tool.installed())]
    assert len(named) > 30
    assert [name for name in named if f"\n{name.lower()}" not in said] == []


def test_a_package_without_a_licence_is_not_shipped(tool: ModuleType):
    class Bare:
        name = "bare"
        files: tuple[Any, ...] = ()

    with pytest.raises(tool.Unlicensed, match="bare brings no licence"):
        tool.texts_of(Bare())


def test_anyone_may_read_them_and_nobody_reads_a_version(clinic: Clinic, tool: ModuleType):
    with clinic.app.test_request_context():
        static_files = importlib.import_module("kiosk.web.http.static_files")
        address = static_files.address(f"vendor/{tool.WHOLE}")
    answer = clinic.app.test_client().get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    flask = tool.pinned()["flask"]
    assert "Pallets" in answer.text
    assert f"Flask {flask}" not in answer.text
    assert Path(address).name == tool.WHOLE
