"""The payload of a backup: its manifest, then the copy it tells of, sealed as one."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from ..engine.keys import Keys
from ..errors import BadBackup
from . import sealed_file
from .folder import written
from .manifest import Manifest

_LENGTH = struct.Struct(">I")

Progress = Callable[[int, int], None]
"""Told how many bytes of how many are done."""


def put(keys: Keys, file: Path, manifest: Manifest, copy: Path, progress: Progress) -> None:
    """Seal manifest and copy into ``file``, and read it back from there. Raises NoBackup."""
    seen = hashlib.sha256()
    told = manifest.as_bytes()
    length = _LENGTH.size + len(told) + copy.stat().st_size

    def parts() -> Iterator[bytes]:
        done = 0
        for part in chain((_LENGTH.pack(len(told)) + told,), _read(copy)):
            seen.update(part)
            done += len(part)
            progress(done, length)
            yield part

    with written(file) as out:
        sealed_file.write(keys, out, sealed_file.BACKUP, length, parts())
    try:
        _is_as_sealed(keys, file, seen.digest())
    except BadBackup:
        file.unlink()
        raise


def take_out(keys: Keys, file: Path, copy: Path) -> Manifest:
    """Open a backup whole: its copy into a new file, for its owner alone. Raises BadBackup."""
    copy.touch(mode=0o600)
    told: Manifest | None = None
    with copy.open("wb") as out:
        for manifest, part in _opened(keys, file):
            told = manifest
            out.write(part)
    if told is None:
        raise BadBackup(f"{file} holds no manifest: it is no whole backup.")
    return told


def _opened(keys: Keys, file: Path) -> Iterator[tuple[Manifest, bytes]]:
    """The manifest with each part of the copy."""
    held, manifest = b"", None
    for part in sealed_file.read(keys, file, sealed_file.BACKUP):
        if manifest is not None:
            yield manifest, part
            continue
        held += part
        if len(held) < _LENGTH.size:
            continue
        ends = _LENGTH.size + _LENGTH.unpack_from(held)[0]
        if len(held) >= ends:
            manifest = Manifest.from_bytes(held[_LENGTH.size : ends])
            yield manifest, held[ends:]


def _is_as_sealed(keys: Keys, file: Path, seen: bytes) -> None:
    """A disk that keeps something else than it was given is found now, and not when it counts."""
    read = hashlib.sha256()
    for part in sealed_file.read(keys, file, sealed_file.BACKUP):
        read.update(part)
    if read.digest() != seen:
        raise BadBackup(f"{file} does not hold what was written to it: use another disk.")


def _read(copy: Path) -> Iterator[bytes]:
    with copy.open("rb") as file:
        while part := file.read(sealed_file.CHUNK):
            yield part
