"""Serves the recipe of the proxy on this machine alone, and has testssl.sh look at its TLS.

Ends with 1 where a finding of medium weight or more is not argued below, and with 3 where Caddy or
testssl.sh is not on this machine. The last line is the figure.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from trials import NOT_THERE  # noqa: E402

RECIPE = ROOT / "deploy" / "Caddyfile"
NAME = "kiosk.clinic.internal"

LOOKS = (
    *("--protocols", "--std", "--fs", "--server-preference", "--server-defaults"),
    *("--vulnerable", "--quiet", "--color", "0", "--warnings", "batch"),
)
HEAVY = frozenset({"MEDIUM", "HIGH", "CRITICAL"})
ARGUED = {
    "cert_chain_of_trust": "the authority is the clinic's own, which its tablets trust",
    "cert_expirationStatus": "that authority gives twelve hours, and anew long before",
    "cert_notAfter": "as above",
    "cert_revocation": "a certificate of twelve hours is not revoked",
}
"""Findings of testssl.sh by their name, with what stands against each."""


def main() -> int:
    """Look, and say what is not argued."""
    if not (shutil.which("caddy") and shutil.which("testssl")):
        print("Caddy or testssl.sh is not there: python3 tools/setup.py --for scan")
        return NOT_THERE
    with tempfile.TemporaryDirectory(prefix="scan") as name, served(Path(name)) as port:
        found = looked_at(port, Path(name) / "found.json")
    heavy = [each for each in found if each["severity"] in HEAVY]
    left = [each for each in heavy if each["id"] not in ARGUED]
    for each in left:
        print(f"NOT ARGUED  testssl {each['id']}: {each['finding']}")
    spoken = ", ".join(sorted(each["id"] for each in found if _is_spoken(each)))
    print(
        f"{len(found)} looks of testssl.sh, {spoken} alone are spoken; "
        f"{len(heavy)} findings of medium weight or more, {len(left)} of them not argued"
    )
    return 1 if left or not found else 0


def looked_at(port: int, report: Path) -> list[dict[str, Any]]:
    """What testssl.sh found, each with its weight."""
    words = ["testssl", *LOOKS, "--ip", "127.0.0.1", "--jsonfile", str(report), f"{NAME}:{port}"]
    subprocess.run(words, stdout=subprocess.DEVNULL, check=False)
    found: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))
    return [each for each in found if each["severity"] != "WARN"]


def _is_spoken(each: dict[str, Any]) -> bool:
    protocols = each["id"].startswith(("SSLv", "TLS1"))
    return protocols and str(each["finding"]).startswith("offered")


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The recipe, word for word but for its ports, and with nobody behind it; its port."""
    port, plain = free_port(), free_port()
    ports = f"http_port {plain}\n\thttps_port {port}"
    ours = f"{{\n\tadmin off\n\t{ports}\n\tstorage file_system {folder}\n"
    recipe = RECIPE.read_text("utf-8").replace("{\n", ours, 1)
    recipe = recipe.replace(f"{NAME} {{\n", f"{NAME} {{\n\tbind 127.0.0.1\n")
    file = folder / "Caddyfile"
    file.write_text(recipe, encoding="utf-8")
    words = ["caddy", "run", "--adapter", "caddyfile", "--config", str(file)]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as caddy:
        while not _listens(port):
            if caddy.poll() is not None:
                raise SystemExit("Caddy does not take the recipe.")
            time.sleep(0.2)
        yield port
        caddy.terminate()


def free_port() -> int:
    """One that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


if __name__ == "__main__":
    sys.exit(main())
