"""A paper of one line, with room for the seal: for tests that need no more of it."""

from __future__ import annotations

from functools import cache

from kiosk.exports.archive import OPTIONS, finish, give_colours

PAGE = "<html lang='en'><title>A paper</title><h1>Hal Brook</h1><p>Work here, gently.</p></html>"


@cache
def small_paper(words: str = "") -> bytes:
    """Its bytes, as they leave the press: not sealed yet."""
    from weasyprint import HTML

    document = HTML(string=PAGE.replace("gently", words or "gently")).render(**OPTIONS)
    give_colours(document)
    pdf: bytes = document.write_pdf(finisher=finish("en", sealable=True), **OPTIONS)
    return pdf
