"""How was it? On the client's own phone, by a link that asks once."""

from __future__ import annotations

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from ...catalogue.after import REFLECT
from ...usecases.reflect_by_link import asking_by_link, begin_by_link, reflect_by_link
from ..http import current
from ..http.redirects import see_other
from ..questions.after_form import read_after
from .reflection_page import questions_page, sent_by_link_page


def begun(link: str) -> ResponseReturnValue:
    """Where the questions stand, for whoever has tapped first. Raises Missing."""
    return see_other(url_for("open_once.look", link=begin_by_link(current.store(), link)))


def asked(link: str) -> ResponseReturnValue:
    """The questions. Raises Missing."""
    with current.store().reading() as tx:
        here = asking_by_link(tx, link)
    return questions_page(here, {}, {}, request.path)


def told(link: str) -> ResponseReturnValue:
    """Keep what was sent, and thank. Raises Missing."""
    with current.store().reading() as tx:
        here = asking_by_link(tx, link)
    said = read_after(REFLECT, request.form)
    if said.wrong:
        return questions_page(here, said.typed, said.wrong, request.path), 422
    clinic = current.clinic() or abort(404)
    return sent_by_link_page(here, reflect_by_link(current.store(), clinic, link, said.answers))
