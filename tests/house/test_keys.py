"""Keys are for ever: answers of long ago are kept under them."""

from __future__ import annotations

from pathlib import Path

from tests.house.keys import keys_in_use, of_languages

KEYS = "tests/house/keys.txt"
WRITTEN = (Path(__file__).parent / "keys.txt").read_text(encoding="utf-8").splitlines()
RETIRED = {line.removeprefix("retired ") for line in WRITTEN if line.startswith("retired ")}
LIVING = {line for line in WRITTEN if line and line[0] != "#" and not line.startswith("retired ")}
IN_USE = list(keys_in_use())


def test_every_key_in_use_is_written_down():
    new = [key for key in IN_USE if key not in LIVING | RETIRED | of_languages()]
    assert not new, f"{len(new)} new keys. Add these lines to {KEYS}:\n" + "\n".join(new)


def test_no_key_disappears():
    gone = sorted(LIVING - set(IN_USE))
    assert not gone, (
        f"Answers are kept under these for ever: bring them back, or change their lines in {KEYS} "
        "to\n" + "\n".join(f"retired {key}" for key in gone)
    )


def test_a_retired_key_is_never_used_again():
    again = sorted(RETIRED & set(IN_USE))
    assert not again, f"Old answers mean something else by {again}: give the new things other keys."


def test_no_key_is_written_down_twice():
    twice = sorted({line for line in WRITTEN if line and WRITTEN.count(line) > 1})
    assert not twice, f"{KEYS} says these twice; take one line of each out:\n" + "\n".join(twice)
