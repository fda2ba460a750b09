"""How a tablet reaches this kiosk: its address on the network, and what TLS still needs."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path
from typing import Literal

from ..addresses import in_url
from ..frozen import dataclass
from ..settings import Settings

RECIPE = Path(__file__).parents[2] / "deploy" / "Caddyfile"
NAME_IN_RECIPE, PLACE_IN_RECIPE = "kiosk.clinic.internal", "127.0.0.1:8000"

NOBODY = ("192.0.2.1", 9)
"""An address that is nobody's (RFC 5737): the way there says which address is ours."""


@dataclass(frozen=True)
class Reach:
    """Who reaches the kiosk, and by what address."""

    way: Literal["here", "open", "tls"]
    """This machine alone; the network in the clear; the network over TLS."""
    url: str
    """Its first page, as a tablet calls it; empty where no tablet can or nobody knows."""
    name: str
    """The name or address that a proxy should answer to."""

    @property
    def commands(self) -> dict[str, str]:
        """What opens this machine to its network on Debian, encrypted: by what each does."""
        written = f".venv/bin/python -m kiosk caddyfile {self.name} | sudo tee /etc/caddy/Caddyfile"
        return {
            "install": "sudo apt install caddy",
            "write": written,
            "reload": "sudo systemctl reload caddy",
            "start": f"KIOSK_PROXIES=1 KIOSK_HOSTS={self.name} make run",
        }


def reach_kiosk(settings: Settings, called: str = "") -> Reach:
    """How tablets reach it. ``called``: the host a browser has just called it by, if one did."""
    ours = own_address()
    if settings.proxies:
        name = next(iter(settings.hosts), "") or called
        return Reach("tls", f"https://{name}/" if name else "", name)
    name = next(iter(settings.hosts), "") or ours or NAME_IN_RECIPE
    if not settings.is_reached_from_afar:
        return Reach("here", "", name)
    host = ours if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - compared
    return Reach("open", f"http://{in_url(host)}:{settings.port}/" if host else "", name)


def own_address() -> str:
    """This machine's address on its network; empty where it has none. Nothing is sent."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as way:
        try:
            way.connect(NOBODY)
        except OSError:
            return ""
        return str(way.getsockname()[0])


def caddyfile(settings: Settings, name: str) -> str:
    """The recipe of ``deploy/Caddyfile`` for this name or address and this kiosk's port."""
    here = f"{in_url(settings.host)}:{settings.port}"
    recipe = RECIPE.read_text("utf-8").replace(PLACE_IN_RECIPE, here)
    return recipe.replace(NAME_IN_RECIPE, name)
