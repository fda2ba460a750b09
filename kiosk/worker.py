"""A worker of gunicorn's that no slow caller can stop.

A thread is given to a request that is here as a whole, and to no other; it hands what it says to
the machine and need not wait until somebody has read it. Whoever is slow waits in one place, for a
few seconds, and makes room there for whoever comes.
"""

from __future__ import annotations

import errno
import math
import select
import socket
import time
from collections import Counter
from contextlib import suppress
from functools import partial
from resource import RLIM_INFINITY, RLIMIT_NOFILE, getrlimit
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any

from gunicorn import http, util
from gunicorn.http import wsgi
from gunicorn.http.errors import (
    ExpectationFailed,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.workers.gthread import TConn, ThreadWorker

from .arriving import Arriving, Whole, values
from .lanes import Lanes
from .leaving import Answer
from .settings import Settings

FILES = getrlimit(RLIMIT_NOFILE)[0]
"""That a process may have open."""

CONNECTIONS = 512 if FILES == RLIM_INFINITY else min(512, FILES // 2)
"""Of one worker: the other half of its files is for the database and the papers."""

OF_ONE_CALLER = 128
"""Connections of one caller: a tablet has six, and some clinics share one address."""

LARGE = 64 * 1024
"""Bytes of a request of which there may be many at once."""

LARGE_AT_ONCE = 32 * 1024 * 1024
"""Bytes of all larger ones that are waited for together."""

SENT_AT_ONCE = 1024 * 1024
"""Bytes that the machine takes off a thread's hands, as far as it lets us."""

GOODBYE = 2.0
"""Seconds we wait for the other side to close, lest it loses what it has not read yet."""

BRIEF = {errno.EAGAIN, errno.ECONNABORTED, errno.EMFILE, errno.ENFILE, errno.ENOBUFS}
"""Why a connection cannot be taken in just now; no reason to end."""

REFUSALS = {
    LimitRequestLine: (414, "URI Too Long"),
    LimitRequestHeaders: (431, "Request Header Fields Too Large"),
    ExpectationFailed: (417, "Expectation Failed"),
}
"""What cannot be read and is answered with something else than 400."""

BROKEN = (500, "Internal Server Error")


class Connection(TConn):  # type: ignore[misc]
    """A connection that its worker closes without waiting."""

    def __init__(self, worker: Worker, sock: socket.socket, client: Any, server: Any) -> None:
        super().__init__(worker.cfg, sock, client, server)
        self.worker = worker
        self.caller = ""
        """Who is counted for it."""
        self.cut = False
        """Whether something is on its way that nobody will read."""
        self.writes = False
        """Whether its request may have to wait for others that write."""

    def close(self, graceful: bool = False) -> None:
        """Close it; ``graceful`` lets the other side read to the end."""
        self.worker.leave(self)
        if graceful:
            self.worker.linger(self.sock)
        else:
            util.close(self.sock)


class Worker(ThreadWorker):  # type: ignore[misc]
    """Threads for requests that are here. All but ``handle`` runs in the one thread that polls."""

    settings: Settings
    """Given by whoever serves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arriving: dict[Connection, Arriving] = {}
        """Who is waited for, longest first."""
        self.callers: Counter[str] = Counter()
        self.lingering: dict[socket.socket, float] = {}
        self.stops = math.inf
        """When nobody is waited for any more."""

    def init_process(self) -> None:
        """Begin; from now on every response of this process is one of ours."""
        wsgi.Response = Answer
        super().init_process()

    def get_thread_pool(self) -> Lanes:
        """Threads for those that write, and others for those that read."""
        return Lanes(self.cfg.threads)

    def accept(self, listener: socket.socket) -> None:
        """Take somebody in; nobody but our proxies, where only they may call."""
        try:
            sock, client = listener.accept()
        except OSError as no:
            if no.errno not in BRIEF:
                raise
            return
        if not self.settings.may_call(client[0]):
            util.close(sock)
            return
        _takes_much(sock)
        self.nr_conns += 1
        conn = Connection(self, sock, client, listener.getsockname())
        if self.nr_conns >= CONNECTIONS and self.arriving:
            self._drop(next(iter(self.arriving)))
        if self.settings.proxies or self._counts(conn, client[0]):
            self.enqueue_req(conn)
        else:
            self._drop(conn)

    def enqueue_req(self, conn: Connection) -> None:
        """Wait for a request on this connection; a thread is taken once it is here."""
        begun = conn.parser.unreader.take_buffered() if conn.parser else b""
        conn.sock.setblocking(False)
        self.arriving[conn] = Arriving(begun, time.monotonic())
        self.poller.register(conn.sock, EVENT_READ, partial(self._more, conn))
        if begun:
            self._look_at(conn)

    def _more(self, conn: Connection, sock: socket.socket) -> None:
        try:
            more = sock.recv(LARGE)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        if conn not in self.arriving:
            return
        if not more:
            self._drop(conn)
            return
        self.arriving[conn].take(more)
        self._look_at(conn)

    def _look_at(self, conn: Connection) -> None:
        """Hand the request on where it is whole, or say why it will not be."""
        arriving = self.arriving[conn]
        if arriving.refusal:
            self._drop(conn, *arriving.refusal)
        elif not self._has_room(arriving) or not self._knows_caller(conn, arriving):
            self._drop(conn, 503, "Service Unavailable")
        elif arriving.is_whole and self._has_room_to_say(conn):
            self._stops_waiting(conn)
            self._hand_on(conn, arriving)

    def _has_room_to_say(self, conn: Connection) -> bool:
        """Whether what was said before has been read; if not, look again once it has."""
        ready = select.poll()
        ready.register(conn.sock, select.POLLOUT)
        if ready.poll(0):
            return True
        self.poller.modify(conn.sock, EVENT_WRITE, lambda _: self._look_at(conn))
        return False

    def _hand_on(self, conn: Connection, arriving: Arriving) -> None:
        if conn.parser is None:
            conn.parser = http.get_parser(self.cfg, (), conn.client)
            conn.parser.unreader = Whole()
        conn.parser.unreader.unread(bytes(arriving.content))
        conn.data_ready, conn.cut, conn.writes = True, arriving.cut, arriving.writes
        super().enqueue_req(conn)

    def _has_room(self, arriving: Arriving) -> bool:
        """Whether this one, where it is large, fits beside the other large ones."""
        if arriving.length <= LARGE:
            return True
        large = (each.length for each in self.arriving.values() if each.length > LARGE)
        return sum(large) <= LARGE_AT_ONCE

    def _knows_caller(self, conn: Connection, arriving: Arriving) -> bool:
        """Count whoever our proxies say is calling; False where they call too much."""
        if conn.caller or arriving.head is None or not self.settings.proxies:
            return True
        said = b",".join(values(arriving.head, b"x-forwarded-for")).split(b",")
        last = said[-self.settings.proxies :][0].strip()
        return self._counts(conn, last.decode("latin-1") or str(conn.client[0]))

    def _counts(self, conn: Connection, caller: str) -> bool:
        """Count this connection; the one its caller has kept us waiting for longest makes room."""
        if self.callers[caller] >= OF_ONE_CALLER:
            waiting = (each for each in self.arriving if each.caller == caller)
            oldest = next(waiting, None)
            if oldest is None:
                return False
            self._drop(oldest)
        conn.caller = caller
        self.callers[caller] += 1
        return True

    def leave(self, conn: Connection) -> None:
        """Nobody is counted for this connection any more."""
        if conn.caller:
            self.callers[conn.caller] -= 1
            self.callers += Counter()  # those at nought are forgotten
            conn.caller = ""

    def finish_request(self, conn: Connection, fs: Any) -> None:
        """After an answer: a proxy's connection is nobody's until the next request."""
        if self.settings.proxies:
            self.leave(conn)
        super().finish_request(conn, fs)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Say no to what cannot be read. Neither the page nor the log repeats what was sent:
        behind a body that is longer than it says, that may be somebody's answers."""
        unread = isinstance(exc, ParseException)
        status, reason = REFUSALS.get(type(exc), (400, "Bad Request")) if unread else BROKEN
        self.log.warning("Refused %s from %s", type(exc).__name__, addr[0])
        with suppress(OSError):
            util.write_error(client, status, reason, "")

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:
        return bool(not conn.cut and super()._keepalive_after(conn, keepalive))

    def murder_pending(self) -> None:
        """Give up whoever is too slow; in a worker that stops, whoever has said nothing yet."""
        now = time.monotonic()
        self.stops = self.stops if self.alive else min(self.stops, now + GOODBYE)
        for conn, arriving in list(self.arriving.items()):
            arriving.due = min(arriving.due, self.stops)
            if arriving.due < now and arriving.content:
                self._drop(conn, 408, "Request Timeout")
            elif arriving.due < now or not (self.alive or arriving.content):
                self._drop(conn)
        for sock in [sock for sock, until in self.lingering.items() if until < now]:
            self._forget(sock)

    def _drop(self, conn: Connection, status: int = 0, reason: str = "") -> None:
        self._stops_waiting(conn)
        self.nr_conns -= 1
        if status:
            with suppress(OSError):
                util.write_error(conn.sock, status, reason, "")
        conn.close(graceful=bool(status))

    def _stops_waiting(self, conn: Connection) -> None:
        if self.arriving.pop(conn, None):
            self.poller.unregister(conn.sock)

    def linger(self, sock: socket.socket) -> None:
        """Say that nothing more comes, and wait a moment for the other side, holding nobody up."""
        try:
            sock.shutdown(socket.SHUT_WR)
            sock.setblocking(False)
            self.poller.register(sock, EVENT_READ, self._reads_on)
        except (OSError, ValueError):
            util.close(sock)
            return
        self.nr_conns += 1
        self.lingering[sock] = time.monotonic() + GOODBYE

    def _reads_on(self, sock: socket.socket) -> None:
        with suppress(BlockingIOError):
            try:
                over = not sock.recv(LARGE)
            except ConnectionError:
                over = True
            if over:
                self._forget(sock)

    def _forget(self, sock: socket.socket) -> None:
        del self.lingering[sock]
        self.nr_conns -= 1
        self.poller.unregister(sock)
        util.close(sock)


def _takes_much(sock: socket.socket) -> None:
    """What a thread says goes into the machine's hands at once, as a rule."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AT_ONCE)
