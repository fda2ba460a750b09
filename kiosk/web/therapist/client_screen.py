"""The therapist's screen, turned round: it speaks the client's language, as large as they read."""

from __future__ import annotations

from ...intake.draft import Draft
from ...intake.ending import displayed
from ...usecases.treat_client import Treated
from ..http.layout import Layout, staff_layout, walk_layout


def client_layout(treated: Treated) -> Layout:
    """The layout of a page that the client reads on it."""
    language = treated.stands.in_full.language
    says = {**treated.stands.says, "language": language}
    return walk_layout(displayed(Draft(answers=says), ()), staff_layout().clinic, language)
