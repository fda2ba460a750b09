"""Where a command writes to: a file for its owner alone, whole or not at all."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.commands import to_file


def writes(to: Path, said: bytes) -> None:
    with to_file(to) as out:
        for part in (said[:2], said[2:]):
            out.write(part)
            out.flush()


def test_whoever_may_read_what_lay_beside_it_does_not_read_the_file(tmp_path: Path):
    file, beside = tmp_path / "out.csv", tmp_path / "out.csv.part"
    beside.write_bytes(b"something else")
    beside.chmod(0o666)
    writes(file, b"private")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"private", 0o600)
    assert beside.read_bytes() == b"something else"


def test_two_at_once_leave_one_whole_file(tmp_path: Path):
    file = tmp_path / "out.csv"
    with to_file(file) as one, to_file(file) as other:
        one.write(b"the first")
        other.write(b"another one")
    assert file.read_bytes() == b"the first"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


def test_what_fails_on_the_way_leaves_what_was_there(tmp_path: Path):
    file = tmp_path / "out.csv"
    file.write_bytes(b"before")
    with pytest.raises(TypeError):
        writes(file, "no bytes")  # type: ignore[arg-type]  # whatever fails while it is written
    assert file.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


def test_a_link_and_a_pipe_stay_what_they_are(tmp_path: Path):
    file, link, pipe = (tmp_path / name for name in ("file", "link", "pipe"))
    file.write_bytes(b"before")
    link.symlink_to(file)
    writes(link, b"through a link")
    assert (link.is_symlink(), file.read_bytes()) == (True, b"through a link")
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as other_end:
        read = other_end.submit(pipe.read_bytes)
        writes(pipe, b"through a pipe")
        assert read.result() == b"through a pipe"
    assert pipe.is_fifo()
