"""The bill of materials: whole, in a form that other programs read, and of what is locked."""

from __future__ import annotations

import importlib
import json
from datetime import UTC, datetime
from importlib.metadata import requires
from importlib.util import find_spec
from types import ModuleType

import pytest

from kiosk.version import VERSION
from tests.house.test_locks import LOCKS, pins
from tests.house.tree import HOUSE

pytestmark = pytest.mark.long

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(HOUSE / "tools")
    return importlib.import_module("sbom")


@pytest.mark.skipif(not find_spec("cyclonedx"), reason="what judges the bill is not installed")
def test_the_bill_keeps_the_rules_of_its_form(tool: ModuleType):
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    judge = JsonStrictValidator(SchemaVersion.V1_6)
    bill = tool.bill(NOW)
    assert judge.validate_str(json.dumps(bill)) is None
    del bill["components"][0]["name"]
    assert judge.validate_str(json.dumps(bill)) is not None, "the judge lets everything pass"


def test_every_pinned_package_that_is_installed_is_on_the_bill_at_its_pin(tool: ModuleType):
    bill = {tool.plain(part["name"]): part.get("version") for part in tool.bill(NOW)["components"]}
    locked = {n: v for lock in LOCKS if lock.stem == "run" for n, v in pins(lock).items()}
    assert locked.items() <= bill.items()
    assert tool.lacking() == []


def test_it_names_the_front_end_and_what_draws_the_paper(tool: ModuleType):
    bill = tool.bill(NOW)
    urls = " ".join(part["purl"] for part in bill["components"])
    for purl in ("pkg:npm/htmx.org@", "pkg:npm/%40fontsource/", "pkg:deb/debian/libpango-1.0-0"):
        assert purl in urls, f"tools/sbom.py leaves out {purl}"
    assert bill["metadata"]["component"]["version"] == VERSION


def test_everything_on_it_is_needed_by_something(tool: ModuleType):
    bill = tool.bill(NOW)
    needed = {each for line in bill["dependencies"] for each in line["dependsOn"]}
    assert {part["bom-ref"] for part in bill["components"]} == needed
    of_weasyprint = next(
        line["dependsOn"] for line in bill["dependencies"] if line["ref"] == "weasyprint"
    )
    direct = {tool.needed(line).name for line in requires("weasyprint") or () if ";" not in line}
    assert direct == set(of_weasyprint)


def test_a_package_at_another_version_than_its_pin_is_told(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
):
    pinned = {**tool.pinned(), "flask": "0.1"}
    monkeypatch.setattr(tool, "pinned", lambda: pinned)
    assert tool.lacking() == ["flask"]
