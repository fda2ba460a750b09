"""Health: whether process, database, disk and paper engine are well. Nothing personal."""

from __future__ import annotations

import shutil

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from ...store import StoreError, clinics
from ...usecases.check_health import ROOM
from ...version import VERSION
from . import current
from .access import access
from .printing import the_press

routes = Blueprint("health", __name__)


@routes.get("/healthz")
@access("public")
def healthz() -> ResponseReturnValue:
    """200 when intakes can be taken, 503 when not. A missing paper engine does not stop them.

    Staff who are signed in read the version too; to strangers it would say what to try.
    """
    found = {"process": "ok", "database": _database(), "disk": _disk(), "paper": _paper()}
    well = found["database"] == found["disk"] == "ok"
    if found["database"] == "ok" and current.staff():
        found["version"] = VERSION
    return jsonify(found), 200 if well else 503


def _database() -> str:
    try:
        with current.store().reading() as tx:
            clinics.the_clinic(tx)
    except StoreError as fault:
        return type(fault).__name__.lower()
    return "ok"


def _disk() -> str:
    try:
        free = shutil.disk_usage(current.settings().data).free
    except OSError:
        return "missing"
    return "ok" if free >= ROOM else "low"


def _paper() -> str:
    ready = the_press().ready()
    return ready if isinstance(ready, str) else "ok" if ready else "not started"
