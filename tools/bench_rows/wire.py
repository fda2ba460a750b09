"""A browser's requests without the browser: straight into a WSGI app, cookies kept."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import urlencode


class Wire:
    """One client of a WSGI app. Costs next to nothing beside the app itself."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.cookies: dict[str, str] = {}
        self.status = ""
        self.headers: list[tuple[str, str]] = []

    def get(self, path: str, *, zipped: bool = False) -> bytes:
        """The body of a page."""
        return self._ask("GET", path, b"", zipped)

    def post(self, path: str, fields: list[tuple[str, str]]) -> bytes:
        """The body of the answer to a form."""
        return self._ask("POST", path, urlencode(fields).encode(), False)

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
        answer = self.app(environ, self._begin)
        content = b"".join(answer)
        answer.close()
        return content

    def _begin(self, status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
        self.status, self.headers = status, headers
        for name, value in headers:
            if name == "Set-Cookie":
                pair = value.partition(";")[0]
                self.cookies[pair.partition("=")[0]] = pair.partition("=")[2]


def hidden(page: bytes, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.decode())
    return found.group(1) if found else ""
