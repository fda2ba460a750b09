"""What a client asked to be kept and not used comes up on no route, but for an admin on request."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.usecases.restrict_client import restrict_client
from tests.web.http.canaries import Caller, Plantation, all_routes
from tests.web.http.posted import ASKED, NOTHING, POSTED
from tests.web.http.test_canaries_of_others import filled_in, planted

__all__ = ["planted"]

pytestmark = [pytest.mark.long, pytest.mark.on_sqlite]

HIDDEN = ("theirs", "corrected", "long ago", "nobody's", "joined")
ON_REQUEST = {"client_copies.copy", "corrections.open_one", "corrections.correct"}
"""Where an admin says why, and opens it all the same."""


@pytest.fixture(scope="module")
def restricted(planted: Plantation) -> Plantation:
    """The same clinic, in which everybody whose record is whole has asked for that."""
    planted.is_as_before()
    with planted.clinic.store.writing() as tx:
        for of in HIDDEN:
            restrict_client_once(tx, planted.planted[of].id)
    planted.keeps()
    return planted


def restrict_client_once(tx: Any, record_id: str) -> None:
    tx.connection.exec_driver_sql("UPDATE intake SET client_id = NULL")
    restrict_client(tx, record_id, "setup", "asked")


def sees(planted: Plantation, caller: Caller, briefly: bool) -> set[tuple[str, str]]:
    """By endpoint, whose words one caller comes upon."""
    found = set()
    for rule, doors, method in all_routes(planted.clinic):
        some = briefly and method == "POST"
        for url in planted.addresses(rule, caller, doors, some):
            for said in (POSTED if method == "POST" else ASKED).get(rule.endpoint, NOTHING):
                if rule.endpoint == "restrictions.lift":
                    continue
                answer = caller.comes(method, url, filled_in(planted, said))
                found |= {(rule.endpoint, of) for of in planted.seen(answer) & set(HIDDEN)}
                if method == "POST" and answer.status_code != 403:
                    planted.is_as_before()
                planted.goes_on()
    return found


EVERYBODY = ("Theo Hands", "Dana Desk", "Ada Books", "Mei Tanaka", "client", "paired tablet")
SOME = [pytest.param(name, True, id=name) for name in ("Theo Hands", "Ada Books")]
"""Between them, they ask for all that the others may ask for."""
ALL = [
    pytest.param(name, False, marks=pytest.mark.torture, id=f"{name}, everything")
    for name in EVERYBODY
]


@pytest.mark.parametrize(("name", "briefly"), SOME + ALL)
def test_nobody_comes_upon_what_is_kept_and_not_used(
    restricted: Plantation, name: str, briefly: bool
):
    caller = restricted.callers[name]
    found = sees(restricted, caller, briefly)
    asked = {endpoint for endpoint, _ in found}
    assert asked <= (ON_REQUEST if "admin" in caller.roles else set())
    assert bool(found) == ("admin" in caller.roles)
