"""A copy of what a client said and signed, for them to take along: printed, or on their phone."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...usecases.give_copy import link_to_copy, look_at_copy
from ..http import current
from ..http.access import access
from ..http.layout import show, staff_layout
from ..http.qr_code import QrDrawing, qr_drawing
from ..http.short_sign import sign_of
from ..http.viewer import me, or_not_found

routes = Blueprint("copy_to_take", __name__)


@dataclass(frozen=True)
class CopyPage:
    """How the copy can be given; nothing of it stands here."""

    title: str
    id: str
    sign: str
    prints: bool
    """Whether whoever looks may print it."""
    by_link: bool
    code: QrDrawing | None
    """The link as a QR code, where one was just made."""


@routes.get("/staff/copies/<intake_id>")
@access("desk", "therapist")
def choose(intake_id: str) -> str:
    """How the client wants it."""
    with or_not_found():
        look_at_copy(current.store(), me(), intake_id)
    return _page(intake_id)


@routes.post("/staff/copies/<intake_id>")
@access("desk", "therapist")
def by_link(intake_id: str) -> ResponseReturnValue:
    """A link that is shown this once; an earlier one is dead."""
    public = current.settings().public_url
    if not public:
        return _page(intake_id)
    with or_not_found():
        token = link_to_copy(current.store(), me(), intake_id)
    return _page(intake_id, qr_drawing(public + url_for("open_once.look", link=token)))


def _page(intake_id: str, code: QrDrawing | None = None) -> str:
    layout = staff_layout()
    page = CopyPage(
        layout.translate("Copy for the client"),
        intake_id,
        sign_of(intake_id),
        "therapist" in layout.roles,
        bool(current.settings().public_url),
        code,
    )
    return show("therapist/copy_to_take.html", layout, page=page)
