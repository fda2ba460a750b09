"""Calling a host of the public network that the server's settings name: looked up once, by TLS.

No address of the clinic's own network is ever called, and no call lasts longer than it may.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPSConnection
from ipaddress import ip_address
from urllib.parse import SplitResult

MayCall = Callable[[str], bool]

QUIET = 5.0
"""Seconds that the other side may say nothing."""


class NotPublic(Exception):
    """The host has an address that may not be called."""


def is_public(address: str) -> bool:
    """Whether an address belongs to the public network."""
    found = ip_address(address.partition("%")[0])
    return found.is_global and not found.is_multicast


def path_of(parts: SplitResult) -> str:
    """What is asked for at the host."""
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


@contextmanager
def called(
    parts: SplitResult, seconds: float, may_call: MayCall, trust: ssl.SSLContext | None
) -> Iterator[HTTPSConnection]:
    """A connection to its host, cut after so many seconds, whatever comes by drops.

    Raises NotPublic; OSError where nobody answers or its certificate is not its own.
    """
    address = _address(parts, may_call)
    connection = _Pinned(address, parts, trust or ssl.create_default_context())
    cut = threading.Timer(seconds, connection.cut)
    cut.daemon = True
    try:
        cut.start()
        connection.connect()
        yield connection
    finally:
        cut.cancel()
        connection.close()


def _address(parts: SplitResult, may_call: MayCall) -> str:
    """Where its host is: looked up once, so that it is the one that was looked at."""
    found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(map(may_call, addresses)):
        raise NotPublic
    return addresses[0]


class _Pinned(HTTPSConnection):
    """A connection to an address that was looked up already, under the host's own name."""

    def __init__(self, address: str, parts: SplitResult, trust: ssl.SSLContext) -> None:
        super().__init__(parts.hostname or "", parts.port or 443, timeout=QUIET, context=trust)
        self.address, self.trust = address, trust

    def connect(self) -> None:
        """Call the address, and hold its certificate against the host's name."""
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = plain
        secret = self.trust.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock = secret
        secret.do_handshake()

    def cut(self) -> None:
        """End it, in the middle of whatever is being said."""
        sock = self.sock
        with suppress(OSError, AttributeError):
            sock.shutdown(socket.SHUT_RDWR)
