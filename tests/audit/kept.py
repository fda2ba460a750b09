"""What was found before, and of what: a page that did not change is not looked at again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

JUDGES = ("tests/audit/*.py", "tests/browser/looking.py", "static/**/*", "tools/front/*.json")
"""What a finding depends on beside the page: stylesheets, scripts, and whoever looks."""

DRAWN = re.compile(r"(?<![\w-])(?=[a-z_-]*[A-Z0-9])[\w-]{20,}(?![\w-])")
"""An id or a token: as long as those are, and no word of ours."""


@dataclass(frozen=True)
class Kept:
    """One page's folder in one language: a picture and the findings of each look."""

    folder: Path
    page: str
    """The page as it was sent, in short."""

    @classmethod
    def of(cls, folder: Path, sent: str) -> Kept:
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder, digest(_judges(), DRAWN.sub("", sent)))

    def found(self, look: object) -> list[str] | None:
        """What was found at this look; None where the page or its judges are others now."""
        file = self._file(look)
        kept = json.loads(file.read_text("utf-8")) if file.exists() else {}
        return kept["found"] if kept.get("page") == self.page else None

    def keep(self, look: object, found: Sequence[str]) -> None:
        kept = {"page": self.page, "found": list(found)}
        self._file(look).write_text(json.dumps(kept, indent=1, ensure_ascii=False), "utf-8")

    def picture(self, look: object) -> Path:
        return self.folder / f"{look}.jpg"

    def _file(self, look: object) -> Path:
        return self.folder / f"{look}.json"


def digest(*parts: str) -> str:
    """All of it in 64 signs."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _judges() -> str:
    files = sorted({file for shape in JUDGES for file in ROOT.glob(shape) if file.is_file()})
    return digest(*(hashlib.sha256(file.read_bytes()).hexdigest() for file in files))
