"""Rows about loading: the bytes of the first page, and the time to the first answer."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from .measure import Row, cpu_of_all
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


FACES = ("hyperlegible.woff2", "young-serif.woff2")
"""The faces of a page in Latin letters: others are fetched for a page that has theirs."""

FETCHED = re.compile(r'<(?:link rel="(?!apple|preload)[^>]*?href|script src)="(/static/[^"]+)"')
"""Files of a page that a browser fetches by itself: iPad's icon only when it is put on a screen.

The faces, which a page asks for ahead of its stylesheets, are counted by themselves.
"""


def row_11() -> Row:
    """Everything the first page loads, compressed."""
    with tempfile.TemporaryDirectory() as name:
        wire = kiosk(Path(name))
        page = wire.get("/")
        total = len(wire.get("/", zipped=True))
        for place in sorted(set(FETCHED.findall(page.decode()))):
            total += len(wire.get(place, zipped=True))
    static = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
    fonts = sum((static / face).stat().st_size for face in FACES)
    figure = f"{total / 1024:.1f} KB, with fonts {(total + fonts) / 1024:.1f} KB"
    met = total <= 30 * 1024 and total + fonts <= 80 * 1024
    return Row(
        "11", "first load, compressed, without and with fonts", "≤ 30 KB, ≤ 80 KB", figure, met
    )


def row_13() -> Row:
    """From nothing to the first answer, beside importing Flask and SQLAlchemy."""
    with tempfile.TemporaryDirectory() as name:
        kiosk(Path(name))
        starts = {"first": (FIRST_ANSWER, name), "bare": (LIBRARIES, name)}
        least = dict.fromkeys(starts, float("inf"))
        for _ in range(7):
            for what, (code, folder) in starts.items():
                spent = cpu_of_all([sys.executable, "-c", code, folder])
                least[what] = min(least[what], spent)
    ratio = least["first"] / least["bare"]
    figure = f"{ratio:.2f} ({least['first'] * 1e3:.0f} ms / {least['bare'] * 1e3:.0f} ms)"
    what = "start to first answer / importing Flask and SQLAlchemy, CPU, compiled"
    return Row("13", what, "≤ 1.6", figure, ratio <= 1.6)
