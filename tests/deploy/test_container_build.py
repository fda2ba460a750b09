"""The container file done step by step in a bare root, and what comes of it, running."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from kiosk.version import VERSION
from tests.deploy.building import Stage, build
from tests.faults.running import a_free_port
from tests.house.tree import HOUSE, text
from tests.patience import until

pytestmark = pytest.mark.torture

PYTHON = "/opt/kiosk/.venv/bin/python"
OWN = ("/var/lib/kiosk", "/var/backups/kiosk", "/tmp")


@pytest.fixture
def built(tmp_path: Path) -> Stage:
    """What the container file makes, from a Debian that has nothing yet."""
    assert os.geteuid() == 0, "building needs root, as a container engine does"
    base = tmp_path / "base"
    debootstrap = ["/usr/sbin/debootstrap", "--variant=minbase", "bookworm", str(base)]
    subprocess.run(debootstrap, check=True, stdout=subprocess.DEVNULL)
    made = build(text(Path("deploy/Containerfile")), HOUSE, base, tmp_path)
    for each in ("base", "system", "made"):
        shutil.rmtree(tmp_path / each)
    return made


@contextmanager
def serving(container: Stage) -> Iterator[str]:
    """The container, started as its file says, behind a proxy of ours. Where it answers."""
    port = str(a_free_port())
    container.env |= {"KIOSK_PORT": port, "KIOSK_PROXIES": "1", "KIOSK_PROXY_FROM": "172.30.83.2"}
    container.env |= {"KIOSK_BACKUP": "/var/backups/kiosk"}
    container.asks = [word.replace(":8000", f":{port}") for word in container.asks]
    server = container.runs(*container.start)
    try:
        yield f"http://127.0.0.1:{port}/healthz"
    finally:
        server.terminate()
        assert server.wait(timeout=60) == 0


def said(container: Stage, *command: str) -> tuple[int, str]:
    """How a command in the container ends, and what it says."""
    asked = container.runs(*command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    words, _ = asked.communicate()
    return asked.returncode, words


def owned_by_the_kiosk(container: Stage) -> list[str]:
    """Every path in the container that its user could change."""
    find = ["find", str(container.root), "-xdev", "-uid", "10001", "-printf", "/%P\\n"]
    return subprocess.run(find, capture_output=True, text=True, check=True).stdout.splitlines()


def test_the_container_is_built_refuses_the_open_network_and_serves_behind_a_proxy(built: Stage):
    code, words = said(built, *built.start)
    assert (code, "unencrypted" in words) == (1, True), words
    with serving(built) as address:
        until(lambda: said(built, *built.asks)[0] == 0)
        until(lambda: json.load(urlopen(address))["paper"] == "ok")
        assert said(built, PYTHON, "-m", "kiosk", "backup", "--quietly") == (0, "")
    assert said(built, PYTHON, "-m", "kiosk", "--version") == (0, f"{VERSION}\n")
    assert said(built, PYTHON, "-m", "kiosk", "caddyfile", "kiosk.internal")[0] == 0
    assert [path for path in owned_by_the_kiosk(built) if not path.startswith(OWN)] == []
    bill = json.loads((built.root / "opt/kiosk/sbom.cdx.json").read_text())
    versions = {part["name"]: part.get("version") for part in bill["components"]}
    assert all(versions.values()), "the container knows the version of each of its parts"
