"""Everything of one person as one file: a ZIP, written while it is sent and never on a disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..languages import N_, format_day, translate

READ_ME = "read-me.txt"

TEXTS = (
    N_("Everything that %(clinic)s keeps of one client, as of %(day)s."),
    N_("Each folder is one visit, by its day:"),
    N_("copy.pdf: what was said and signed, to read."),
    N_("papers: each paper as it was drawn for the therapist."),
    N_("signed.json: what was signed, to the letter. The SHA-256 of this file is its fingerprint."),
    N_("stands.json: the same with what was put right or taken back since, by whom, when and why."),
    N_("openings.json: who opened, printed or took out what was said, when and why."),
    N_("planned.json: what the desk wrote down about visits to come."),
    N_("contents.json: what is in here, and what could not be read or drawn."),
)

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


def zipped(files: Iterable[File], at: datetime) -> Iterator[bytes]:
    """The ZIP in pieces, one file in memory at a time. One that breaks off is no ZIP at all."""
    sink = _Sink()
    folder = ZipFile(sink, "w")
    for name, content in files:
        about = ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
        about.compress_type = ZIP_DEFLATED
        folder.writestr(about, content)
        yield sink.fetched()
    folder.close()
    yield sink.fetched()


def json_file(name: str, content: Any) -> File:
    """A file that programs read and people can."""
    return name, json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def read_me(clinic: str, at: datetime, language: str) -> File:
    """What lies where, in the client's own language."""
    said = {"clinic": clinic, "day": format_day(at.date(), language)}
    lines = (translate(text, language) % said for text in TEXTS)
    return READ_ME, "\r\n\r\n".join(lines).encode() + b"\r\n"
