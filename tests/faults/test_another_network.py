"""Slow callers from another network, past the proxy and through it, hold nobody up."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from kiosk.arriving import PATIENCE as DUE
from kiosk.settings import Settings
from kiosk.usecases.reach_kiosk import caddyfile
from tests.faults.running import Browser, Server, a_free_port
from tests.patience import until

HERE, THERE = "10.213.7.1", "10.213.7.2"
"""The two ends of a cable."""
CALLERS = 64
SLOW = """
import socket, ssl, sys, time
host, port, over_tls, many, seconds = sys.argv[1], *(int(each) for each in sys.argv[2:])
head = b"POST /pair HTTP/1.1\\r\\nHost: " + host.encode() + b"\\r\\n"
slow = []
for number in range(many):
    line = socket.create_connection((host, port), 20)
    if over_tls:
        blind = ssl.create_default_context()
        blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
        line = blind.wrap_socket(line, server_hostname=host)
    line.sendall(head if number % 2 else head + b"Content-Length: 900\\r\\n\\r\\n")
    slow.append(line)
print("all are there", flush=True)
end = time.monotonic() + seconds
while time.monotonic() < end:
    for line in slow:
        try:
            line.send(b"a")
        except OSError:
            pass
    time.sleep(0.5)
"""

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(os.geteuid() != 0, reason="another network takes root"),
]


@pytest.fixture
def cable() -> Iterator[str]:
    """Another network beside this one, with a cable in between; its name."""
    name = f"kiosk{os.getpid()}"
    ours, theirs = f"k{os.getpid()}a", f"k{os.getpid()}b"
    try:
        ip("netns", "add", name)
        ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", name)
        ip("addr", "add", f"{HERE}/30", "dev", ours)
        ip("link", "set", ours, "up")
        ip("-n", name, "addr", "add", f"{THERE}/30", "dev", theirs)
        ip("-n", name, "link", "set", theirs, "up")
        yield name
    finally:
        with suppress(subprocess.CalledProcessError):
            ip("link", "del", ours)
        ip("netns", "del", name)


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


@contextmanager
def slow_callers(name: str, port: int, *, over_tls: bool) -> Iterator[None]:
    """So many of them call from there, half with a slow head and half with a slow body."""
    said = [HERE, str(port), str(int(over_tls)), str(CALLERS), str(int(3 * DUE))]
    command = ["ip", "netns", "exec", name, sys.executable, "-c", SLOW, *said]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as callers:
        assert callers.stdout
        assert callers.stdout.readline() == b"all are there\n"
        yield
        callers.terminate()


def longest_answer(asks: Callable[[], int]) -> float:
    """The longest that anybody waited, asking now and then for as long as they are there."""
    longest, end = 0.0, time.monotonic() + 2.5 * DUE
    while time.monotonic() < end:
        begun = time.monotonic()
        assert asks() == 200
        longest = max(longest, time.monotonic() - begun)
        time.sleep(0.2)
    return longest


def test_nobody_waits_for_them_where_there_is_no_proxy(own_server: Server, cable: str):
    own_server.host = HERE
    own_server.settings |= {"KIOSK_HOST": HERE, "KIOSK_INSECURE_LAN": "yes"}
    own_server.starts()
    with slow_callers(cable, own_server.port, over_tls=False):
        assert longest_answer(lambda: Browser(own_server.port, HERE).get("/pair").status_code) < 1


@pytest.mark.skipif(not shutil.which("caddy"), reason="no Caddy on this machine")
def test_nor_through_the_proxy_that_is_shipped(own_server: Server, cable: str, tmp_path: Path):
    own_server.settings |= {"KIOSK_PROXIES": "1"}
    own_server.starts()
    with the_proxy(own_server, tmp_path) as port, slow_callers(cable, port, over_tls=True):
        assert longest_answer(lambda: asks_over_tls(port)) < 1


@contextmanager
def the_proxy(server: Server, folder: Path) -> Iterator[int]:
    """Caddy with the recipe of this project, at a port that anybody may open."""
    port, file = a_free_port(), folder / "Caddyfile"
    recipe = caddyfile(Settings(port=server.port), HERE)
    recipe = recipe.replace(f"\n{HERE} {{", f"\nhttps://{HERE}:{port} {{")
    file.write_text(recipe.replace("{\n", "{\n\tadmin off\n\tauto_https disable_redirects\n", 1))
    homes = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(file)]
    with (folder / "caddy.log").open("wb") as log:
        proxy = subprocess.Popen(command, env={**os.environ, **homes}, stdout=log, stderr=log)
    try:
        until(lambda: _answers(port))
        yield port
    finally:
        proxy.terminate()
        proxy.wait()


def _answers(port: int) -> bool:
    try:
        return asks_over_tls(port) == 200
    except OSError:
        return False


def asks_over_tls(port: int) -> int:
    """The status of one page, asked for through the proxy."""
    blind = ssl.create_default_context()
    blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
    with closing(HTTPSConnection(HERE, port, timeout=20, context=blind)) as connection:
        connection.request("GET", "/pair")
        return connection.getresponse().status
