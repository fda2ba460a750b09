"""The tabs of After visits: what clients said of how it was, and which stories may be told."""

from __future__ import annotations

from flask import request, url_for

from ..http.layout import Layout
from ..http.page_parts import Link


def after_tabs(layout: Layout) -> tuple[Link, ...]:
    """Both, and which one is shown."""
    tabs = (
        (url_for("reflections.inbox"), layout.translate("How it was")),
        (url_for("stories.everybody"), layout.translate("Stories")),
    )
    return tuple(Link(url, words, here=url == request.path) for url, words in tabs)
