"""Looks at every page in every size, theme and language, and lays the pictures out on sheets."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
SMALLER = 0.4
GAP = 24
PAPER = "#d9d9d9"


def main() -> int:
    folder = read_options().folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    status = look(folder / "pictures")
    sheets = [lay_out(page, folder) for page in sorted((folder / "pictures").glob("*/*"))]
    print(f"{len(sheets)} sheets in {folder}")
    return status


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / ".cache" / "audit")
    return parser.parse_args()


def look(pictures: Path) -> int:
    """Run the audit's tests, which leave their pictures in a folder; pytest's exit status."""
    asked = [sys.executable, "-m", "pytest", "-m", "audit", "--numprocesses=auto", "tests/audit"]
    told = {**os.environ, "KIOSK_AUDIT": str(pictures)}
    return subprocess.run(asked, cwd=ROOT, env=told, check=False).returncode


def lay_out(page: Path, folder: Path) -> Path:
    """One sheet for a page in a language: a row for each theme and text, sizes side by side."""
    rows: dict[str, list[Image.Image]] = {}
    for file in sorted(page.glob("*.png"), key=width_of, reverse=True):
        rows.setdefault(look_of(file), []).append(small(file))
    wide = max(sum(picture.width + GAP for picture in row) for row in rows.values()) + GAP
    high = sum(max(picture.height for picture in row) + 2 * GAP for row in rows.values()) + GAP
    sheet = Image.new("RGB", (wide, high), PAPER)
    top = GAP
    for name in sorted(rows):
        top = put(sheet, name, rows[name], top)
    made = folder / f"{page.parent.name} {page.name}.png"
    sheet.save(made)
    return made


def put(sheet: Image.Image, name: str, row: list[Image.Image], top: int) -> int:
    """Put a row of pictures on the sheet under its name; where the next row begins."""
    ImageDraw.Draw(sheet).text((GAP, top), name, fill="black")
    left = GAP
    for picture in row:
        sheet.paste(picture, (left, top + GAP))
        left += picture.width + GAP
    return top + max(picture.height for picture in row) + 2 * GAP


def small(file: Path) -> Image.Image:
    with Image.open(file) as picture:
        size = (int(picture.width * SMALLER), int(picture.height * SMALLER))
        return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def look_of(file: Path) -> str:
    """Theme and text size, as the picture's name begins."""
    return file.stem.rpartition("-")[0]


def width_of(file: Path) -> int:
    return int(file.stem.rpartition("-")[2])


if __name__ == "__main__":
    sys.exit(main())
