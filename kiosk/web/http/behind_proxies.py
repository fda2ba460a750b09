"""What proxies say of others: believed from our own, and from nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.middleware.proxy_fix import ProxyFix

from ...settings import Settings

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def behind_proxies(app: WSGIApplication, settings: Settings) -> WSGIApplication:
    """The app, told by its own proxies who calls, by which name and whether over TLS."""
    hops = settings.proxies
    believing: WSGIApplication = ProxyFix(app, hops, hops, hops, hops)

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[Any]:
        ours = settings.is_proxy(str(environ.get("REMOTE_ADDR", "")))
        return (believing if ours else app)(environ, start)

    return answer
