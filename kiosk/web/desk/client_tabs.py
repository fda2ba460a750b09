"""The tabs of the Clients page: everybody, for who may search; and who seems to be here twice."""

from __future__ import annotations

from flask import url_for

from ...languages import N_
from ..http.layout import Layout
from ..http.page_parts import Link

TABS = (
    ("client_search.form", N_("All clients"), frozenset({"therapist", "admin"})),
    ("duplicate_clients.pairs", N_("The same person?"), frozenset({"desk", "therapist"})),
)
"""Endpoints, words, and the roles that may open each."""


def may_search(layout: Layout) -> bool:
    """Whether everybody who was ever here may be looked through."""
    return bool(layout.roles & TABS[0][2])


def client_tabs(layout: Layout, here: str) -> tuple[Link, ...]:
    """The tabs this person may open; none where there is one alone."""
    mine = tuple(
        Link(url_for(page), layout.translate(words), here=page == here)
        for page, words, roles in TABS
        if layout.roles & roles
    )
    return mine if len(mine) > 1 else ()
