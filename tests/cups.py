"""A real print server with one printer that eats paper: CUPS, in a folder of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import until

SERVER = Path("/usr/sbin/cupsd")
TALKS = """Listen 127.0.0.1:{port}
Browsing No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""
KEEPS = """ServerRoot {folder}/root
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/page
FileDevice Yes
"""


@dataclass(frozen=True)
class Cups:
    """A running print server."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/printers/desk"

    def printed(self) -> list[bytes]:
        """What came to it, in order."""
        files = sorted((self.folder / "spool").glob("d*-*"))
        return [file.read_bytes() for file in files]

    def stands_still(self) -> None:
        """The printer has no paper, say: it takes jobs and prints none."""
        self.admin("cupsdisable", "desk")

    def takes_nothing(self) -> None:
        self.admin("cupsreject", "desk")

    def goes_on(self) -> None:
        self.admin("cupsaccept", "desk")
        self.admin("cupsenable", "desk")

    def drops(self, job: int) -> None:
        """Somebody cancels it at the printer."""
        self.admin("cancel", f"desk-{job}")

    def admin(self, command: str, *words: str) -> None:
        where = ("-h", f"127.0.0.1:{self.port}")
        found = shutil.which(command) or f"/usr/sbin/{command}"
        subprocess.run([found, *where, *words], check=True, capture_output=True)


@contextmanager
def printing_server(folder: Path) -> Iterator[Cups]:
    """Serve one printer until the tests are done with it."""
    cups = Cups(folder, _free_port())
    for name in ("root", "spool", "cache", "state"):
        (folder / name).mkdir(parents=True)
    (folder / "cupsd.conf").write_text(TALKS.format(port=cups.port))
    (folder / "files.conf").write_text(KEEPS.format(folder=folder))
    files = ("-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf"))
    with subprocess.Popen([SERVER, "-f", *files]) as serving:
        try:
            until(lambda: _answers(cups.port))
            device = ("-v", f"file:{folder}/paper", "-E", "-m", "raw")
            cups.admin("lpadmin", "-p", "desk", *device)
            yield cups
        finally:
            serving.kill()


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port
