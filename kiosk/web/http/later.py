"""Later: a page's module is imported when one of its pages is first asked for.

What its routes say, rule and door and size, is kept beside byte-code; a start reads that, and all
that is asked before a view runs is asked of what is kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from flask import Blueprint, Flask, current_app, request

from ...compiled import compiled

BY_ITSELF = frozenset({"HEAD", "OPTIONS"})
"""Methods that every route for reading has without being given them."""

PACKAGE = Path(__file__).parents[2]


class Changed(RuntimeError):
    """A view says another thing of itself than what was kept of it."""


class Route(NamedTuple):
    """One route, as its module declares it."""

    rule: str
    endpoint: str
    methods: tuple[str, ...]
    how: dict[str, Any]
    view: str
    """The view's name in its module."""
    says: dict[str, Any]
    """What the view declares of itself: who may pass, whether it takes a file."""


def blueprints(modules: tuple[str, ...]) -> Iterable[Blueprint]:
    """The pages of these modules, none of which need be imported for it."""
    for module, routes in _kept(modules).items():
        name = module.rpartition(".")[2]
        pages = Blueprint(name, module, root_path=str(PACKAGE))
        views: dict[str, Callable[..., Any]] = {}
        for each in map(Route._make, routes):
            view = views.setdefault(each.endpoint, when_asked(module, each))
            pages.add_url_rule(each.rule, each.endpoint, view, methods=each.methods, **each.how)
        yield pages


@cache
def _kept(modules: tuple[str, ...]) -> Mapping[str, tuple[tuple[Any, ...], ...]]:
    kept: Mapping[str, tuple[tuple[Any, ...], ...]]
    kept = compiled(Path(__file__), _code(), [lambda: _declared(modules)], 0)
    return kept


def _code() -> list[str]:
    """All of the kiosk's modules: a door may be declared by words that stand in any of them."""
    return sorted(
        f"{folder}/{name}"
        for folder, _, names in os.walk(PACKAGE)
        for name in names
        if name.endswith(".py")
    )


def _declared(modules: Iterable[str]) -> dict[str, tuple[tuple[Any, ...], ...]]:
    """What each module says of its routes, once it is imported."""
    return {module: tuple(_routes(module)) for module in modules}


def _routes(module: str) -> Iterable[tuple[Any, ...]]:
    app = Flask(module, static_folder=None, root_path=str(PACKAGE))
    app.register_blueprint(import_module(module).routes)
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        said = {key: value for key, value in vars(view).items() if key != "__wrapped__"}
        methods = tuple(sorted((rule.methods or set()) - BY_ITSELF))
        endpoint = rule.endpoint.rpartition(".")[2]
        how = {"defaults": rule.defaults, "alias": rule.alias}
        yield tuple(Route(rule.rule, endpoint, methods, how, view.__name__, said))


def when_asked(module: str, route: Route) -> Callable[..., Any]:
    """A view that puts the real one into its place, and calls it. Raises Changed."""

    def view(**parts: Any) -> Any:
        real = getattr(import_module(module), route.view)
        if any(getattr(real, name, None) != said for name, said in route.says.items()):
            raise Changed(f"{module}.{route.view}: end what runs, and start it anew")
        current_app.view_functions[request.endpoint or ""] = real
        return real(**parts)

    vars(view).update(route.says)
    return view
