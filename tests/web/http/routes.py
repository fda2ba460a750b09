"""Every route of the kiosk, and the token that a post to it must carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import Client, TestResponse

from kiosk.web.http.form_token import form_token

GOES_ON = re.compile(r'http-equiv="refresh" content="0; url=([^"]+)"')


def routes(app: Flask) -> Iterator[tuple[Rule, frozenset[str]]]:
    """Each rule, and who may pass it. An old address only says where its page is by now."""
    for rule in (rule for rule in app.url_map.iter_rules() if not rule.alias):
        yield rule, app.view_functions[rule.endpoint].access  # type: ignore[attr-defined]


def filled(rule: Rule, **known: str) -> str:
    """The rule as an address: what is not known is filled in with its own name; a number is 1."""
    address = re.sub(r"<int:\w+>", "1", rule.rule.replace("<path:", "<"))
    for name in rule.arguments:
        address = address.replace(f"<{name}>", known.get(name, name))
    return address


def posts(app: Flask) -> list[str]:
    """An address for every route that takes a post."""
    return sorted({filled(rule) for rule, _ in routes(app) if "POST" in (rule.methods or ())})


def token_for(browser: Client, address: str) -> str:
    """The token a page at this address would give to this browser."""
    jar = "; ".join(f"{cookie.key}={cookie.value}" for cookie in browser._cookies.values())
    with browser.application.test_request_context(address, headers={"Cookie": jar}):  # type: ignore[attr-defined]
        return form_token()


def on_from(answer: TestResponse, url: str) -> str:
    """Where a browser goes by itself after an answer; empty where it stays."""
    if answer.status_code == 303:
        return "" if answer.location.endswith(url) else str(answer.location)
    at_once = GOES_ON.search(answer.text) if answer.mimetype == "text/html" else None
    return at_once[1] if at_once else ""
