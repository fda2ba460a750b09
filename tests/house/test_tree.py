"""What must never stand in a file that travels: secrets, addresses, traces of one machine."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.tree import HOUSE, text, written_files

TOP = {
    ".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
    "deploy", "docs", "kiosk", "pyproject.toml", "static", "templates", "tests", "tools", "wsgi.py",
}  # fmt: skip
MADE_HERE = {".git", ".venv", ".cache", ".hypothesis", ".coverage", "data", "__pycache__"}
# Taken apart, so that this file does not hold what it looks for.
HOSTS = re.compile(
    r"py(?:)pi\.org|pythonhosted(?:)\.org|npmjs(?:)\.|debian(?:)\.org|unpkg(?:)\.com"
    r"|jsdelivr(?:)\.net|cdnjs(?:)\.|googleapis(?:)\.com|gstatic(?:)\.com"
)
MACHINE = re.compile(r"(?<![\w./-])/(?:work|farm|root|home/\w+)/")
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30}")
UNFINISHED = re.compile(r"\b(?:TO(?:)DO|FIX(?:)ME|X(?:)XX)\b")
SILENCED = re.compile(
    r"# (?:ruff: noqa|mypy: ignore-errors)|# (?:noqa|type: ignore)\s*$", re.MULTILINE
)


def holding(pattern: re.Pattern[str]) -> dict[Path, list[str]]:
    """What each of our files has of this kind; nothing for those that have none."""
    found = {path: pattern.findall(text(path)) for path in written_files()}
    return {path: lines for path, lines in found.items() if lines}


def test_no_file_names_a_package_host():
    assert holding(HOSTS) == {}


def test_no_file_knows_a_single_machine():
    assert holding(MACHINE) == {}


def test_no_file_carries_a_secret():
    assert holding(SECRET) == {}


def test_nothing_is_marked_as_unfinished():
    assert holding(UNFINISHED) == {}


def test_a_check_is_silenced_for_one_line_and_one_reason_only():
    assert holding(SILENCED) == {}


def test_nothing_else_lies_at_the_top():
    found = {path.name for path in HOUSE.iterdir() if "_cache" not in path.name}
    assert found - MADE_HERE - TOP == set()
