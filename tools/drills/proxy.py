"""A tiny proxy in front of several hosts: each request goes to the next of them that is there."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}
"""Headers of one connection, which says its own."""


class Proxy(ThreadingHTTPServer):
    """It counts what each host has answered."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, ports: Sequence[int]) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.ports = ports
        self.turn = count()
        self.answered = dict.fromkeys(ports, 0)

    @property
    def port(self) -> int:
        """Where browsers find it."""
        return int(self.server_address[1])

    def next_ports(self) -> list[int]:
        """Every host, whoever's turn it is first."""
        first = next(self.turn) % len(self.ports)
        return [*self.ports[first:], *self.ports[:first]]


class _Passing(BaseHTTPRequestHandler):
    server: Proxy

    def _passes(self) -> None:
        """A host that cannot be reached was told nothing, so the next one is asked."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        for port in self.server.next_ports():
            with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as there:
                try:
                    there.connect()
                except OSError:
                    continue
                with suppress(OSError, HTTPException):
                    self._asks(there, body)
                    self.server.answered[port] += 1
                    return
                break
        self.send_error(502)

    do_GET = do_POST = _passes  # noqa: N815 - what http.server calls them

    def _asks(self, there: HTTPConnection, body: bytes) -> None:
        caller = {"X-Forwarded-For": self.client_address[0], "X-Forwarded-Proto": "http"}
        there.request(self.command, self.path, body or None, {**dict(self.headers), **caller})
        with there.getresponse() as answer:
            said = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called there
        """Nobody reads it."""


@contextmanager
def in_front_of(ports: Sequence[int]) -> Iterator[Proxy]:
    """The proxy, as long as this lasts."""
    with Proxy(ports) as proxy:
        hand = threading.Thread(target=proxy.serve_forever, args=(0.05,))
        hand.start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
            hand.join()
