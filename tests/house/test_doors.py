"""Doors are closed: every route says who may pass, and the few open ones are named here."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from flask import Flask

from kiosk import create_app
from kiosk.settings import Settings
from kiosk.store import Store
from kiosk.web.http.access import NoAccess, Who, declared_access

OPEN = {
    "GET /",
    "GET /healthz",
    "GET /invited/<link>",
    "GET /look/<colour>/<mark>.css",
    "GET /look/<name>",
    "POST /invited/<link>",
    "GET /once",
    "GET /own",
    "GET /pair",
    "POST /pair",
    "GET /setup/<link>",
    "POST /setup/<link>",
    "GET /staff/app",
    "GET /staff/app.svg",
    "POST /staff/app",
    "GET /staff/sign-in",
    "GET /staff/sign-in/unlock",
    "POST /staff/sign-in",
    "POST /staff/sign-in/unlock",
    "GET /static/<build>/<path:name>",
    "GET /static/<build>/follow-ups/<step>/<language>",
    "GET /thanks",
}


@pytest.fixture
def app(sqlite_store: Store, tmp_path: Path) -> Flask:
    return create_app(Settings(data=tmp_path), sqlite_store)


def routes(app: Flask) -> dict[str, str]:
    """The endpoint behind each method and address."""
    return {
        f"{method} {rule}": rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_route_says_who_may_pass(app: Flask):
    declared = declared_access(app)
    for route, endpoint in routes(app).items():
        strange = declared[endpoint] - set(get_args(Who))
        assert not strange, f"@access of {endpoint} ({route}) names {strange}, not one of {Who}"
        assert declared[endpoint], f"nobody may pass {route}: @access of {endpoint} names no one"


def test_only_these_are_open_to_anyone(app: Flask):
    declared = declared_access(app)
    found = {r for r, endpoint in routes(app).items() if "public" in declared[endpoint]}
    assert not found - OPEN, (
        f"{sorted(found - OPEN)} open to anyone. Name who may pass in @access of kiosk/web; where "
        f"it is right that anyone does, add the line to OPEN of {Path(__file__).name}."
    )
    assert not OPEN - found, f"Take {sorted(OPEN - found)} out of OPEN of {Path(__file__).name}."


def test_a_route_without_a_door_keeps_the_app_from_starting():
    app = Flask("a house with a hole in the wall")
    app.add_url_rule("/answers", "answers", lambda: "for anyone")
    with pytest.raises(NoAccess, match="static"):
        declared_access(app)
