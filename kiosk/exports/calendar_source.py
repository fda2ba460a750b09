"""The clinic's calendar at its address: fetched from the one host that the server's settings name.

Nobody can name another one on a page. The host must be one of the public network, so that no
address of the clinic's own network is ever asked; what comes is bounded in time and size.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import SplitResult, urljoin, urlsplit

from .calendar_reading import LARGEST

SECONDS = 15.0
"""How long a whole answer may take."""
HOPS = 3
"""Redirects that are followed, on the same host."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})

MayCall = Callable[[str], bool]


class NoCalendar(Exception):
    """It could not be fetched; ``why`` says why by a word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def is_public(address: str) -> bool:
    """Whether an address belongs to the public network."""
    found = ip_address(address.partition("%")[0])
    return found.is_global and not found.is_multicast


def fetch(url: str, may_call: MayCall = is_public, trust: ssl.SSLContext | None = None) -> bytes:
    """What lies at the address. Raises NoCalendar."""
    until, host = time.monotonic() + SECONDS, urlsplit(url).netloc
    for _ in range(HOPS + 1):
        parts = urlsplit(url)
        if parts.scheme != "https" or parts.netloc != host or not host:
            raise NoCalendar("elsewhere")
        try:
            known = trust or ssl.create_default_context()
            content, goes_on = _answer(parts, until, may_call, known)
        except (OSError, HTTPException):
            raise NoCalendar("lost") from None
        if goes_on is None:
            return content
        url = urljoin(url, goes_on)
    raise NoCalendar("elsewhere")


def _answer(
    parts: SplitResult, until: float, may_call: MayCall, trust: ssl.SSLContext
) -> tuple[bytes, str | None]:
    """What one address says, and where it sends us on to."""
    connection = _Pinned(_address(parts, may_call), parts, trust)
    try:
        path = parts.path or "/"
        connection.request("GET", f"{path}?{parts.query}" if parts.query else path)
        with connection.getresponse() as answer:
            if answer.status in REDIRECTS:
                return b"", answer.headers.get("Location", "")
            if answer.status != 200:
                raise NoCalendar("lost")
            return _body(answer, until), None
    finally:
        connection.close()


def _address(parts: SplitResult, may_call: MayCall) -> str:
    """Where its host is: looked up once, so that it is the one that was looked at."""
    found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(map(may_call, addresses)):
        raise NoCalendar("private")
    return addresses[0]


def _body(answer: HTTPResponse, until: float) -> bytes:
    content = b""
    while more := answer.read1(65536):
        content += more
        if len(content) > LARGEST:
            raise NoCalendar("large")
        if time.monotonic() > until:
            raise NoCalendar("lost")
    return content


class _Pinned(HTTPSConnection):
    """A connection to an address that was looked up already, under the host's own name."""

    def __init__(self, address: str, parts: SplitResult, trust: ssl.SSLContext) -> None:
        super().__init__(parts.hostname or "", parts.port or 443, timeout=5.0, context=trust)
        self.address, self.trust = address, trust

    def connect(self) -> None:
        """Call the address, and hold its certificate against the host's name."""
        plain = socket.create_connection((self.address, self.port), self.timeout)
        try:
            self.sock = self.trust.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise
