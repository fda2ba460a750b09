"""Nobody comes upon what another has said, by any route of the kiosk, unless the gate lets them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from kiosk.store import Keys, Store
from kiosk.store.records import records
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.fixtures import _moved_in
from tests.walks.front_desk import Helped
from tests.walks.tablet import Tablet
from tests.walks.test_walk_ups import says_who
from tests.web.http import posted
from tests.web.http.callers import Caller
from tests.web.http.canaries import CALLERS, SEVERAL, Plantation, all_routes, plant
from tests.web.http.posted import ASKED, LATE, NOTHING, POSTED, Said
from tests.web.visits import BrokenPress, posts

pytestmark = [pytest.mark.long, pytest.mark.on_sqlite]


@pytest.fixture(scope="module")
def planted(
    app: Flask, founded: Path, keys: Keys, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Plantation]:
    """One clinic for the whole file; whatever is done in it is undone."""
    file = tmp_path_factory.mktemp("canaries") / "kiosk.db"
    file.write_bytes(founded.read_bytes())
    clock = Clock()
    store = Store(f"sqlite:///{file}", keys, clock)
    clinic = Clinic(app, store, clock)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(app.extensions, "press", BrokenPress())
        _moved_in(app, store, clock)
        yield plant(clinic)
    store.close()


def filled_in(planted: Plantation, said: Said) -> Said:
    """What is posted, with the ids of this clinic."""
    known = {
        "theirs": planted.planted["theirs"].client,
        "corrected": planted.planted["corrected"].client,
        "client": planted.planted["corrected"].client,
        "tablet": planted.ids["tablet_id"][0],
        "visit": planted.ids["visit_id"][0],
    }
    return {name: value.format(**known) for name, value in said.items()}


def comes_upon(
    planted: Plantation, caller: Caller, under: str = "/", briefly: bool = True
) -> tuple[list[str], set[str]]:
    """Every sight of other people's words by one caller, and whose words they saw at all.

    ``briefly`` posts to some of all intakes only, and reads every one.
    """
    found, seen = [], set[str]()
    for rule, doors, method in all_routes(planted.clinic):
        if not rule.rule.startswith(under):
            continue
        some = briefly and method == "POST"
        for url in planted.addresses(rule, caller, doors, some):
            for said in (POSTED if method == "POST" else ASKED).get(rule.endpoint, NOTHING):
                answer = caller.comes(method, url, filled_in(planted, said))
                leaks = planted.leaks(caller, answer) + planted.titled(answer)
                found += [f"{rule.endpoint} {url} {dict(said)}: {one}" for one in leaks]
                seen |= planted.seen(answer)
                if method == "POST" and answer.status_code != 403:
                    planted.is_as_before()
                planted.goes_on()
    return found, seen


def test_no_route_is_left_out(planted: Plantation):
    for rule, _, method in all_routes(planted.clinic):
        assert method == "GET" or rule.endpoint in POSTED, (
            f"{rule.endpoint} takes a post and nobody tries it: add to POSTED in"
            f" {posted.__name__} what a form sends there, so that it answers with whatever it could"
            " show"
        )
        unknown = rule.arguments - planted.ids.keys()
        assert not unknown, (
            f"{rule} has {unknown} in its address: add to ids in tests/web/http/canaries.py what"
            " may stand there, the ids of records and clients above all"
        )


UNSAFE = ("unsafe, theirs", "unsafe, corrected")
"""That it did not feel safe to speak up, said to the manager: its therapist never sees it."""

SEES = {
    "Dana Desk": set(),
    "Theo Hands": {"theirs", "joined", "nobody's", "stopped"},
    "Ada Books": {"theirs", "corrected", "long ago", "nobody's", "joined", *UNSAFE},
    "Mei Tanaka": {
        *("theirs", "corrected", "long ago", "nobody's", "joined", "stopped"),
        "unsafe, theirs",
    },
    "Remy Both": {"theirs", "corrected", "long ago", "nobody's", "joined", *UNSAFE},
    "paired tablet": set(),
    "client": set(),
    "signed out": set(),
}
"""Whose words each may see, in the end: a scan that saw nothing would prove nothing."""


COVERED = ("Ada Books", SEVERAL)
"""Dana, Theo and Mei, between them, ask for all that these may ask for."""

EVERYBODY = [pytest.param(name, True, id=name) for name in CALLERS if name not in COVERED] + [
    pytest.param(name, False, marks=pytest.mark.torture, id=f"{name}, everything")
    for name in CALLERS
]


@pytest.mark.parametrize(("name", "briefly"), EVERYBODY)
def test_nobody_comes_upon_the_words_of_others(
    planted: Plantation, name: str, briefly: bool, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    found, seen = comes_upon(planted, planted.callers[name], briefly=briefly)
    assert not found, "\n".join(found)
    assert seen == SEES[name]
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert logged
    assert [one.of for one in planted.planted.values() if one.found_in(logged)] == [], "in the log"


def test_filling_in_together_and_saying_who_it_is_opens_nothing(planted: Plantation):
    """The desk begins, says whose intake it is, and walks: also with the name, also on a tablet."""
    clinic, theirs = planted.clinic, planted.planted["theirs"]
    dana = Staff(clinic).signs_in("Dana Desk")
    helped, tablet = Helped(dana), Tablet(clinic)
    helped.begins()
    helped.answers("welcome", language="en", visit_kind="returning")
    helped.answers("hello_again", find_birth_date=LATE, find_phone_end="0101")
    tablet.comes_back(LATE, "0101")
    for walk in (helped, tablet):
        says_who(dana, walk, theirs.client)
        walk.opens()
        walk.answers_for_today()
        assert walk.step == "earlier"
        for go in ("next", "back", "next"):
            walk.presses(go)
        walk.opens(walk.here)
    seen = [page.source for walk in (helped, tablet) for _, page in walk.seen]
    planted.is_as_before()
    assert not [one.of for one in planted.planted.values() if any(map(one.found_in, seen))]


def test_joined_with_another_therapists_client_nothing_more_opens(planted: Plantation):
    """Theo joins his own client with one of Mei's, and looks everywhere again."""
    theo = planted.callers["Theo Hands"]
    one, other = (planted.planted[of].client for of in ("theirs", "corrected"))
    browser = Staff(planted.clinic).signs_in("Theo Hands")
    browser.opens("/staff/clients/same")
    posts(browser, "/staff/clients/same", go="join", one=one, other=other)
    own = planted.planted["theirs"].id
    for url in (f"/staff/clients/{one}", f"/staff/intakes/{own}", f"/staff/intakes/{own}/sheet"):
        answer = theo.comes("GET", url)
        assert planted.seen(answer) <= {"theirs"}, url
    planted.is_as_before()


def test_a_page_of_an_error_shows_nothing(planted: Plantation, monkeypatch: pytest.MonkeyPatch):
    def breaks(*_: Any) -> Any:
        raise LookupError("Zebrafinchtheirs")

    monkeypatch.setattr("kiosk.web.therapist.record.intake_page", breaks)
    answer = planted.callers["Theo Hands"].comes(
        "GET", f"/staff/intakes/{planted.planted['theirs'].id}"
    )
    assert (answer.status_code, planted.seen(answer)) == (500, set())


def test_without_the_gate_the_words_of_others_are_found(
    planted: Plantation, monkeypatch: pytest.MonkeyPatch
):
    def lets_everybody_in(tx: Any, who: Any, record_id: str, **_: Any) -> Any:
        return records.find(tx, record_id)

    monkeypatch.setattr("kiosk.usecases.read_answers.may_open", lets_everybody_in)
    theo = planted.callers["Theo Hands"]
    found = [leak for on in ("/staff/i", "/staff/co") for leak in comes_upon(planted, theo, on)[0]]
    routes = {leak.partition(" ")[0] for leak in found}
    assert routes >= {
        *("record.intake", "record.print_sheet", "record.copy", "record.numbered_paper"),
        *("corrections.choose", "corrections.open_one"),
    }


def test_what_is_not_in_the_audit_counts_as_found(
    planted: Plantation, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("kiosk.usecases.read_answers.audit.write", lambda *_: None)
    theo = planted.callers["Theo Hands"]
    own = planted.planted["theirs"].id
    planted.goes_on()
    answer = theo.comes("GET", f"/staff/intakes/{own}")
    assert planted.leaks(theo, answer) == ["theirs"]
