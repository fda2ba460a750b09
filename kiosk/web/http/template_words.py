"""What every template can say, in the language of the page that it is drawn for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask, current_app, g

from ...catalogue.words import TEXTS
from ...intake.wording import fixed
from ...languages import asked_and_said, translate, with_commas, with_semicolons
from .form_token import form_token
from .layout import order_of_days, with_person
from .static_files import address


def _said(words: str, key: str = "", **values: Any) -> str:
    said = translate(words, g.language, key)
    return said % values if values else said


def _fixed(key: str) -> str:
    language = g.language
    return with_person(TEXTS[key], language) or fixed(key, language)


def _colon(what: str = "") -> str:
    """What stands between a thing and what is said of it, in the language of the page."""
    return asked_and_said(what, "", g.language).removeprefix(what)


def _semicolons(things: Iterable[str]) -> str:
    """These in a row, in the language of the page."""
    return with_semicolons(things, g.language)


def _commas(things: Iterable[str]) -> str:
    """Those of these that say anything, lightly kept apart, in the language of the page."""
    return with_commas(filter(None, things), g.language)


def _csrf() -> str:
    """The hidden field that every form carries."""
    part: Any = current_app.jinja_env.get_template("parts/_csrf.html").module
    field: str = part.csrf_field(form_token())
    return field


def init_app(app: Flask) -> None:
    """Let every template find static files, and speak the language of its page."""
    listed = {"colon": _colon, "semicolons": _semicolons, "commas": _commas}
    app.jinja_env.globals.update(**listed, _=_said, text=_fixed, asset=address)
    app.jinja_env.globals.update(day_order=order_of_days, csrf=_csrf)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
