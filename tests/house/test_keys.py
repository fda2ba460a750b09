"""Keys are for ever: answers of long ago are kept under them."""

from __future__ import annotations

from pathlib import Path

from tests.house.keys import keys_in_use

WRITTEN = (Path(__file__).parent / "keys.txt").read_text(encoding="utf-8").splitlines()
RETIRED = {line.removeprefix("retired ") for line in WRITTEN if line.startswith("retired ")}
LIVING = {line for line in WRITTEN if line and line[0] != "#" and not line.startswith("retired ")}
IN_USE = list(keys_in_use())


def test_every_key_in_use_is_written_down():
    """A new key is a new line in keys.txt."""
    assert [key for key in IN_USE if key not in LIVING | RETIRED] == []


def test_no_key_disappears():
    """A key that is not asked any more stays in keys.txt, with "retired" before it."""
    assert sorted(LIVING - set(IN_USE)) == []


def test_a_retired_key_is_never_used_again():
    assert sorted(RETIRED & set(IN_USE)) == []


def test_no_key_is_written_down_twice():
    assert len(WRITTEN) == len(set(WRITTEN))
