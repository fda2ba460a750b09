"""The page of recovery codes, which exists once: straight from the post that made them."""

from __future__ import annotations

from ...frozen import dataclass
from ..http.layout import show, staff_layout


@dataclass(frozen=True)
class RecoveryPage:
    """Ten codes."""

    title: str
    codes: tuple[str, ...]
    next_url: str


def recovery_page(fresh: tuple[str, ...], next_url: str) -> str:
    """Ten codes, and where to go when they are kept."""
    layout = staff_layout()
    page = RecoveryPage(layout.translate("Your recovery codes"), fresh, next_url)
    return show("account/recovery_codes.html", layout, page=page)
