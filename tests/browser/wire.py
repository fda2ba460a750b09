"""A bad wire between a tablet and the clinic: it drops, stalls, tears and forgets on demand."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import BinaryIO, Literal

Fault = Literal[
    "dropped", "stalled", "lost", "beheaded", "torn", "late", "page dropped", "page torn"
]  # fmt: skip

FAULTS: tuple[Fault, ...] = (
    "dropped",  # the post never arrives
    "stalled",  # the post hangs on its way until the browser gives up, and never arrives
    "lost",  # the post is taken, its reply is cut off
    "beheaded",  # the post is taken, of its reply only the first lines arrive
    "torn",  # the post is taken, half of its reply arrives
    "late",  # the post is taken, its reply hangs until the browser gives up
    "page dropped",  # the post is taken, the page it leads to never arrives
    "page torn",  # half of that page arrives
)
NEVER_TAKEN = {"dropped", "stalled"}
SLOW = {"stalled", "late"}
"""Those that only the browser's own patience ends."""


class Wire:
    """Listens on a port of its own and passes on what it hears, but for the fault that is due."""

    def __init__(self, port: int) -> None:
        self.beyond = port
        self.broken: Fault | None = None
        """What happens to every post, or to the page it leads to, until this is mended."""
        self.struck = 0
        """How often it has."""
        self.ghosts: list[bytes] = []
        """Posts that hang somewhere."""
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._ear.getsockname()[1]

    def listens(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._ear.accept()
                threading.Thread(target=self._serves, args=(caller,), daemon=True).start()

    def hangs_up(self) -> None:
        with suppress(OSError):
            self._ear.shutdown(socket.SHUT_RDWR)
        self._ear.close()

    def haunts(self) -> list[bytes]:
        """Let the posts that hung arrive after all; the clinic's answers, which nobody hears."""
        answers = []
        while self.ghosts:
            with self._beyond() as (out, answer):
                out.sendall(self.ghosts.pop(0))
                answers.append(message(answer))
        return answers

    def _serves(self, caller: socket.socket) -> None:
        with caller, suppress(OSError), self._beyond() as (out, answer):
            heard = caller.makefile("rb")
            while asked := message(heard):
                reply = self._reply(caller, out, answer, asked)
                caller.sendall(reply)
                if not _whole(reply):
                    return

    def _reply(
        self, caller: socket.socket, out: socket.socket, answer: BinaryIO, asked: bytes
    ) -> bytes:
        fault = self._strikes(asked)
        if fault == "stalled":
            self.ghosts.append(asked)
            _waits_for_the_end(caller)
        if fault in (*NEVER_TAKEN, "page dropped"):
            return b""
        out.sendall(asked)
        reply = message(answer)
        if fault == "late":
            _waits_for_the_end(caller)
        if fault in ("lost", "late"):
            return b""
        if fault == "beheaded":
            return b"".join(reply.splitlines(keepends=True)[:3])
        return reply[: len(reply) // 2] if fault in ("torn", "page torn") else reply

    def _strikes(self, asked: bytes) -> Fault | None:
        """The fault that this request meets."""
        of_a_page = bool(self.broken and self.broken.startswith("page"))
        if not asked.startswith(b"GET /i/" if of_a_page else b"POST /") or b"go=here" in asked:
            return None
        self.struck += bool(self.broken)
        return self.broken

    @contextmanager
    def _beyond(self) -> Iterator[tuple[socket.socket, BinaryIO]]:
        with ExitStack() as closes:
            out = closes.enter_context(socket.create_connection(("127.0.0.1", self.beyond)))
            yield out, closes.enter_context(out.makefile("rb"))


@contextmanager
def wire_to(port: int) -> Iterator[Wire]:
    """A wire to a clinic on this port, until the test is done with it."""
    wire = Wire(port)
    listening = threading.Thread(target=wire.listens, daemon=True)
    listening.start()
    yield wire
    wire.hangs_up()
    listening.join()


def message(source: BinaryIO) -> bytes:
    """One request or reply, whole; empty where the other side has gone."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = source.readline()
        if not line:
            return b""
        head += line
    return head + source.read(_length(head))


def _length(head: bytes) -> int:
    names = (line.partition(b":") for line in head.lower().split(b"\r\n"))
    return next((int(value) for name, _, value in names if name == b"content-length"), 0)


def _whole(reply: bytes) -> bool:
    head, end, body = reply.partition(b"\r\n\r\n")
    return bool(end) and len(body) == _length(head)


def _waits_for_the_end(caller: socket.socket) -> None:
    """Until the browser has given up on this connection."""
    caller.settimeout(30)
    while caller.recv(4096):
        pass
