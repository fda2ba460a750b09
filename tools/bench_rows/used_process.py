"""A process of its own: a web process is used, and says how many KiB it holds, first and last."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from itertools import cycle, islice
from pathlib import Path

from kiosk.serve import free_large_blocks
from kiosk.store.access import passwords

from .personas import PERSONAS, Walk
from .walking import kiosk

MIGRATES = """
import sys
from pathlib import Path
from kiosk.settings import Settings
from kiosk.store import open_store
data = Path(sys.argv[1])
open_store(Settings(data=data, key_file=data / "keys" / "master.key")).close()
"""
"""A process that ends makes the schema, as a web process finds it at every start but the first."""

WALKS = 100
AT_ONCE = 8


def main() -> None:
    """Eight sign in at once, and a hundred walk."""
    free_large_blocks()
    with tempfile.TemporaryDirectory() as name:
        subprocess.run([sys.executable, "-c", MIGRATES, name], check=True)
        wire = kiosk(Path(name))
        wire.get("/")
        begun = resident()
        sign_in_at_once()
        for answers in islice(cycle(PERSONAS), WALKS):
            wire.htmx = False
            walk = Walk(wire, answers)
            walk.starts()
            wire.htmx = True
            walk.walks(lambda _, __, sends: sends())
        sys.stdout.write(f"{begun} {resident()}\n")


def sign_in_at_once() -> None:
    """Eight threads check a password at the same moment."""
    kept, ready = passwords.hashed("a long enough password"), threading.Barrier(AT_ONCE)

    def checks() -> None:
        ready.wait()
        passwords.matches("a long enough password", kept)

    threads = [threading.Thread(target=checks) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def resident() -> int:
    """KiB of this process in memory."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
