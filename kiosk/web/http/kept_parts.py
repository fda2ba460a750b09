"""Kept: parts of a page that look the same for everybody in the same place, drawn once.

Such a part is a template of its own and is handed all that it shows: it sees neither the page nor
the layout nor who asks. So its words and its name say whether it is the same; nothing that somebody
said or typed is ever handed to one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, g

from .layout import told_of_desk

KEPT = 1024
"""Parts that are kept: a kilobyte or two each. A clinic's day needs some hundred."""


def kept(part: str, **what: Any) -> str:
    """This template with these words in it, in the language of the page."""
    return _drawn(part, g.language, told_of_desk(g.language), tuple(what.items()))


@lru_cache(KEPT)
def _drawn(
    part: str, language: str, desk: tuple[str, int], what: tuple[tuple[str, Any], ...]
) -> str:
    # What a module of Jinja says of itself is markup, and is not escaped where it is shown.
    drawn: str = current_app.jinja_env.get_template(part).make_module(dict(what)).__html__()
    return drawn


def init_app(app: Flask) -> None:
    """Let templates show a kept part."""
    app.jinja_env.globals.update(kept=kept)
