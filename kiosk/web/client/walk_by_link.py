"""A walk by a link: the client's own phone opens an intake from a tablet, or begins at home."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from ...store import Missing, Over, Refused
from ...usecases.begin_at_home import begin_at_home
from ...usecases.go_on_by_phone import go_on_by_phone
from ..http import current
from .arrival import opens
from .welcome_page import asked_language


def gone_on(link: str) -> ResponseReturnValue:
    """The intake that was on the tablet, on this phone. Raises Missing."""
    try:
        return opens(*go_on_by_phone(current.store(), link))
    except Over as no:
        raise Missing("link") from no


def begun_at_home(link: str) -> ResponseReturnValue:
    """The visit's intake, begun or gone on with, in the language that was tapped. Raises
    Missing.
    """
    clinic = current.clinic() or abort(404)
    try:
        return opens(*begin_at_home(current.store(), clinic, link, asked_language(clinic)))
    except (Over, Refused) as no:
        raise Missing("link") from no
