"""Looks at every page in every way and lays the pictures out on sheets to leaf through.

What was found is kept in the folder with what it was found of: a second run looks only at pages
that changed, or whose judges did, and one that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
AUDIENCES = ("walk", "staff")
STYLE = """body { font: 16px/1.4 sans-serif; margin: 2rem; background: #e9e9e9; color: #111 }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1.5rem }
figure { margin: 0 } img { max-width: 100%; max-height: 30rem; border: 1px solid #777 }
.wrong { color: #85122f }"""


@dataclass(frozen=True)
class Seen:
    """One look at one page: where its picture lies, and what was found."""

    audience: str
    page: str
    language: str
    look: str
    picture: Path
    found: tuple[str, ...]


def main() -> int:
    """Look, lay out, and say how much there is; 1 where something was found."""
    folder = read_options().folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    begun = time.time()
    status = look(folder)
    seen = list(everything(folder))
    lay_out(folder, seen)
    anew = sum(is_anew(each, begun) for each in seen)
    found = sum(len(each.found) for each in seen)
    looks = sum(each.picture.exists() for each in seen)
    print(f"{looks} looks, {anew} of them anew in {time.time() - begun:.0f} s")
    print(f"{len(seen) - looks} pages asked of the HTML checker, {found} findings")
    print(f"Leaf through them: {folder / 'index.html'}")
    return status


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / ".cache" / "audit")
    return parser.parse_args()


def look(folder: Path) -> int:
    """Run the audit's tests, which keep what they see in a folder; pytest's exit status."""
    asked = [sys.executable, "-m", "pytest", "-m", "audit", "--numprocesses=auto"]
    told = {**os.environ, "KIOSK_AUDIT": str(folder)}
    whole = [*asked, "--dist=worksteal", "tests/audit"]
    return subprocess.run(whole, cwd=ROOT, env=told, check=False).returncode


def everything(folder: Path) -> Iterator[Seen]:
    """Every look that is kept in a folder."""
    for audience in AUDIENCES:
        for file in sorted((folder / audience).glob("*/*/*.json")):
            page, language = file.parent, file.parent.parent
            kept, picture = json.loads(file.read_text("utf-8")), file.with_suffix(".jpg")
            found = tuple(kept["found"])
            yield Seen(audience, page.name, language.name, file.stem, picture, found)


def is_anew(seen: Seen, begun: float) -> bool:
    """Whether this run took the look."""
    return seen.picture.exists() and seen.picture.stat().st_mtime >= begun


def lay_out(folder: Path, seen: Iterable[Seen]) -> None:
    """A sheet for each page with all its looks, and one that leads to all of them."""
    sheets: dict[tuple[str, str], list[Seen]] = {}
    for each in seen:
        sheets.setdefault((each.audience, each.page), []).append(each)
    leads = []
    for (audience, page), looks in sheets.items():
        name = f"{audience} {page}"
        (folder / f"{name}.html").write_text(sheet(name, map(figure, looks)), "utf-8")
        found = sum(len(each.found) for each in looks)
        wrong = f' <b class="wrong">{found}</b>' if found else ""
        leads.append(f'<p><a href="{quote(name)}.html">{escape(name)}</a>{wrong}</p>')
    (folder / "index.html").write_text(sheet("Every page, every look", leads), "utf-8")


def figure(seen: Seen) -> str:
    """One picture with what was found there."""
    where = quote(f"{seen.audience}/{seen.language}/{seen.page}/{seen.look}.jpg")
    picture = f'<a href="{where}"><img src="{where}" loading="lazy" alt=""></a>'
    said = f"<b>{escape(seen.language)}</b> {escape(seen.look)}"
    wrong = "".join(f'<p class="wrong">{escape(each)}</p>' for each in seen.found)
    shown = picture if seen.picture.exists() else ""
    return f"<figure>{shown}<figcaption>{said}{wrong}</figcaption></figure>"


def sheet(title: str, parts: Iterable[str]) -> str:
    head = f"<!doctype html><html lang=en><meta charset=utf-8><title>{escape(title)}</title>"
    return f"{head}<style>{STYLE}</style><h1>{escape(title)}</h1><main>{''.join(parts)}</main>"


if __name__ == "__main__":
    sys.exit(main())
