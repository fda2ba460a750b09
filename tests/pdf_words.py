"""The words of a PDF, page by page, in the order in which they are written down."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import lru_cache
from io import BytesIO

from pypdf import PdfReader


@lru_cache(maxsize=64)
def pages_of(pdf: bytes) -> tuple[str, ...]:
    """The words of each page, on one line: where a line breaks is not what it says."""
    return tuple(" ".join(page.split()) for page in _pages(pdf))


def words_of(pdf: bytes) -> str:
    """All words, on one line."""
    return " ".join(pages_of(pdf))


def holds(words: str, text: str) -> bool:
    """Whether these words have it. Spaces do not count: French's narrow ones are not found."""
    return "".join(text.split()) in "".join(words.split())


def beside_the_page(pdf: bytes) -> list[str]:
    """Words that reach over an edge of their page, as another program places them."""
    said = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    wrong = []
    for page in said.split("<page ")[1:]:
        width, height = (
            float(size) for size in re.findall(r'(?:width|height)="([\d.]+)"', page)[:2]
        )
        for box in re.findall(
            r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)<', page
        ):
            left, top, right, bottom = map(float, box[:4])
            if left < 0 or top < 0 or right > width or bottom > height:
                wrong.append(box[4])
    return wrong


def _pages(pdf: bytes) -> list[str]:
    """Poppler finds the same words as pypdf, far sooner; not every machine has it."""
    if not shutil.which("pdftotext"):
        return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    said = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    return said.decode().split("\f")[:-1]
