"""Slow callers: whoever sends or reads slowly waits alone, and everybody else is answered."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from resource import RLIMIT_NOFILE, getrlimit, setrlimit
from select import select

import pytest

from kiosk.arriving import PATIENCE as DUE
from tests.faults.running import Browser, Server
from tests.patience import PATIENCE

BODY = b"POST /pair HTTP/1.1\r\nHost: kiosk\r\nContent-Length: 900\r\n\r\ncode="
HEAD = b"POST /pair HTTP/1.1\r\nHost: ki"
LEAVE = b"GET /healthz HTTP/1.1\r\nHost: kiosk\r\nConnection: close\r\n\r\n"
MANY = 24
"""Three times as many as there are threads."""


@pytest.fixture
def port(own_server: Server) -> int:
    own_server.starts()
    return own_server.port


@pytest.fixture
def calls(port: int) -> Iterator[Callable[..., list[socket.socket]]]:
    """Opens connections that say something and then no more."""
    opened: list[socket.socket] = []

    def call(said: bytes, many: int = MANY, source: str = "127.0.0.1") -> list[socket.socket]:
        fresh = [_opens(port, said, source) for _ in range(many)]
        opened.extend(fresh)
        return fresh

    yield call
    for each in opened:
        each.close()


def test_everybody_else_is_answered_while_the_slow_are_waited_for(
    port: int, calls: Callable[..., list[socket.socket]]
):
    face = re.search(r"/static/\w+/", Browser(port).get("/pair").text)
    assert face
    reads = f"GET {face[0]}vendor/paper/young-serif.ttf HTTP/1.1\r\nHost: kiosk\r\n\r\n"
    until = time.monotonic() + PATIENCE
    for said in (BODY, HEAD, LEAVE, reads.encode() * 40):
        while not _answered_beside(port, calls(said), waits=said in (BODY, HEAD)):
            assert time.monotonic() < until, f"nobody is answered beside {said[:20]!r}"


def test_no_answer_says_what_made_it_nor_believes_a_stranger_about_tls(port: int):
    told = LEAVE.replace(b"Connection:", b"X-Forwarded-Proto: https\r\nConnection:")
    for said in (told, b"GET /pair HTTP/1.1\r\nHost: a b\r\n\r\n", b"no words\r\n\r\n"):
        with closing(_opens(port, said)) as line:
            answer = _reads_on(line).decode()
        assert answer.startswith("HTTP/1.1 ")
        assert not re.search("^Server:|gunicorn|Strict-Transport", answer, re.MULTILINE)


def test_a_body_that_does_not_say_its_length_is_refused(port: int):
    said = b"POST /pair HTTP/1.1\r\nHost: kiosk\r\nTransfer-Encoding: chunked\r\n\r\n"
    with closing(_opens(port, said)) as line:
        assert _reads_on(line).startswith(b"HTTP/1.1 411 ")


@pytest.mark.torture
def test_sixty_four_of_them_from_another_address_hold_nobody_up(
    port: int, calls: Callable[..., list[socket.socket]]
):
    slow = calls(BODY, 64, "127.0.0.2")
    end, longest = time.monotonic() + 3 * DUE, 0.0
    while time.monotonic() < end:
        begun = time.monotonic()
        assert Browser(port).get("/pair").status_code == 200
        longest = max(longest, time.monotonic() - begun)
        time.sleep(0.2)
        for each in slow:
            _drips(each)
    assert longest < 1
    assert all(_reads_on(each).startswith(b"HTTP/1.1 408 ") for each in slow)


@pytest.mark.torture
def test_whoever_calls_too_often_makes_room_by_what_waited_longest(
    port: int, calls: Callable[..., list[socket.socket]]
):
    slow = calls(BODY, 200, "127.0.0.2")
    assert Browser(port).get("/pair").status_code == 200
    closed, _, _ = select(slow, [], [], 1)
    assert set(closed) == set(slow[:72])


@pytest.mark.torture
def test_where_few_files_may_be_open_callers_take_half_of_them(own_server: Server):
    soft, hard = getrlimit(RLIMIT_NOFILE)
    setrlimit(RLIMIT_NOFILE, (100, hard))
    own_server.starts()
    setrlimit(RLIMIT_NOFILE, (soft, hard))
    slow = [_opens(own_server.port, HEAD) for _ in range(200)]
    begun = time.monotonic()
    assert Browser(own_server.port).get("/pair").status_code == 200
    assert time.monotonic() - begun < DUE / 2
    for each in slow:
        each.close()


def _opens(port: int, said: bytes, source: str = "127.0.0.1") -> socket.socket:
    line = socket.socket()
    line.settimeout(PATIENCE)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    line.bind((source, 0))
    line.connect(("127.0.0.1", port))
    line.sendall(said)
    return line


def _answered_beside(port: int, slow: list[socket.socket], *, waits: bool) -> bool:
    """Whether somebody was answered; before any of those who wait was given up, where they do."""
    begun = time.monotonic()
    answered = Browser(port).get("/pair").status_code == 200
    given_up = bool(select(slow, [], [], 0)[0])
    return answered and not (waits and given_up) and time.monotonic() - begun < DUE / 2


def _drips(line: socket.socket) -> None:
    try:
        line.send(b"a")
    except OSError:
        return


def _reads_on(line: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    found = b""
    try:
        while more := line.recv(4096):
            found += more
    except ConnectionError:
        return found
    return found
