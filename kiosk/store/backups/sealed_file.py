"""Sealed files: what leaves the database, in chunks that only this clinic's key opens.

A head in the clear (what it is, whose key, how long), then chunks of AES-256-GCM. Each is bound to
the head and to its number, the last one to being the last: none can be changed, left out or moved.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ...frozen import dataclass
from ..engine.keys import Keys
from ..errors import BadBackup

BACKUP, ERASURES = 1, 2
"""What a sealed file may be."""

CHUNK = 1024 * 1024
_TAG = 16
_MAGIC = b"KIOSKBAK"
_FORMAT = 1
_HEAD = struct.Struct(">8sBBB32sQ16s")
_SUM = struct.Struct(">I")
HEAD = _HEAD.size + _SUM.size
"""Bytes before the first chunk."""


@dataclass(frozen=True)
class _Head:
    """What stands in the clear."""

    key_id: int
    raw: bytes
    length: int
    cipher: AESGCM

    @property
    def chunks(self) -> int:
        return max(1, -(-self.length // CHUNK))

    @property
    def whole(self) -> int:
        """Bytes of the whole file."""
        return HEAD + self.length + self.chunks * _TAG


def write(keys: Keys, out: BinaryIO, kind: int, length: int, parts: Iterable[bytes]) -> None:
    """Seal ``length`` bytes that come in parts of any size. Raises ValueError for other lengths."""
    head = _new_head(keys, kind, length)
    out.write(head.raw)
    written, number = 0, 0
    for plain in _in_chunks(parts):
        written, number = written + len(plain), number + 1
        last = number == head.chunks
        out.write(head.cipher.encrypt(_nonce(number, last), plain, head.raw))
    if (written, number) != (length, head.chunks):
        raise ValueError(f"{written} bytes came, {length} were announced")


def key_id(path: Path) -> int | None:
    """The id of the key that a sealed file says it was made with; None where it says none."""
    with path.open("rb") as file:
        raw = file.read(HEAD)
    if len(raw) < HEAD or not raw.startswith(_MAGIC):
        return None
    number: int = _HEAD.unpack(raw[: _HEAD.size])[3]
    return number


def read(keys: Keys, path: Path, kind: int) -> Iterator[bytes]:
    """What was sealed, in chunks. Raises BadBackup where it is cut, changed or not ours.

    What came before the error was whole; whoever needs all of it waits for the end.
    """
    with path.open("rb") as file:
        head = _head(keys, file.read(HEAD), path, kind)
        _is_as_long(head, path)
        for number in range(1, head.chunks + 1):
            sealed = file.read(CHUNK + _TAG)
            try:
                nonce = _nonce(number, number == head.chunks)
                yield head.cipher.decrypt(nonce, sealed, head.raw)
            except InvalidTag:
                raise _damaged(path) from None


def _new_head(keys: Keys, kind: int, length: int) -> _Head:
    salt, number = os.urandom(32), keys.current
    key = keys.file_key(number, salt)
    raw = _HEAD.pack(_MAGIC, _FORMAT, kind, number, salt, length, _check(key))
    return _Head(number, raw + _SUM.pack(crc32(raw)), length, AESGCM(key))


def _head(keys: Keys, raw: bytes, path: Path, kind: int) -> _Head:
    if not raw.startswith(_MAGIC):
        raise BadBackup(f"{path} is no backup of a kiosk.")
    if len(raw) < HEAD:
        raise _cut(path)
    if _SUM.unpack(raw[_HEAD.size :])[0] != crc32(raw[: _HEAD.size]):
        raise _damaged(path)
    _, form, found, number, salt, length, check = _HEAD.unpack(raw[: _HEAD.size])
    if form != _FORMAT:
        raise BadBackup(f"{path} was made by a newer kiosk: restore it with that one.")
    if found != kind:
        raise BadBackup(f"{path} is {_NAMES.get(found, 'something else')}, not {_NAMES[kind]}.")
    key = keys.file_key(number, salt) if keys.has(number) else b""
    if not key or not hmac.compare_digest(_check(key), check):
        raise BadBackup(
            f"{path} was made under another key: put the key of that clinic in place, "
            "from its recovery sheet."
        )
    return _Head(number, raw, length, AESGCM(key))


_NAMES = {BACKUP: "a backup", ERASURES: "a list of erasures"}


def _is_as_long(head: _Head, path: Path) -> None:
    there = path.stat().st_size
    if there < head.whole:
        raise _cut(path)
    if there > head.whole:
        raise _damaged(path)


def _cut(path: Path) -> BadBackup:
    return BadBackup(f"{path} is cut short: its end is missing. Take another backup.")


def _damaged(path: Path) -> BadBackup:
    return BadBackup(f"{path} is damaged: it is not as it was made. Take another backup.")


def _check(key: bytes) -> bytes:
    """Tells another key from a damaged file, and nothing of the key."""
    return hmac.digest(key, b"intake kiosk backup check", hashlib.sha256)[:16]


def _nonce(number: int, last: bool) -> bytes:
    """Each file has a key of its own, so numbers never meet twice under one."""
    return number.to_bytes(11, "big") + bytes((last,))


def _in_chunks(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in chunks of one size; at least one, the last may be shorter."""
    held = bytearray()
    some = False
    for part in parts:
        held += part
        while len(held) > CHUNK:
            yield bytes(held[:CHUNK])
            some = True
            del held[:CHUNK]
    if held or not some:
        yield bytes(held)
