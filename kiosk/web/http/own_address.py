"""Our own address: a caller may say any host, and is believed only where it is known to be ours."""

from __future__ import annotations

from flask import Flask, abort, current_app, request, url_for

HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""What this machine calls itself."""


def init_app(app: Flask) -> None:
    """Refuse whoever calls us by a name that is not ours, where the settings name ours."""
    app.before_request(_refuse)


def link_to(endpoint: str, **values: str) -> str:
    """A whole link where the caller used a name that is ours; else it lacks its host."""
    ours = HERE | {current_app.config["ADDRESS"], *current_app.config["HOSTS"]}
    return url_for(endpoint, _external=called_by() in ours, **values)


def _refuse() -> None:
    names = current_app.config["HOSTS"]
    if names and called_by() not in HERE | set(names):
        abort(400)


def called_by() -> str:
    """The host as the caller said it, without its port; believed only where it is known as ours."""
    host = request.host.lower()
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host
