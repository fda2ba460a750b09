"""What templates draw questions by; all of it is imported when the first of them is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from .body_map import Figure, RegionView
    from .field_views import FieldView


def drawn(view: FieldView) -> str:
    """A question's HTML."""
    from . import drawn_once

    return drawn_once.drawn(view)


def drawn_figure(figure: Figure) -> str:
    """A figure of the body."""
    from . import body_map

    return body_map.drawn_figure(figure)


def drawn_row(region: RegionView, language: str, shows: str) -> str:
    """The row of a region of it."""
    from . import body_map

    return body_map.drawn_row(region, language, shows)


def init_app(app: Flask) -> None:
    """Let templates draw a question, a figure of the body, and a region's row."""
    app.jinja_env.globals.update(drawn=drawn, drawn_figure=drawn_figure, drawn_row=drawn_row)
