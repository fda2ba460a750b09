"""Has scanners look for holes: in the code, in the packages, and in a kiosk that runs.

Part of `make audit`. Ends with 1 where a finding of medium weight or more is not argued below, and
with 3 where the scanners are not on this machine. Its last line says what each of them saw.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from kiosk.demo.clinic import build, settings_of  # noqa: E402
from kiosk.settings import Settings  # noqa: E402
from kiosk.store import Store, open_store  # noqa: E402
from kiosk.store.access import staff  # noqa: E402
from kiosk.store.engine.transaction import random_id  # noqa: E402
from trials import NOT_THERE  # noqa: E402

TOOLS = ROOT / ".cache" / "scanners" / "bin"
"""An environment of their own: what they need does not fit beside what the kiosk needs."""

MEDIUM = 2
"""From here on a finding of wapiti's counts."""

ARGUED = {
    ("B104", "kiosk/usecases/reach_kiosk.py"): "compares an address, and binds to nothing",
    ("B108", "kiosk/serve.py"): "gunicorn makes a file of a random name there",
    ("B108", "tools/drills/cluster.py"): "a home that whoever runs the server may look into",
    ("B302", "kiosk/compiled.py"): "kept beside byte-code, by whoever may write that",
    ("B303", "kiosk/store/access/authenticator_codes.py"): "what authenticator apps speak",
    ("B314", "kiosk/exports/paper/body_map.py"): "reads a picture of our own",
    ("B310", "tools/bench_rows/large.py"): "asks the server that it has just started",
    ("B314", "kiosk/exports/page_tree.py"): "reads a page of our own, which names no DTD",
    ("B314", "kiosk/web/questions/body_map.py"): "reads a picture of our own",
    ("B608", "kiosk/store/backups/server_rows.py"): "names of our own tables",
    ("B608", "kiosk/store/engine/migrations/versions/"): "names of our own tables",
}
"""Findings of bandit's by rule and file or folder, with what stands against each."""

MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,http_headers,methods,permanentxss,redirect,"
    "sql,timesql,upload,xss,xxe"
)
"""What wapiti tries. Left out is what asks a server of its makers', or looks for PHP or LDAP, which
nothing here speaks: for a find of the latter it takes any two pages that differ."""

ENDS_THE_SIGN_IN = ("/staff/sign-out", "/staff/me/*", "/admin/staff/*")
SECONDS = 240
"""For each look of wapiti's round the kiosk."""


def main() -> int:
    """Run all of them, where they are there."""
    if not (TOOLS / "wapiti").exists():
        print("The scanners are not there: python3 tools/setup.py --for scan")
        return NOT_THERE
    seen: list[str] = []
    left = [*bandit(seen), *packages(seen), *wapiti(seen)]
    for line in left:
        print(f"NOT ARGUED  {line}")
    print(f"{len(left)} findings of medium weight or more not argued; {'; '.join(seen)}")
    return 1 if left else 0


def bandit(seen: list[str]) -> Iterator[str]:
    """What it says of our code; how much it saw is added to ``seen``, as by the others."""
    asked: list[str | Path] = [
        TOOLS / "bandit",
        "--quiet",
        "--recursive",
        "kiosk",
        "tools",
        "wsgi.py",
        "-ll",
    ]
    found = json.loads(output_of([*asked, "--format", "json"]))["results"]
    for each in found:
        rule, file = each["test_id"], each["filename"].removeprefix("./")
        if not any(rule == argued and file.startswith(place) for argued, place in ARGUED):
            yield f"bandit {rule} {file}:{each['line_number']} {each['issue_text']}"
    seen.append(f"bandit: {len(found)} findings")


def packages(seen: list[str]) -> Iterator[str]:
    """What is known of the packages that run with the kiosk, where anybody can be asked."""
    lock = ROOT / "tools" / "requirements" / "run.txt"
    asked: list[str | Path] = [
        TOOLS / "pip-audit",
        "--requirement",
        lock,
        "--disable-pip",
        "--require-hashes",
    ]
    said = output_of([*asked, "--format", "json", "--progress-spinner", "off"])
    listed = json.loads(said)["dependencies"] if said.startswith("{") else []
    looked_up = [each for each in listed if "vulns" in each]
    for each in looked_up:
        yield from (f"pip-audit {each['name']} {known['id']}" for known in each["vulns"])
    seen.append(f"pip-audit: {len(looked_up)} of {len(listed)} packages looked up")


def wapiti(seen: list[str]) -> Iterator[str]:
    """What it finds in a kiosk that serves: as a stranger, and as staff with every role."""
    with tempfile.TemporaryDirectory(prefix="scan") as name:
        settings = settings_of(Settings(data=Path(name)))
        build(settings, lambda words: None)
        cookie = f"kiosk_staff={signed_in(open_store(settings))}"
        with served(settings) as address:
            for who, more in (("a stranger", []), ("staff", ["--cookie-value", cookie])):
                yield from _looks_round(address, who, more, Path(name), seen)


def _looks_round(
    address: str, who: str, more: Sequence[str], folder: Path, seen: list[str]
) -> Iterator[str]:
    report = folder / f"{who.replace(' ', '-')}.json"
    asked: list[str | Path] = [
        TOOLS / "wapiti",
        "--url",
        address,
        "--start",
        f"{address}staff/",
        *more,
    ]
    asked += ["--module", MODULES, "--scope", "domain", "--no-bugreport", "--flush-session"]
    asked += ["--store-session", folder / "session", "--store-config", folder / "config"]
    asked += ["--max-scan-time", str(SECONDS), "--max-attack-time", str(SECONDS // 8)]
    asked += [word for path in ENDS_THE_SIGN_IN for word in ("--exclude", f"{address}{path[1:]}")]
    output_of([*asked, "--format", "json", "--output", report, "--verbose", "0"])
    said: dict[str, Any] = json.loads(report.read_text("utf-8"))
    found = {**said["vulnerabilities"], **said["anomalies"]}
    heavy = [(kind, each) for kind in found for each in found[kind] if each["level"] >= MEDIUM]
    for kind, each in heavy:
        yield f"wapiti as {who}: {kind}: {each['method']} {each['path']} {each['info']}"
    pages = said["infos"].get("crawled_pages_nbr", "?")
    seen.append(f"wapiti as {who}: {pages} addresses, {len(heavy)} findings")


def signed_in(store: Store) -> str:
    """The token of somebody with every role."""
    password = random_id()
    with store.writing() as tx:
        staff.add(tx, "Scanner", password, ("desk", "therapist", "admin"), by="scan")
    token = staff.sign_in(store, "Scanner", password, "127.0.0.1")
    store.close()
    return token


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The kiosk as a server of its own, over this data; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    told = {"KIOSK_DATA": settings.data, "KIOSK_KEY_FILE": settings.key_file, "KIOSK_PORT": port}
    env = {**os.environ, "KIOSK_TOTP": "off", **{key: str(value) for key, value in told.items()}}
    kiosk, log = [sys.executable, "-m", "kiosk"], settings.data / "refused.log"
    with log.open("wb") as said, subprocess.Popen(kiosk, cwd=ROOT, env=env, stderr=said) as server:
        address = f"http://127.0.0.1:{port}/"
        while not _answers(int(port)):
            if server.poll() is not None:
                raise SystemExit("The kiosk does not start.")
            time.sleep(0.2)
        yield address
        server.terminate()


def _answers(port: int) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status > 0
        except (OSError, HTTPException):
            return False


def output_of(words: Sequence[str | Path]) -> str:
    """What a scanner says; how it ends says only whether it found something."""
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
