"""The clinic's mark comes as a file: cleaned in the press, never read in the web process."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from ...languages import N_
from ...store import Refused
from ...usecases.change_setting import holder
from ...usecases.keep_mark import keep_mark
from ..http import current
from ..http.access import access
from ..http.page_turns import draws
from ..http.printing import the_press
from ..http.redirects import leave
from ..http.uploads import sent_file, takes_a_file
from ..http.viewer import actor_id
from .setting_page import Shown, address, setting_page

routes = Blueprint("mark_upload", __name__)

CHOOSE = N_("Choose a file: SVG or PNG.")
TOO_LARGE = N_("This file is too large. 400 KB are enough for a mark.")
LATER = N_("We could not look at it just now. Try again in a moment.")


@routes.post("/admin/clinic/mark")
@access("admin")
@takes_a_file
@draws
def upload() -> ResponseReturnValue:
    """Keep the picture, if there is one that only draws."""
    from ...exports.press import NoPaper

    try:
        file = sent_file("mark", ".svg", ".png")
        if not file:
            raise Refused("mark", TOO_LARGE if file is None else CHOOSE)
        keep_mark(current.store(), file, _cleaned, actor_id(), request.form.get("was", ""))
    except Refused as no:
        return _again(no.words), 422
    except NoPaper:
        return _again(LATER), 503
    with current.store().reading() as tx:
        return leave(f"{address(holder(tx), 'mark')}?done=yes")


def _cleaned(file: bytes) -> tuple[str, bytes]:
    from ...exports.clean_mark import clean_mark

    return the_press().make(clean_mark, file)


def _again(wrong: str) -> str:
    with current.store().reading() as tx:
        mine = holder(tx)
    return setting_page(mine.settings["mark"], mine.values["mark"], mine, Shown(wrong))
