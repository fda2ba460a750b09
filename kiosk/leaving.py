"""An answer while it is sent: until when it has to be read, and what it does not say."""

from __future__ import annotations

import errno
import select
import socket
import time
from typing import Any

from gunicorn.http import wsgi

from .arriving import SLOWEST

SENDING = 5.0
"""Seconds a thread waits for somebody to read, besides what the rate of large bodies allows."""


class Leaving:
    """The socket of one answer. Its reader may be waited for so long in all, and no longer."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._left = SENDING

    def sendall(self, said: bytes) -> None:
        """Hand all of it to the machine. A reader who is too slow is given up as one who left.

        Only waiting counts, not the time in which the answer is made; and who reads a drop now
        and then gains nothing by it.
        """
        rest = memoryview(said)
        self._left += len(rest) / SLOWEST
        while rest:
            try:
                rest = rest[self._sock.send(rest, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                self._waits()

    def _waits(self) -> None:
        begun, room = time.monotonic(), select.poll()
        room.register(self._sock, select.POLLOUT)
        has_room = self._left > 0 and room.poll(1000 * self._left)
        self._left -= time.monotonic() - begun
        if not has_room:
            raise ConnectionResetError(errno.ECONNRESET, "nobody reads")


class Answer(wsgi.Response):  # type: ignore[misc]
    """A response of gunicorn's that does not say what made it, nor waits for ever."""

    def __init__(self, req: Any, sock: socket.socket, cfg: Any) -> None:
        super().__init__(req, Leaving(sock), cfg)

    def default_headers(self) -> list[str]:
        """Gunicorn's own, but one."""
        return [line for line in super().default_headers() if not line.startswith("Server:")]
