"""A printer of the clinic's network: print a paper, and ask how it went. In IPP (RFC 8010, 8011).

Nothing here knows of records: bytes go out, a word comes back.
"""

from __future__ import annotations

import http.client
import struct
from collections.abc import Iterator
from contextlib import closing
from typing import Literal
from urllib.parse import urlsplit

from ..frozen import dataclass

PORT = 631
CONNECTS_IN = 5.0
ANSWERS_IN = 30.0
"""Seconds. A printer that wakes from sleep takes its time."""

LONGEST_ANSWER = 64 * 1024

PRINT_JOB, ASK_JOB = 0x0002, 0x0009
CHARSET, LANGUAGE, URI, NAME, DOCUMENT = 0x47, 0x48, 0x45, 0x42, 0x49
INTEGER, ENUM, KEYWORD = 0x21, 0x23, 0x44
FIRST_VALUE = 0x10
"""Tags below begin a group of attributes; those from here on carry a value."""

OPERATION, END = b"\x01", b"\x03"
REFUSED = 0x0400
"""From here on an answer is a no: the printer has not taken the paper."""


State = Literal["working", "printed", "failed"]
STATES: dict[int, State] = {7: "failed", 8: "failed", 9: "printed"}
"""Canceled, aborted, completed. Every other state is still at work."""

Value = int | str


class NotTaken(Exception):
    """The printer does not have the paper, for certain: it can be sent again."""


class NotSure(Exception):
    """The printer may have the paper: sending it again could print it twice."""


@dataclass(frozen=True)
class Progress:
    """How far a paper is, and the printer's own words about it."""

    state: State
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printer:
    """One printer by its address: ``ipp://host/ipp/print``, or ``ipps:`` under TLS."""

    url: str

    def send(self, pdf: bytes, name: str) -> int:
        """Hand a paper over. Returns the printer's number for it. Raises NotTaken or NotSure."""
        words = ((NAME, "requesting-user-name", "kiosk"), (NAME, "job-name", name))
        kind = (DOCUMENT, "document-format", "application/pdf")
        told = self._ask(_request(PRINT_JOB, self.url, (*words, kind)) + pdf)
        number = told.get("job-id")
        if not number or not isinstance(number[0], int):
            raise NotSure
        return number[0]

    def progress(self, job: int) -> Progress:
        """How far a paper is that the printer has. Raises NotTaken where it does not say."""
        this = (INTEGER, "job-id", job)
        user = (NAME, "requesting-user-name", "kiosk")
        try:
            told = self._ask(_request(ASK_JOB, self.url, (this, user)))
        except NotSure:
            raise NotTaken from None
        number = told.get("job-state", [0])[0]
        reasons = tuple(str(why) for why in told.get("job-state-reasons", []) if why != "none")
        return Progress(STATES.get(int(number), "working"), reasons)

    def _ask(self, body: bytes) -> dict[str, list[Value]]:
        with closing(self._connected()) as line:
            try:
                path = urlsplit(self.url).path or "/"
                line.request("POST", path, body, {"Content-Type": "application/ipp"})
                answer = line.getresponse()
                content = answer.read(LONGEST_ANSWER)
            except (OSError, http.client.HTTPException) as lost:
                raise NotSure from lost
        if answer.status != http.client.OK:
            raise NotTaken
        return _told(content)

    def _connected(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        secure = parts.scheme == "ipps"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        line = kind(parts.hostname or "", parts.port or PORT, timeout=CONNECTS_IN)
        try:
            line.connect()
        except OSError as away:
            raise NotTaken from away
        line.sock.settimeout(ANSWERS_IN)
        return line


def _request(operation: int, url: str, attributes: tuple[tuple[int, str, Value], ...]) -> bytes:
    """An operation on this printer; for a job, its number comes right after the address."""
    first: tuple[tuple[int, str, Value], ...] = (
        (CHARSET, "attributes-charset", "utf-8"),
        (LANGUAGE, "attributes-natural-language", "en"),
        (URI, "printer-uri", url),
    )
    head = struct.pack(">BBHI", 2, 0, operation, 1) + OPERATION
    return head + b"".join(_attribute(*one) for one in (*first, *attributes)) + END


def _attribute(tag: int, name: str, value: Value) -> bytes:
    said = struct.pack(">i", value) if isinstance(value, int) else value.encode()
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(said)) + said


def _told(answer: bytes) -> dict[str, list[Value]]:
    """The attributes of an answer. Raises NotTaken where it is a no, NotSure where it is no IPP."""
    try:
        status = struct.unpack_from(">H", answer, 2)[0]
        found: dict[str, list[Value]] = {}
        for name, value in _values(answer):
            found.setdefault(name, []).append(value)
    except (struct.error, IndexError, UnicodeDecodeError) as odd:
        raise NotSure from odd
    if status >= REFUSED:
        raise NotTaken(status)
    return found


def _values(answer: bytes) -> Iterator[tuple[str, Value]]:
    """Each value with the name it stands under; a further value of the same name has none."""
    at, name = 8, ""
    while at < len(answer) and answer[at] != END[0]:
        if answer[at] < FIRST_VALUE:
            at += 1
            continue
        tag, long = struct.unpack_from(">BH", answer, at)
        name = answer[at + 3 : at + 3 + long].decode() or name
        at += 3 + long
        size = struct.unpack_from(">H", answer, at)[0]
        said = answer[at + 2 : at + 2 + size]
        at += 2 + size
        if tag in (INTEGER, ENUM):
            yield name, struct.unpack(">i", said)[0]
        elif tag in (KEYWORD, NAME, URI):
            yield name, said.decode()
