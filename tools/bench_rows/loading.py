"""Rows about loading: the bytes of the first page, and the time to the first answer."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from .measure import Row, median_wall
from .walking import kiosk

FIRST_ANSWER = """
import os, sys
from pathlib import Path
from kiosk import create_app
from kiosk.settings import Settings
data = Path(sys.argv[1])
app = create_app(Settings(data=data, key_file=data / "keys" / "master.key"))
answer = app.test_client().get("/")
os._exit(0 if answer.status_code == 200 else 1)
"""

LIBRARIES = "import os, flask, sqlalchemy; os._exit(0)"


def row_11() -> Row:
    """Everything the first page loads, compressed."""
    with tempfile.TemporaryDirectory() as name:
        wire = kiosk(Path(name))
        page = wire.get("/")
        total = len(wire.get("/", zipped=True))
        for place in sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.decode()))):
            total += len(wire.get(place, zipped=True))
    static = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
    fonts = sum(file.stat().st_size for file in static.glob("*.woff2") if "more" not in file.name)
    figure = f"{total / 1024:.1f} KB, with fonts {(total + fonts) / 1024:.1f} KB"
    met = total <= 30 * 1024 and total + fonts <= 95 * 1024
    return Row(
        "11", "first load, compressed, without and with fonts", "≤ 30 KB, ≤ 95 KB", figure, met
    )


def row_13() -> Row:
    """From nothing to the first answer, beside importing Flask and SQLAlchemy."""
    with tempfile.TemporaryDirectory() as name:
        kiosk(Path(name))

        def first() -> None:
            subprocess.run([sys.executable, "-c", FIRST_ANSWER, name], check=True)

        def bare() -> None:
            subprocess.run([sys.executable, "-c", LIBRARIES], check=True)

        walls = median_wall({"first": first, "bare": bare}, rounds=9)
    ratio = walls["first"] / walls["bare"]
    figure = f"{ratio:.2f} ({walls['first'] * 1e3:.0f} ms / {walls['bare'] * 1e3:.0f} ms)"
    return Row(
        "13",
        "start to first answer / importing Flask and SQLAlchemy",
        "≤ 1.3",
        figure,
        ratio <= 1.3,
    )
