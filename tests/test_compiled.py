"""What is kept beside byte-code is what the text says, whatever becomes of either."""

from __future__ import annotations

import os
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import pytest

from kiosk.compiled import compiled


class Told:
    """A text that says how often it was read."""

    def __init__(self, folder: Path) -> None:
        self.file, self.beside, self.times = folder / "told.po", folder / "all.pot", 0
        self.file.write_text("one", "utf-8")
        self.beside.write_text("all", "utf-8")

    def read(self) -> str:
        self.times += 1
        return self.file.read_text("utf-8")

    def said(self, part: int = 1) -> Any:
        return compiled(self.file, [self.beside], [lambda: len(self.read()), self.read], part)

    @property
    def kept(self) -> Path:
        return Path(cache_from_source(str(self.file))).with_suffix(".kept")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return Told(tmp_path)


def test_a_text_is_read_once_for_all_its_parts(told: Told):
    first = told.said()
    read = told.times
    assert (first, told.said(), told.said(part=0)) == ("one", "one", 3)
    assert told.times == read


def test_a_changed_text_is_read_anew(told: Told):
    told.said()
    told.file.write_text("three", "utf-8")
    assert told.said() == "three"


def test_what_lies_beside_it_counts_as_well(told: Told):
    told.said()
    read = told.times
    os.utime(told.beside, ns=(1, 1))
    assert told.said() == "one"
    assert told.times > read


@pytest.mark.parametrize("harm", [b"", b"nothing of ours", b"i\x01\x00\x00\x00"], ids=repr)
def test_what_was_damaged_is_read_anew(told: Told, harm: bytes):
    told.said()
    told.kept.write_bytes(harm)
    assert told.said() == "one"


def test_what_was_cut_short_is_read_anew(told: Told):
    told.said()
    whole = told.kept.read_bytes()
    for length in range(len(whole)):
        told.kept.write_bytes(whole[:length])
        assert told.said() == "one"


def test_a_place_that_cannot_be_written_to_is_only_slower(told: Told):
    told.kept.parent.write_text("a file where the folder would be", "utf-8")
    assert (told.said(), told.said()) == ("one", "one")
    assert told.times > 2
