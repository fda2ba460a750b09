"""A disk that remembers: every write and sync of SQLite, and what a power cut would leave of them.

It stands between SQLite and the system as a VFS of SQLite's own kind, in the tests' process, and
hands everything on. What was written and not synced yet may be on a disk after a cut, in any part
and in any order: here each sector of it is kept or lost by the throw of a coin.
"""

from __future__ import annotations

import _sqlite3
import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

SECTOR = 512
"""Bytes that a disk writes as one."""

LOGS = ("", "-wal", "-journal")
"""Endings of the files that a database consists of. What is shared in memory is on no disk."""

# The library that Python itself speaks to, however it was linked.
_library = ctypes.CDLL(_sqlite3.__file__)
_ANY, _INT, _LONG, _TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64, ctypes.c_char_p
# Names go as addresses: SQLite keeps the one that a file was opened by until it is closed.
_OPEN = ctypes.CFUNCTYPE(_INT, _ANY, _ANY, _ANY, _INT, _ANY)
_DELETE = ctypes.CFUNCTYPE(_INT, _ANY, _ANY, _INT)
_WRITE = ctypes.CFUNCTYPE(_INT, _ANY, _ANY, _INT, _LONG)
_TRUNCATE = ctypes.CFUNCTYPE(_INT, _ANY, _LONG)
_SYNC = ctypes.CFUNCTYPE(_INT, _ANY, _INT)


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs``."""

    _fields_ = [
        ("version", _INT), ("size_of_file", _INT), ("longest_path", _INT), ("next", _ANY),
        ("name", _TEXT), ("app", _ANY), ("open", _ANY), ("delete", _ANY), ("others", _ANY * 14),
    ]  # fmt: skip


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``, version 3."""

    _fields_ = [
        ("version", _INT), ("close", _ANY), ("read", _ANY), ("write", _ANY), ("truncate", _ANY),
        ("sync", _ANY), ("others", _ANY * 13),
    ]  # fmt: skip


@dataclass(frozen=True)
class Act:
    """Something that was done to a file of the database, named by its ending."""

    file: str
    kind: str
    at: int = 0
    content: bytes = b""

    def happens(self, to: bytearray) -> None:
        """Do it to the bytes of the file."""
        if self.kind == "truncate":
            del to[self.at :]
        else:
            to.extend(bytes(max(0, self.at - len(to))))
            to[self.at : self.at + len(self.content)] = self.content

    def parts(self) -> Iterator[Act]:
        """What of it may be done or not, each by itself."""
        if self.kind != "write":
            yield self
            return
        for start in range(0, len(self.content), SECTOR):
            piece = self.content[start : start + SECTOR]
            yield Act(self.file, "write", self.at + start, piece)


@dataclass
class Disk:
    """What SQLite did to one database, in the order it did it."""

    database: Path
    before: dict[str, bytes] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    fails: Callable[[], int] = lambda: 0
    """Asked before each act: the code that SQLite is told instead, 0 for none."""

    def unsynced(self) -> list[Act]:
        """What is not on the disk for certain by now."""
        return [act for waiting in _settled(self, len(self.acts))[1].values() for act in waiting]

    def after_a_cut(self, at: int, random: Random, into: Path) -> None:
        """Leave the files as they may be when the power fails after so many acts."""
        files, waiting = _settled(self, at)
        for name, acts in waiting.items():
            for part in (part for act in acts for part in act.parts()):
                if random.random() < 0.5:
                    part.happens(files[name])
        for name, content in files.items():
            into.with_name(into.name + name).write_bytes(content)


def _settled(disk: Disk, at: int) -> tuple[dict[str, bytearray], dict[str, list[Act]]]:
    """The files as they are on the disk for certain, and what was done to each since."""
    files = defaultdict(bytearray, {name: bytearray(was) for name, was in disk.before.items()})
    waiting: dict[str, list[Act]] = defaultdict(list)
    for act in disk.acts[:at]:
        if act.kind in ("write", "truncate"):
            waiting[act.file].append(act)
            continue
        for done in waiting.pop(act.file, []):
            done.happens(files[act.file])
        if act.kind == "delete":
            files.pop(act.file, None)
    return files, waiting


@contextmanager
def recorded(database: Path) -> Iterator[Disk]:
    """Remember what is done to this database by whoever opens it in here, and closes it."""
    there = {name: database.with_name(database.name + name) for name in LOGS}
    disk = Disk(database, {name: at.read_bytes() for name, at in there.items() if at.exists()})
    recorder = _Recorder(disk)
    _library.sqlite3_vfs_register(ctypes.byref(recorder.vfs), 1)
    try:
        yield disk
    finally:
        _library.sqlite3_vfs_unregister(ctypes.byref(recorder.vfs))


class _Recorder:
    """The machine's own VFS, but for what is written down on the way."""

    def __init__(self, disk: Disk) -> None:
        _library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        found = _library.sqlite3_vfs_find(None).contents
        self.names = {str(disk.database) + name: name for name in LOGS}
        self.disk = disk
        self.files: dict[int, str] = {}
        self.methods: dict[int, _Methods] = {}
        self.kept: list[Any] = []
        """Functions that SQLite holds by their address alone."""
        self.vfs = _Vfs.from_buffer_copy(found)
        self.vfs.name = b"recorded"
        self.vfs.open = self._instead(_OPEN, found.open, self._opens)
        self.vfs.delete = self._instead(_DELETE, found.delete, self._deletes)

    def _instead(self, kind: Any, address: int, ours: Any) -> Any:
        theirs = kind(address)
        function = kind(lambda *given: ours(theirs, *given))
        self.kept += [theirs, function]
        return ctypes.cast(function, _ANY).value

    def _opens(self, opens: Any, vfs: Any, name: int | None, file: int, *more: Any) -> int:
        code = int(opens(vfs, name, file, *more))
        known = self.names.get(ctypes.string_at(name).decode() if name else "")
        if not code and known is not None:
            self.files[file] = known
            first = _ANY.from_address(file)
            first.value = ctypes.addressof(self._recording(first.value or 0))
        return code

    def _recording(self, theirs: int) -> _Methods:
        """These methods of a file, with ours among them."""
        if theirs not in self.methods:
            ours = _Methods.from_buffer_copy(_Methods.from_address(theirs))
            ours.write = self._instead(_WRITE, ours.write, self._writes)
            ours.truncate = self._instead(_TRUNCATE, ours.truncate, self._truncates)
            ours.sync = self._instead(_SYNC, ours.sync, self._syncs)
            self.methods[theirs] = ours
        return self.methods[theirs]

    def _writes(self, writes: Any, file: int, said: int, size: int, at: int) -> int:
        if no := self.disk.fails():
            return no
        self.disk.acts.append(Act(self.files[file], "write", at, ctypes.string_at(said, size)))
        return int(writes(file, said, size, at))

    def _truncates(self, truncates: Any, file: int, size: int) -> int:
        if no := self.disk.fails():
            return no
        self.disk.acts.append(Act(self.files[file], "truncate", size))
        return int(truncates(file, size))

    def _syncs(self, syncs: Any, file: int, flags: int) -> int:
        if no := self.disk.fails():
            return no
        code = int(syncs(file, flags))
        self.disk.acts.append(Act(self.files[file], "sync"))
        return code

    def _deletes(self, deletes: Any, vfs: Any, name: int, sync: int) -> int:
        known = self.names.get(ctypes.string_at(name).decode())
        if known is not None:
            self.disk.acts.append(Act(known, "delete"))
        return int(deletes(vfs, name, sync))
