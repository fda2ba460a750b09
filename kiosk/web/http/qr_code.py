"""QR codes, as pictures that a camera reads in every theme."""

from __future__ import annotations

from io import BytesIO

import segno
from flask import Response


def qr_code(said: str) -> Response:
    """The picture of a text, dark on white, with the quiet border that cameras need."""
    drawn = BytesIO()
    segno.make(said, error="m", micro=False).save(
        drawn, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return Response(drawn.getvalue(), mimetype="image/svg+xml")
