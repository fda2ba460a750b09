"""Make the list of common passwords: python tools/common_passwords.py LIST, one a line.

Only those of a length that the kiosk takes are kept, as the beginnings of their hashes.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kiosk.store.access.common_passwords import HELD, piece
from kiosk.store.access.passwords import LONGEST, SHORTEST


def main(source: Path) -> None:
    """Write the list anew."""
    lines = source.read_text("utf-8", "replace").splitlines()
    held = {piece(line) for line in lines if SHORTEST <= len(line) <= LONGEST}
    HELD.write_bytes(b"".join(sorted(held)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
