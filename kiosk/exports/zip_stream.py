"""A ZIP that is written while it is sent, and never on a disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

File = tuple[str, bytes]
"""Where it lies in the ZIP, and what is in it."""


class _Sink:
    """Takes what the ZIP writes until it is fetched; it cannot be sought in, so nothing waits."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, content: bytes) -> int:
        self._waiting += content
        return len(content)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def fetched(self) -> bytes:
        """What was written since this was last asked."""
        content = bytes(self._waiting)
        self._waiting.clear()
        return content


def zipped(files: Iterable[File], at: datetime, *, packed: bool = True) -> Iterator[bytes]:
    """The ZIP in pieces, one file in memory at a time. One that breaks off is no ZIP at all.

    What is packed already, as papers and workbooks are, need not be once more.
    """
    sink = _Sink()
    folder = ZipFile(sink, "w")
    for name, content in files:
        about = ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
        about.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        folder.writestr(about, content)
        del content
        yield sink.fetched()
    folder.close()
    yield sink.fetched()
