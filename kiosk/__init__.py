"""An intake kiosk for massage and bodywork clinics."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from flask import Flask

    from .exports.press import Press
    from .exports.printer import Printer
    from .settings import Settings
    from .store import Store

__all__ = ["create_app", "keep_for_starts"]

HOUSE = Path(__file__).parents[1]
LARGEST_POST = 64 * 1024
"""Bytes of one post: every field of the longest step fits twice."""


def create_app(settings: Settings, store: Store | None = None, press: Press | None = None) -> Flask:
    """The kiosk as a web app. The one place where the rooms meet.

    Opens the store the settings name, unless one is given. Raises NoAccess where a route does not
    say who may pass.
    """
    with _no_collector():
        from .store import open_store
        from .usecases.print_owed import Printing

        store = store or open_store(settings)
        app = _empty(settings, store)
        app.extensions["press"] = press = press or _press(settings, store)
        app.extensions["printing"] = Printing(store, press, printer=_printer(settings))
        _opens_its_pages(app, settings, store)
    logging.getLogger("kiosk").setLevel(logging.INFO)
    return app


def keep_for_starts() -> None:
    """Make what a start reads of routes and templates, while whoever sets up may write."""
    from flask import Flask

    from . import kept_templates
    from .exports.paper.html import environment
    from .web import blueprints
    from .web.http import template_words

    templates = str(HOUSE / "templates")
    app = Flask("kiosk", static_folder=None, template_folder=templates, root_path=str(HOUSE))
    template_words.init_app(app)
    kept_templates.keep(app.jinja_env, "pages")
    kept_templates.keep_all(app.jinja_env)
    kept_templates.keep_all(environment(), "paper/")
    tuple(blueprints())


@contextmanager
def _no_collector() -> Iterator[None]:
    """What a start makes stays: looking for what does not, again and again, costs a tenth of it.

    Nor is it looked through afterwards, where this is the first kiosk of a process.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if not gc.get_freeze_count():
                gc.freeze()
            gc.enable()


def _opens_its_pages(app: Flask, settings: Settings, store: Store) -> None:
    """Every route, and what stands around each. The order counts: who may pass is asked last."""
    from .kept_templates import keep
    from .web import blueprints
    from .web.http import (
        access,
        call_rows,
        error_pages,
        form_token,
        headers,
        kept_parts,
        own_address,
        page_turns,
        template_words,
        uploads,
    )
    from .web.questions import in_templates
    from .web.therapist import kept_from

    uploads.init_app(app)
    own_address.init_app(app)
    form_token.FormToken(app)
    template_words.init_app(app)
    keep(app.jinja_env, "pages")
    kept_parts.init_app(app)
    in_templates.init_app(app)
    call_rows.init_app(app)
    error_pages.init_app(app)
    kept_from.init_app(app)
    headers.init_app(app)
    for routes in blueprints():
        app.register_blueprint(routes)
    access.init_app(app, store)
    page_turns.let_in(app, settings.threads)


def _empty(settings: Settings, store: Store) -> Flask:
    """An app without a page, set up as the settings say."""
    from flask import Flask

    from .web.http.behind_proxies import behind_proxies
    from .web.http.cookies import Sessions
    from .web.http.rules import LateRule

    templates = str(HOUSE / "templates")
    app = Flask("kiosk", static_folder=None, template_folder=templates, root_path=str(HOUSE))
    app.extensions["settings"] = settings
    app.config.update(_config(settings), SECRET_KEY=store.keys.session)
    app.static_folder = str(HOUSE / "static")
    app.session_interface = Sessions()
    app.url_rule_class = LateRule
    # There are some two hundred, and each is kept: without a limit one is found by its name alone.
    app.jinja_options = {"cache_size": -1}
    # No view or hook is a coroutine; Flask would look at a dozen of them in each request.
    app.ensure_sync = lambda func: func  # type: ignore[method-assign]
    if settings.proxies:
        app.wsgi_app = behind_proxies(app.wsgi_app, settings)  # type: ignore[method-assign,assignment]
    return app


def _config(settings: Settings) -> dict[str, Any]:
    return {
        "DEMO": settings.demo,
        "MAX_CONTENT_LENGTH": LARGEST_POST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_POST,
        "MAX_FORM_PARTS": 400,
        "WTF_CSRF_TIME_LIMIT": None,
        "BACKUPS": "off" if settings.demo else "named" if settings.backup else "unnamed",
        "HOSTS": _hosts(settings),
        "ADDRESS": settings.host,
        "ASKS_CODES": settings.totp == "required",
    }


def _hosts(settings: Settings) -> tuple[str, ...]:
    """The names it answers to. Where none is named it answers to any, as before."""
    public = urlsplit(settings.public_url).hostname or ""
    named = tuple(name.lower() for name in settings.hosts)
    return (*named, public) if named and public else named


def _printer(settings: Settings) -> Printer | None:
    from .exports.printer import Printer

    return Printer(settings.printer) if settings.printer else None


def _press(settings: Settings, store: Store) -> Press:
    from .exports.press import Press
    from .usecases.paper_size import paper_size

    return Press(lambda: paper_size(store, settings), watermark="DEMO" if settings.demo else "")
