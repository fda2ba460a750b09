"""The paper's text and drawing as a plain page, as anybody would first write it.

Questions and answers stand in two-column tables that size themselves, every place of the body is a
path of its own, and each page brings its own faces and stylesheet: the paper does without each of
these because it was measured to cost.
"""

from __future__ import annotations

import re

from kiosk.exports.names import SHEET, sheet_text
from kiosk.exports.paper.body_map import outlines

from .measure import ROOT

STATIC = ROOT / "static"
BASE = f"{STATIC.as_uri()}/"

PAIR = re.compile(r'<p class="pair"><b>(.*?)</b> (.*?)</p>\n', re.DOTALL)
PAIRS = re.compile(r'(?:<p class="pair">.*?</p>\n)+', re.DOTALL)


def plain_html(html: str) -> str:
    """The paper's page without what makes it cheap."""
    tables = PAIRS.sub(lambda pairs: _table(pairs[0]), html)
    for figure in outlines().values():
        whole = f'<path d="{figure.figure}"'
        places = "".join(f'<path d="{place}" fill="#f1ecef"/>' for place in figure.regions.values())
        tables = tables.replace(whole, f"{places}{whole}")
    return tables


def plain_sheet() -> str:
    """Its stylesheet: the same look."""
    return sheet_text(SHEET).replace("table-layout: fixed", "table-layout: auto")


def _table(pairs: str) -> str:
    rows = PAIR.sub(r"<tr><th>\1</th><td>\2</td></tr>", pairs)
    return f"<table>{rows}</table>"
