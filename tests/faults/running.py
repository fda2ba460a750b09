"""The kiosk as a process of its own, spoken to over the network like any browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from kiosk.cli import main
from kiosk.settings import key_beside
from tests.patience import PATIENCE

HOUSE = Path(__file__).parents[2]


class Answer:
    """One answer, with what a test asks of it."""

    def __init__(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status_code = status
        self.headers = headers
        self.location = next((value for name, value in headers if name == "Location"), None)
        self.data = body
        kind = next((value for name, value in headers if name == "Content-Type"), "")
        self.mimetype = kind.partition(";")[0]

    @property
    def text(self) -> str:
        return self.data.decode()

    def get_data(self) -> str:
        return self.text


class Browser:
    """A browser without script: it keeps cookies and sends forms."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.port = port
        self.host = host
        self.cookies: dict[str, str] = {}

    def set_cookie(self, name: str, value: str, **_: Any) -> None:
        self.cookies[name] = value

    def get(self, url: str, **_: Any) -> Answer:
        return self._asks("GET", url)

    def post(
        self, url: str, data: Mapping[str, Any], headers: Mapping[str, str] = {}, **_: Any
    ) -> Answer:
        form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._asks("POST", url, urlencode(data, doseq=True), form)

    def _asks(self, method: str, url: str, body: str = "", more: Mapping[str, str] = {}) -> Answer:
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        with closing(HTTPConnection(self.host, self.port, timeout=PATIENCE)) as connection:
            connection.request(method, url, body or None, {**more, "Cookie": jar})
            with connection.getresponse() as response:
                answer = Answer(response.status, response.getheaders(), response.read())
        self._keeps(answer.headers)
        return answer

    def _keeps(self, headers: list[tuple[str, str]]) -> None:
        for name, value in headers:
            if name == "Set-Cookie":
                for key, morsel in SimpleCookie(value).items():
                    self.cookies[key] = morsel.value
                    if morsel["max-age"] == "0":
                        del self.cookies[key]


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def runs(data: Path, *words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """One command of the kiosk, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        cwd=HOUSE,
        env=_env(data, more),
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def asks(data: Path, *words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """The same without a process of its own, for the tenth command of a kind."""
    out, err = TextIOWrapper(BytesIO(), "utf-8", write_through=True), StringIO()
    with (
        patch.dict(os.environ, _env(data, more), clear=True),
        patch.object(sys, "stdin", StringIO(typed)),
        patch.object(os, "nice", lambda _: 0),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main(words)
    out.seek(0)
    return subprocess.CompletedProcess(words, code, out.read(), err.getvalue())


def copied(data: Path, to: Path) -> Path:
    """The same folder somewhere else, with its key beside it."""
    shutil.copytree(data, to)
    shutil.copytree(key_beside(data).parent, key_beside(to).parent)
    return to


def _env(data: Path, more: Mapping[str, str]) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    return {**own, "KIOSK_DATA": str(data), **more}


class Server:
    """A kiosk that serves, until it is killed."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        self.settings = settings
        self.port = a_free_port()
        self.host = "127.0.0.1"
        self.log = data.parent / "server.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.under: tuple[str, ...] = ()
        """What it is run by, to be looked at."""

    @property
    def first(self) -> int:
        """The process that all the others belong to; 0 while there is none."""
        return self.process.pid if self.process else 0

    def starts(self) -> None:
        """Until it answers."""
        until = time.monotonic() + PATIENCE
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.under, sys.executable, "-m", "kiosk"],
                cwd=HOUSE,
                env=_env(self.data, {**self.settings, "KIOSK_PORT": str(self.port)}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.02)

    def is_killed(self) -> None:
        """kill -9, for all of it at once: nobody gets to say goodbye."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def loses_its_head(self) -> None:
        """kill -9 for the first process alone, which nobody thinks of as the one that serves."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def is_told_to_leave(self) -> float:
        """SIGTERM, as a system that shuts down sends it. Seconds until it has gone."""
        assert self.process
        begun = time.monotonic()
        self.process.terminate()
        assert self.process.wait() == 0, self.log.read_text()
        return time.monotonic() - begun

    def workers(self) -> list[int]:
        """The processes that answer: children of the first."""
        assert self.process
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(each) for each in children.read_text().split()]

    def family(self) -> list[int]:
        """The processes that belong to it, whoever their parent is by now."""
        mine = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                state, _, group = stat.read_text().rpartition(") ")[2].split()[:3]
                if int(group) == self.first and state not in "ZX":
                    mine.append(int(stat.parent.name))
        return mine

    def _answers(self) -> bool:
        try:
            return Browser(self.port, self.host).get("/healthz").status_code in (200, 503)
        except (OSError, HTTPException):
            return False
