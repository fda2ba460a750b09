"""A webhook's message arrives signed at a public address of the settings, and nowhere else."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from kiosk.exports import public_host, webhook
from kiosk.exports.openapi import openapi
from kiosk.exports.webhook import NotDelivered, deliver, secret_in
from kiosk.store.access import webhooks
from tests.browser.clinic import own_certificate

SECRET = b"an invented secret of the tests, long"
SAID = {"id": "m1", "event": "signed", "record": "r1", "at": "2026-03-10T09:00:00+00:00"}


class _Takes(BaseHTTPRequestHandler):
    """Keeps what is posted, and answers as its path says."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, dict(self.headers), body))
        if self.path == "/never":
            self.server.ended.wait(10)
        self.send_response(200 if self.path == "/never" else int(self.path.strip("/")))
        self.send_header("Location", "/200")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def receiver(folder: Path) -> Iterator[tuple[str, ssl.SSLContext, list[Any]]]:
    """A host over TLS: its address, what trusts it, and what it was sent."""
    cert, key = own_certificate(folder)
    server = HTTPServer(("127.0.0.1", 0), _Takes)
    server.handle_error = lambda *_: None
    server.taken, server.ended = [], threading.Event()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(cert, key)
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        trust = ssl.create_default_context(cafile=str(cert))
        yield f"https://127.0.0.1:{server.server_port}", trust, server.taken
    finally:
        server.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def any_address(_: str) -> bool:
    return True


def why(url: str, trust: ssl.SSLContext | None, may_call: Any = any_address) -> str:
    with pytest.raises(NotDelivered) as no:
        deliver(url, SAID, SECRET, 1773133200, may_call, trust)
    return no.value.why


def test_a_message_is_signed_over_its_time_and_its_body(tmp_path: Path):
    with receiver(tmp_path) as (host, trust, taken):
        deliver(f"{host}/204", SAID, SECRET, 1773133200, any_address, trust)
    ((_, headers, body),) = taken
    assert json.loads(body) == SAID
    assert (headers["Kiosk-Message"], headers["Kiosk-Time"]) == ("m1", "1773133200")
    expected = hmac.new(SECRET, b"1773133200." + body, hashlib.sha256).hexdigest()
    assert headers["Kiosk-Signature"] == f"v1={expected}"


def test_a_redirect_is_never_followed_and_a_no_is_no_yes(tmp_path: Path):
    with receiver(tmp_path) as (host, trust, taken):
        assert [why(f"{host}/{code}", trust) for code in (302, 307, 404, 500)] == ["refused"] * 4
        assert [path for path, *_ in taken] == ["/302", "/307", "/404", "/500"]


def test_a_private_address_and_a_strangers_certificate_are_sent_nothing(tmp_path: Path):
    with receiver(tmp_path) as (host, trust, taken):
        assert why(f"{host}/200", trust, public_host.is_public) == "private"
        assert why(f"{host}/200", None) == "lost"
        assert taken == []


def test_whoever_never_answers_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(webhook, "SECONDS", 0.3)
    monkeypatch.setattr(public_host, "QUIET", 60.0)
    with receiver(tmp_path) as (host, trust, taken):
        assert why(f"{host}/never", trust) == "lost"
        assert len(taken) == 1


def test_without_a_secret_of_its_length_nothing_is_signed(tmp_path: Path):
    file = tmp_path / "secret"
    for content in (None, b"", b"short\n"):
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(NotDelivered, match="secret"):
            secret_in(file)
    file.write_bytes(SECRET + b"\n")
    assert secret_in(file) == SECRET


def test_the_description_for_programs_says_what_is_sent(tmp_path: Path):
    told = openapi("/visits", "/papers", "/dictionary", "/description")["webhooks"]
    message = told["happened"]["post"]
    with receiver(tmp_path) as (host, trust, taken):
        deliver(f"{host}/204", SAID, SECRET, 1773133200, any_address, trust)
    ((_, headers, body),) = taken
    schema = message["requestBody"]["content"]["application/json"]["schema"]
    sent = json.loads(body)
    assert set(sent) == set(schema["properties"]) == set(schema["required"])
    assert set(schema["properties"]["event"]["enum"]) == set(webhooks.IN_WORDS.values())
    known = {each["name"]: each["schema"] for each in message["parameters"]}
    assert set(known) == {name for name in headers if name.startswith("Kiosk-")}
    assert re.fullmatch(known["Kiosk-Signature"]["pattern"], headers["Kiosk-Signature"])
    assert {each["in"] for each in message["parameters"]} == {"header"}
