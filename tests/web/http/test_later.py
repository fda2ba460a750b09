"""A page's module is imported once it is asked for, and is then what was kept of it."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from kiosk import create_app
from kiosk.settings import Settings
from kiosk.store import Store
from kiosk.web import blueprints
from kiosk.web.http import later
from kiosk.web.http.later import Changed, Route, when_asked

PAGE = """
def page(name):
    return f"for {name}"
page.access = frozenset({"desk"})
"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An app whose one page stands in a module that nobody has imported."""
    (tmp_path / "a_page_of_a_test.py").write_text(PAGE, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "a_page_of_a_test", raising=False)
    return Flask("a house with one page")


def opens(app: Flask, **says: Any) -> None:
    route = Route("/for/<name>", "page", ("GET",), {}, "page", says)
    view = when_asked("a_page_of_a_test", route)
    assert view.access == says["access"]  # type: ignore[attr-defined]
    app.add_url_rule(route.rule, route.endpoint, view)


def test_a_page_is_imported_once_it_is_asked_for(app: Flask):
    opens(app, access=frozenset({"desk"}))
    assert "a_page_of_a_test" not in sys.modules
    asks = app.test_client()
    assert [asks.get(f"/for/{name}").text for name in ("Ann", "Bo")] == ["for Ann", "for Bo"]
    assert app.view_functions["page"] is sys.modules["a_page_of_a_test"].page


def test_a_page_that_lets_others_in_than_was_kept_is_not_shown(app: Flask):
    opens(app, access=frozenset({"public"}))
    app.testing = True
    with pytest.raises(Changed, match=r"a_page_of_a_test\.page"):
        app.test_client().get("/for/Ann")


def test_what_is_kept_of_a_page_is_what_its_module_says(sqlite_store: Store, tmp_path: Path):
    """Every rule, method and door, looked at again by the modules themselves."""
    app = create_app(Settings(data=tmp_path), sqlite_store)
    said = Flask("the pages themselves", static_folder=None)
    for pages in blueprints():
        said.register_blueprint(import_module(pages.import_name).routes)
    assert rules(app) == rules(said)


def rules(app: Flask) -> set[tuple[str, str, frozenset[str], str]]:
    """Each address with its endpoint, its methods, and what its view says of itself."""
    return {
        (rule.rule, rule.endpoint, frozenset(rule.methods or ()), says(app, rule.endpoint))
        for rule in app.url_map.iter_rules()
    }


def says(app: Flask, endpoint: str) -> str:
    own = vars(app.view_functions[endpoint]).items()
    plain = {key: sorted(v) if isinstance(v, frozenset) else v for key, v in own}
    return repr(sorted((key, v) for key, v in plain.items() if key != "__wrapped__"))


def test_what_is_kept_is_made_anew_once_any_module_has_changed():
    """A door is declared by words of a page's own module, or of one that it asks."""
    modules = set(later._code())
    assert all(
        str(module.__file__) in modules
        for name, module in list(sys.modules.items())
        if name.startswith("kiosk.")
    )
