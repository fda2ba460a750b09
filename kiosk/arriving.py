"""A request while it arrives: whether it is here as a whole, and until when it has to be."""

from __future__ import annotations

from gunicorn.http.unreader import Unreader

LARGEST_HEAD = 32 * 1024
"""Bytes of the first line and the headers; our own cookies and a browser's own lines fit often."""

LARGEST_BODY = 8 * 1024 * 1024 + 64 * 1024
"""Bytes of a body that are waited for. A larger one is never read: the app says so at once."""

PATIENCE = 5.0
"""Seconds for the head, and as many again for the body."""

SLOWEST = 64 * 1024
"""Bytes a second of a body that is large: each gives it a second more."""

END = b"\r\n\r\n"

READS = (b"GET ", b"HEAD ")


class Whole(Unreader):  # type: ignore[misc]
    """The bytes of a request that is here; nothing ever waits for more."""

    def chunk(self, size_hint: int | None = None) -> bytes:
        """There is nothing more."""
        return b""


class Arriving:
    """The bytes of one request, in the order they came."""

    def __init__(self, begun: bytes, now: float) -> None:
        """``begun`` came behind the request before it, on the same connection."""
        self.content = bytearray()
        self.due = now + PATIENCE
        """When it has to be here as a whole, by a clock nobody can set."""
        self.refusal: tuple[int, str] | None = None
        """The status it is answered with instead of being handed on."""
        self.cut = False
        """Whether its body is too large and is not waited for."""
        self._wanted = 0
        self.take(begun)

    @property
    def head(self) -> bytes | None:
        """The first line and the headers, once they are here."""
        end = self.content.find(END)
        return bytes(self.content[:end]) if self._wanted else None

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is still to come."""
        return bool(self._wanted) and len(self.content) >= self._wanted

    @property
    def writes(self) -> bool:
        """Whether it may change something, and so wait until others have."""
        return not self.content.startswith(READS)

    @property
    def length(self) -> int:
        """Bytes it will have, as far as it has said so."""
        return self._wanted

    def take(self, more: bytes) -> None:
        """What has come just now."""
        seen = max(len(self.content) - len(END), 0)
        self.content += more
        if not self._wanted:
            self._look_at_head(self.content.find(END, seen))

    def _look_at_head(self, end: int) -> None:
        if end > LARGEST_HEAD or (end < 0 and len(self.content) > LARGEST_HEAD):
            self.refusal = (431, "Request Header Fields Too Large")
        elif end >= 0:
            self._wanted = end + len(END)
            self._look_at_body()

    def _look_at_body(self) -> None:
        head = bytes(self.content[: self._wanted])
        if values(head, b"transfer-encoding"):
            # No browser sends a form without its length: where it ends would have to be believed.
            self.refusal = (411, "Length Required")
            return
        length = _length(values(head, b"content-length"))
        self.cut = length > LARGEST_BODY
        if length and not self.cut:
            self._wanted += length
            self.due += PATIENCE + length / SLOWEST


def values(head: bytes, name: bytes) -> list[bytes]:
    """What a head says under this name, in its order."""
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return [value.strip() for said, _, value in lines if said.strip().lower() == name]


def _length(said: list[bytes]) -> int:
    """None where it is said oddly: whoever reads the head then refuses it."""
    if len(said) != 1 or not said[0].isdigit():
        return 0
    digits = said[0].lstrip(b"0")
    return int(digits or b"0") if len(digits) < 16 else LARGEST_BODY + 1
