"""Requests that no browser sends: each gets one answer, and nobody else's is moved or repeated."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import closing

import pytest

from kiosk import leaving
from kiosk.leaving import Leaving
from tests.faults.running import Server
from tests.patience import PATIENCE

SECRET = b"story=Marisol-Kestrel-7741"
HOST = b"Host: kiosk\r\n"
LEAVE = b"Connection: close\r\n"
LAST = b"GET /healthz HTTP/1.1\r\n" + HOST + LEAVE + b"\r\n"


def get(path: bytes, more: bytes = b"", version: bytes = b"HTTP/1.1") -> bytes:
    return b"GET " + path + b" " + version + b"\r\n" + HOST + more + b"\r\n"


def post(more: bytes, body: bytes = SECRET) -> bytes:
    return b"POST /pair HTTP/1.1\r\n" + HOST + more + b"\r\n" + body


def long(size: int) -> bytes:
    return post(b"Content-Length: %d\r\n" % size)


WHOLE = len(SECRET)
STRANGE = {
    "one behind the other": (get(b"/healthz") * 2 + LAST, [200, 200, 200]),
    "by HTTP/1.0": (get(b"/healthz", version=b"HTTP/1.0"), [200]),
    "without a version": (b"GET /healthz\r\n\r\n", [400]),
    "of another protocol": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]),
    "no words": (b"\xff\x00" * 50 + b"\r\n\r\n", [400]),
    "an empty line before": (long(WHOLE) + b"\r\n" + LAST, [400, 200]),
    "a body without a length": (post(b"", b"") + LAST, [400, 200]),
    "a body with a GET": (get(b"/healthz", b"Content-Length: 5\r\n") + b"hello" + LAST, [200, 200]),
    "more body than it says": (long(WHOLE - 21) + b"\r\n\r\n" + LAST, [400, 400]),
    "two lengths": (post(b"Content-Length: 5\r\nContent-Length: 6\r\n") + LAST, [400]),
    "a length below nothing": (post(b"Content-Length: -5\r\n") + LAST, [400]),
    "a list of lengths": (post(b"Content-Length: 5, 5\r\n") + LAST, [400]),
    "a length in other digits": (post(b"Content-Length: \xb2\r\n") + LAST, [400]),
    "a length with noughts": (post(b"Content-Length: %026d\r\n" % WHOLE) + LAST, [400, 200]),
    "a length of many digits": (post(b"Content-Length: " + b"9" * 30 + b"\r\n"), [413]),
    "a length with a space": (post(b"Content-Length : 5\r\n") + LAST, [400]),
    "a length on a folded line": (post(b"X: y\r\n Content-Length: 5\r\n") + LAST, [400]),
    "a length behind a bare line feed": (post(b"X: y\nContent-Length: 5\r\n") + LAST, [400]),
    "a length with an underscore": (post(b"Content_Length: %d\r\n" % WHOLE) + LAST, [400, 400]),
    "chunked": (post(b"Transfer-Encoding: chunked\r\n", b"0\r\n\r\n") + LAST, [411]),
    "chunked with a space": (post(b"Transfer-Encoding : chunked\r\n") + LAST, [411]),
    "chunked on a folded line": (post(b"X: y\r\n\tTransfer-Encoding: chunked\r\n"), [411]),
    "chunked and a length": (
        post(b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n") + LAST, [411]),
    "an expectation": (long(WHOLE).replace(b"Host", b"Expect: tea\r\nHost"), [417]),
    "a tunnel": (b"CONNECT kiosk:80 HTTP/1.1\r\n" + HOST + b"\r\n" + LAST, [404]),
    "another protocol asked for": (get(b"/healthz", b"Upgrade: h2c\r\n" + LEAVE), [200]),
    "two hosts": (get(b"/healthz", HOST), [400]),
    "a nought in the address": (get(b"/heal\0thz"), [400]),
    "a line break in the address": (get(b"/i/a%0d%0aX:y", LEAVE), [303]),
    "a long address": (get(b"/" + b"a" * 2100), [414]),
    "a long line": (get(b"/healthz", b"X: " + b"a" * 9000 + b"\r\n"), [431]),
    "many lines": (get(b"/healthz", b"X: y\r\n" * 120), [431]),
    "a head without end": (b"GET /healthz HTTP/1.1\r\nX: " + b"a" * 40_000, [431]),
}  # fmt: skip


def test_each_gets_its_own_answer_and_nothing_that_was_sent_is_repeated(own_server: Server):
    own_server.starts()
    wrong = {}
    for name, (said, expected) in STRANGE.items():
        answer = answered(own_server.port, said)
        statuses = [int(each) for each in re.findall(rb"HTTP/1\.[01] (\d{3}) ", answer)]
        if statuses != expected or b"Kestrel" in answer or b"\r\nX:" in answer:
            wrong[name] = answer
    assert wrong == {}
    assert "Kestrel" not in own_server.log.read_text()
    assert "Refused InvalidRequestLine from 127.0.0.1" in own_server.log.read_text()

    assert answered(own_server.port, get(b"/healthz"), half=True).startswith(b"HTTP/1.1 200 ")


def answered(port: int, said: bytes, *, half: bool = False) -> bytes:
    """All that comes until the other side closes."""
    with closing(socket.create_connection(("127.0.0.1", port), PATIENCE)) as line:
        line.sendall(said)
        if half:
            line.shutdown(socket.SHUT_WR)
        found = b""
        while more := line.recv(65536):
            found += more
    return found


def reads(line: socket.socket, bites: int) -> threading.Thread:
    """Somebody who reads so much at a time, to the end."""

    def read() -> None:
        while line.recv(bites):
            pass

    reader = threading.Thread(target=read)
    reader.start()
    return reader


def test_a_reader_who_takes_a_drop_now_and_then_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(leaving, "SENDING", 0.05)
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    drips, over = threading.Event(), threading.Event()

    def drop() -> None:
        drips.set()
        while not over.wait(0.01) and theirs.recv(64):
            pass

    reader = threading.Thread(target=drop)
    reader.start()
    drips.wait()
    with pytest.raises(ConnectionResetError, match="nobody reads"):
        Leaving(ours).sendall(bytes(64 * 1024))
    over.set()
    ours.close()
    reader.join()
    theirs.close()


def test_whoever_reads_gets_all_of_it_and_the_time_it_takes_to_make_is_not_theirs(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(leaving, "SENDING", 0.0)
    ours, theirs = socket.socketpair()
    reader = reads(theirs, 65536)
    answer = Leaving(ours)
    for _ in range(3):
        answer.sendall(bytes(4 * 1024 * 1024))
    ours.close()
    reader.join()
    theirs.close()
