"""A browser's requests without the browser: straight into a WSGI app, cookies kept."""

from __future__ import annotations

import gzip
import io
import re
from typing import Any
from urllib.parse import urlencode

Fields = list[tuple[str, str]]
"""What a form sends."""

ZIPPED = b"\x1f\x8b"
"""What everything begins with that gzip has made."""

OF_PAGES = (b"<", b"\n", b"")
"""What pages begin with, and nothing that Brotli has made."""


OF_SERVER = (
    "Server: gunicorn",
    "Date: Mon, 30 Nov 2026 09:00:00 GMT",
    "Connection: keep-alive",
)


class Wire:
    """One client of a WSGI app. Costs next to nothing beside the app itself."""

    def __init__(self, app: Any, *, htmx: bool = False) -> None:
        self.app = app
        self.htmx = htmx
        self.cookies: dict[str, str] = {}
        self.status = ""
        self.headers: list[tuple[str, str]] = []
        self.body = b""

    def get(self, path: str, *, zipped: bool = False) -> bytes:
        """The body of a page."""
        return self._ask("GET", path, b"", zipped)

    def post(self, path: str, fields: Fields, *, zipped: bool = False) -> bytes:
        """The body of the answer to a form."""
        return self._ask("POST", path, urlencode(fields).encode(), zipped)

    @property
    def size(self) -> int:
        """Bytes of the last answer on the wire, with the headers that gunicorn adds."""
        lines = [f"HTTP/1.1 {self.status}", *OF_SERVER, *(": ".join(one) for one in self.headers)]
        return len("\r\n".join([*lines, "", ""]).encode()) + len(self.body)

    @property
    def place(self) -> str:
        """Where the last answer leads to."""
        return dict(self.headers).get("Location", "")

    def _ask(self, method: str, path: str, body: bytes, zipped: bool) -> bytes:
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.partition("?")[0],
            "QUERY_STRING": path.partition("?")[2],
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if zipped:
            environ["HTTP_ACCEPT_ENCODING"] = "gzip, br"
        if self.htmx:
            environ["HTTP_HX_REQUEST"] = "true"
        answer = self.app(environ, self._begin)
        content = b"".join(answer)
        answer.close()
        self.body = content
        return content

    def _begin(self, status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
        self.status, self.headers = status, headers
        for name, value in headers:
            if name == "Set-Cookie":
                pair = value.partition(";")[0]
                self.cookies[pair.partition("=")[0]] = pair.partition("=")[2]


def unzipped(body: bytes) -> bytes:
    """A body as it was before it was compressed, if it was."""
    if body.startswith(ZIPPED):
        return gzip.decompress(body)
    if body[:1] in OF_PAGES:
        return body
    import brotli  # the peers have none, and need none

    plain: bytes = brotli.decompress(body)
    return plain


def hidden(page: bytes, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', unzipped(page).decode())
    return found.group(1) if found else ""
