"""The clinic's calendar at its address: fetched from the one host that the server's settings name.

Nobody can name another one on a page. The host must be one of the public network, so that no
address of the clinic's own network is ever asked; what comes is bounded in time and size.
"""

from __future__ import annotations

import ssl
import time
from http.client import HTTPException, HTTPResponse
from urllib.parse import SplitResult, urljoin, urlsplit

from .calendar_reading import LARGEST
from .public_host import MayCall, NotPublic, called, is_public, path_of

SECONDS = 15.0
"""How long a whole answer may take."""
HOPS = 3
"""Redirects that are followed, on the same host."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class NoCalendar(Exception):
    """It could not be fetched; ``why`` says why by a word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def fetch(url: str, may_call: MayCall = is_public, trust: ssl.SSLContext | None = None) -> bytes:
    """What lies at the address. Raises NoCalendar."""
    until, host = time.monotonic() + SECONDS, urlsplit(url).netloc
    for _ in range(HOPS + 1):
        parts = urlsplit(url)
        if parts.scheme != "https" or parts.netloc != host or not host:
            raise NoCalendar("elsewhere")
        try:
            content, goes_on = _answer(parts, until, may_call, trust)
        except NotPublic:
            raise NoCalendar("private") from None
        except (OSError, HTTPException):
            raise NoCalendar("lost") from None
        if goes_on is None:
            return content
        url = urljoin(url, goes_on)
    raise NoCalendar("elsewhere")


def _answer(
    parts: SplitResult, until: float, may_call: MayCall, trust: ssl.SSLContext | None
) -> tuple[bytes, str | None]:
    """What one address says, and where it sends us on to."""
    with called(parts, until - time.monotonic(), may_call, trust) as connection:
        connection.request("GET", path_of(parts))
        with connection.getresponse() as answer:
            if answer.status in REDIRECTS:
                return b"", answer.headers.get("Location", "")
            if answer.status != 200:
                raise NoCalendar("lost")
            return _body(answer, until), None


def _body(answer: HTTPResponse, until: float) -> bytes:
    content = b""
    while more := answer.read1(65536):
        content += more
        if len(content) > LARGEST:
            raise NoCalendar("large")
        if time.monotonic() > until:
            raise NoCalendar("lost")
    return content
