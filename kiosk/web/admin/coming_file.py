"""A file that comes by itself: the page before it is no longer the one that asked the password."""

from __future__ import annotations

from collections.abc import Sequence

from ...frozen import dataclass
from ...store import Missing
from ...store.access import sign_ins, slips
from ..http import current
from ..http.cookies import token
from ..http.layout import show, staff_layout
from ..http.page_parts import Link


@dataclass(frozen=True)
class FilePage:
    """A page from which a file comes."""

    title: str
    file_url: str
    file: str
    back: Link


def slip_for(what: str, said: Sequence[str]) -> str:
    """What this sign-in asks for, to stand in the address that its file comes from."""
    with current.store().reading() as tx:
        return slips.write(tx, what, said, token("staff"))


def asked_on(what: str, slip: str) -> list[str] | None:
    """What this sign-in asked for; None for another's slip, and once the password is old."""
    with current.store().reading() as tx:
        if not sign_ins.is_confirmed(tx, token("staff")):
            return None
        try:
            return slips.read(tx, what, slip, token("staff"))
        except Missing:
            return None


def file_page(file_url: str, file: str, back: Link) -> str:
    """The file is on its way. Loaded again, this page sends no password again."""
    layout = staff_layout()
    back = Link(back.url, layout.translate(back.text))
    page = FilePage(layout.translate("Your file is coming"), file_url, file, back)
    return show("admin/coming_file.html", layout, page=page)
