"""What must never stand in a file that travels: secrets, addresses, traces of one machine."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.tree import HOUSE, text, written_files

TOP = {
    ".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
    "SECURITY.md", "deploy", "docs", "kiosk", "pyproject.toml", "static", "templates", "tests",
    "tools", "wsgi.py",
}  # fmt: skip
MADE_HERE = {".git", ".venv", ".cache", ".hypothesis", ".coverage", "__pycache__"}
MADE_HERE |= {"data", "data-keys"}
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
    found = holding(HOSTS)
    assert not found, f"Take the addresses out; whoever installs has their own: {found}"


def test_no_file_knows_a_single_machine():
    found = holding(MACHINE)
    assert not found, f"Name paths from the top of the project, not of one machine: {found}"


def test_no_file_carries_a_secret():
    found = holding(SECRET)
    assert not found, f"Take it out of these files, and have it replaced: {list(found)}"


def test_nothing_is_marked_as_unfinished():
    found = holding(UNFINISHED)
    assert not found, f"Do it now, or leave it and its mark out: {found}"


def test_a_check_is_silenced_for_one_line_and_one_reason_only():
    found = holding(SILENCED)
    assert not found, f"Silence one line with one code, and say why beside it: {found}"


def test_nothing_else_lies_at_the_top():
    found = {path.name for path in HOUSE.iterdir() if "_cache" not in path.name}
    new = found - MADE_HERE - TOP
    assert not new, (
        f"{sorted(new)} at the top: put it in a folder, or name it in TOP of "
        f"tests/house/{Path(__file__).name} and say in README.md what it is."
    )
