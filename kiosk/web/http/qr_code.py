"""QR codes, as pictures that a camera reads in every theme."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby

import segno
from flask import Response

from ...frozen import dataclass

BORDER = 4
"""The quiet rim that cameras need, in squares."""


@dataclass(frozen=True)
class QrDrawing:
    """A code as a part of a page, where no second request could make it: it is shown once."""

    size: int
    dark: str
    """One path over all dark squares."""


def qr_code(said: str) -> Response:
    """The picture of a text, dark on white, with the quiet border that cameras need."""
    drawn = BytesIO()
    _made(said).save(
        drawn, kind="svg", border=BORDER, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


def qr_drawing(said: str) -> QrDrawing:
    """The same, for a template to draw."""
    rows = [list(row) for row in _made(said).matrix_iter(border=BORDER)]
    return QrDrawing(len(rows), "".join(_dark(rows)))


def _dark(rows: list[list[int]]) -> Iterator[str]:
    for y, row in enumerate(rows):
        x = 0
        for is_dark, squares in groupby(row):
            wide = len(list(squares))
            if is_dark:
                yield f"M{x} {y}h{wide}v1h-{wide}z"
            x += wide


def _made(said: str) -> segno.QRCode:
    return segno.make(said, error="m", micro=False)
