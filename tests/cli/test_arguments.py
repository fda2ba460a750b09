"""What a command is given is read, or refused in one sentence, the same everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.running import asks
from tests.walks.clinic import Clinic

pytestmark = pytest.mark.process


@pytest.mark.parametrize(
    "words", [["export", "--format", "csv"], ["audit"]], ids=["export", "audit"]
)
def test_days_that_run_backwards_are_refused_and_nothing_is_noted(
    data: Path, opened: Clinic, words: list[str]
):
    days = ["--from", "2026-03-11", "--to", "2026-03-10", "--reason", "x"]
    said = asks(data, *words, *days)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == "--to is 2026-03-10, which is before --from.\n"
    assert opened.audit("export") == []


def test_the_audit_of_nobody_is_refused_in_a_sentence(data: Path):
    days = ["--from", "2026-03-10", "--to", "2026-03-10", "--reason", "x"]
    said = asks(data, "audit", *days, "--client-of", "zzz")
    assert (said.returncode, said.stderr) == (1, "There is no record or client zzz.\n")
