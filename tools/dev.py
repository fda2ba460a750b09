"""The demo for whoever changes it: served anew when code, a template or a word was saved."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = tuple(ROOT / name for name in ("kiosk", "static", "templates"))
DEMO = (sys.executable, "-m", "kiosk", "demo")
LOOK = 0.5
"""Seconds between two looks at the files."""


def seen(folders: Iterable[Path]) -> dict[Path, int]:
    """When each file was last saved. What Python writes down for itself is none of ours."""
    found = {}
    for path in (path for folder in folders for path in folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            with suppress(FileNotFoundError):
                found[path] = path.stat().st_mtime_ns
    return found


def until_changed(folders: Sequence[Path], look: float = LOOK) -> None:
    """Return once a file was saved, added or taken away."""
    before = seen(folders)
    while seen(folders) == before:
        time.sleep(look)


def main() -> int:
    """Serve until Ctrl-C. A demo that fails to start waits for the mend."""
    while True:
        demo = subprocess.Popen(DEMO, cwd=ROOT)
        try:
            until_changed(FOLDERS)
        except KeyboardInterrupt:
            return 0
        finally:
            demo.terminate()
            demo.wait()


if __name__ == "__main__":
    sys.exit(main())
