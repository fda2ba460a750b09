"""A bad wire and a server that dies: no answer lost, none doubled, one record."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle
from threading import Event
from typing import Any, Literal

import pytest
from playwright.sync_api import expect

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.pages import members
from kiosk.settings import key_beside
from kiosk.store import Keys, Store, audit
from kiosk.store.intakes import intakes
from kiosk.store.records import record_rows, records
from tests import patience
from tests.browser.clinic import Clinic
from tests.browser.conftest import Tablets
from tests.browser.personas import persona
from tests.browser.seeing import ANOTHER, FIELD
from tests.browser.tablet import Tablet
from tests.browser.test_visits import said
from tests.browser.wire import FAULTS, SLOW, Fault, Wire, wire_to
from tests.faults.running import Server, runs

pytestmark = pytest.mark.browser

PATIENCE = 16_000
"""Milliseconds after which a page has given up on a post."""

AGAIN = 2_000
"""Milliseconds until it tries once more."""

NEXT = '#page button[value=next], .bar button[name$="_ok"][value="yes"]'
"""What leads on: on a page that shows answers once more, the yes to them."""
SAVED = "() => document.querySelector('#saved')?.hidden === false"
UNSAVED = "document.querySelector('#unsaved')?.hidden === false"
TOLD_OR_MOVED = f"rev => {UNSAVED} ? 'told' : ({ANOTHER})(rev) ? 'moved' : null"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server, with a clinic set up by the real command."""
    data = tmp_path_factory.mktemp("wire") / "data"
    assert runs(data, "init", "--clinic", "Quiet Hands").returncode == 0
    server = Server(data)
    server.starts()
    yield server
    server.is_killed()


@pytest.fixture(scope="module")
def wire(server: Server) -> Iterator[Wire]:
    with wire_to(server.port) as wire:
        yield wire


@pytest.fixture(scope="module")
def clinic(server: Server, wire: Wire) -> Iterator[Clinic]:
    """That clinic, as it is reached through the wire."""
    keys = Keys.load(key_beside(server.data))
    store = Store(f"sqlite:///{server.data}/db/kiosk.db", keys)
    yield Clinic(store, f"http://127.0.0.1:{wire.port}")
    store.close()


@pytest.fixture
def tablet(tablets: Tablets, wire: Wire) -> Iterator[Tablet]:
    """A tablet at the far end of the wire, whose browser has a clock to turn."""
    tablet = tablets()
    tablet.page.clock.install()
    yield tablet
    wire.broken = None
    tablet.forgives("Failed to load resource", "htmx:error", "Failed to fetch")


def sends_over(tablet: Tablet, wire: Wire, fault: Fault) -> str:
    """Press Next while the wire is bad, then mend it: whether the page told, or moved on."""
    rev, before = tablet.sees(FIELD, "rev"), wire.struck
    wire.broken = fault
    tablet.touches(NEXT)
    if fault in SLOW:
        waits_for(tablet, lambda: wire.struck > before)
        tablet.page.clock.fast_forward(PATIENCE)
    seen = str(tablet.sees(TOLD_OR_MOVED, rev))
    wire.broken = None
    goes_on(tablet, rev)
    return seen


def goes_on(tablet: Tablet, rev: str) -> None:
    """Nobody touches anything: the page tries again by itself, and says what is saved."""
    tablet.page.clock.fast_forward(AGAIN)
    tablet.sees(ANOTHER, rev)
    if "/i/" in tablet.page.url:
        tablet.sees(SAVED)
        expect(tablet.page.locator("#unsaved")).to_be_hidden()


def waits_for(tablet: Tablet, something: Callable[[], object]) -> None:
    until = time.monotonic() + patience.PATIENCE
    while not something():
        assert time.monotonic() < until, "never happened"
        tablet.page.wait_for_timeout(20)


def given_before(step: str, answers: dict[str, Any]) -> dict[str, Any]:
    """What a client has said by the time they come to a step, on the pages before it."""
    way = [known.key for known in CATALOGUE.steps]
    parts = {part for page in way[: way.index(step)] for part in members(page)} - {step}
    asked = [q.key for part in parts for q in CATALOGUE.step(part).questions]
    return {key: answers[key] for key in asked if key in answers}


def events(clinic: Clinic, intake_id: str) -> Counter[str]:
    with clinic.store.reading() as tx:
        rows = audit.matching(tx, audit.Wanted(), 10_000)
        assert records.verify_all(tx) == []
        assert audit.verify(tx) is None
    return Counter(row.event for row in rows if row.subject == intake_id)


def walks_over(
    tablet: Tablet, wire: Wire, faults: Iterator[Fault], begins: str = ""
) -> Counter[str]:
    """Walk to the thank-you, from the door or from a step on, with a fault at each Next."""
    answers = persona("p8")
    if begins:
        tablet.comes_to(begins, given_before(begins, answers))
    else:
        tablet.starts(answers)
    intake = tablet.intake_id
    seen: Counter[str] = Counter()
    while "/i/" in tablet.page.url:
        if tablet.step == "body_map":
            tablet.touches(".to-list")
        tablet.answers_here(answers)
        seen[sends_over(tablet, wire, next(faults))] += 1
    assert tablet.path == "/thanks"
    record = tablet.clinic.signed(intake)["answers"]
    assert said(record) == said(answers)
    assert record["signature"]["method"] == answers["signature"]["method"]
    assert events(tablet.clinic, intake) == {"start": 1, "sign": 1}
    return seen


def test_a_wire_that_fails_at_every_step_loses_and_doubles_nothing(tablet: Tablet, wire: Wire):
    """Each of the last steps fails in its own way; `make torture` has every way at every step."""
    seen = walks_over(tablet, wire, iter(FAULTS), begins="experience")
    assert seen.total() == len(FAULTS)
    assert seen["told"] == len([fault for fault in FAULTS if not fault.startswith("page")])


@pytest.mark.torture
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_at_every_step_loses_and_doubles_nothing(
    tablet: Tablet, wire: Wire, fault: Fault
):
    walks_over(tablet, wire, cycle([fault]))


def test_a_slow_server_never_makes_two_records(tablet: Tablet, wire: Wire):
    answers = persona("p8")
    tablet.comes_to("sign", answers)
    intake = tablet.intake_id
    tablet.types("signature-typed", "Hal Brook")
    assert sends_over(tablet, wire, "late") == "told"
    assert tablet.path == "/thanks"
    assert events(tablet.clinic, intake) == {"start": 1, "sign": 1}
    with tablet.clinic.store.reading() as tx:
        assert [each.id for each in record_rows.newest(tx, 1000)].count(intake) == 1


@pytest.mark.parametrize(
    "when", [pytest.param("before the next answer", marks=pytest.mark.torture), "after it"]
)
def test_a_post_that_arrives_long_after_its_retry_changes_no_answer(
    tablet: Tablet, wire: Wire, when: str
):
    answers = persona("p8")
    tablet.comes_to("self_care", given_before("self_care", answers))
    intake = tablet.intake_id
    tablet.answers_here(answers)
    assert sends_over(tablet, wire, "stalled") == "told"
    tablet.answers_here(answers)
    if when == "after it":
        tablet.goes()
        tablet.answers_here(answers)
    wire.haunts()
    tablet.walks(answers)
    record = tablet.clinic.signed(intake)["answers"]
    assert said(record) == said(answers)


def test_a_start_whose_reply_is_lost_is_started_again(tablet: Tablet, wire: Wire):
    tablet.opens()
    wire.broken = "lost"
    tablet.touches("button[value=en]")
    tablet.sees("location.protocol === 'chrome-error:'")
    wire.broken = None
    tablet.starts({"language": "en", "visit_kind": "new"})
    with tablet.clinic.store.reading() as tx:
        mine = intakes.find(tx, tablet.intake_id).tablet_id
        states = Counter(i.state for i in intakes.waiting(tx) if i.tablet_id == mine)
    assert states["open"] == 1, "what was started unseen is put aside, with nothing in it"


@pytest.mark.torture
def test_a_server_that_is_killed_in_mid_intake_loses_nothing(
    tablet: Tablet, wire: Wire, server: Server
):
    """In the suite tests/faults/test_killed.py kills one, and the tests above fail the page."""
    answers = persona("p8")
    tablet.comes_to("agree", given_before("agree", answers))
    intake = tablet.intake_id
    tablet.answers_here(answers)
    server.is_killed()
    rev = tablet.sees(FIELD, "rev")
    tablet.touches(NEXT)
    expect(tablet.page.locator("#unsaved")).to_be_visible()
    server.starts()
    goes_on(tablet, rev)
    assert tablet.answers_here(answers) == "review"
    rev = tablet.sees(FIELD, "rev")
    wire.broken = "lost"
    tablet.touches(NEXT)
    expect(tablet.page.locator("#unsaved")).to_be_visible()
    server.is_killed()
    wire.broken = None
    server.starts()
    goes_on(tablet, rev)
    tablet.walks(answers)
    assert said(tablet.clinic.signed(intake)["answers"]) == said(answers)
    assert events(tablet.clinic, intake) == {"start": 1, "sign": 1}


AT_REST: dict[Fault, Literal["load", "requestfailed"]] = {
    "dropped": "load",
    "lost": "load",
    "torn": "load",
    "page torn": "requestfailed",
}
"""How the browser comes to rest: at a whole page, be it its own of an error, or at half a page.

Of a reply with no more than its first lines it follows the redirect.
"""


def comes_to_rest(tablet: Tablet, fault: Fault) -> None:
    """Press Next, and wait for what the browser makes of this fault.

    Reloaded any sooner, it would take back the post and show the page before it.
    """
    pages, ended = len(tablet.pages_seen), Event()
    tablet.page.once(AT_REST[fault], lambda _: ended.set())
    tablet.touches(NEXT)
    waits_for(tablet, lambda: ended.is_set() and len(tablet.pages_seen) > pages)


ROUGH = pytest.mark.torture


@pytest.mark.parametrize(
    "fault",
    ["lost", *(pytest.param(fault, marks=ROUGH) for fault in ("dropped", "torn", "page torn"))],
)
def test_without_script_a_reload_sends_the_page_again(tablets: Tablets, wire: Wire, fault: Fault):
    tablet = tablets(java_script_enabled=False)
    tablet.comes_to("life", {"full_name": "Hal Brook"})
    tablet.picks("sleep_quality", "ok")
    wire.broken, before = fault, wire.struck
    comes_to_rest(tablet, fault)
    assert wire.struck > before
    wire.broken = None
    tablet.page.reload()
    assert tablet.step == "today_check"
    assert tablet.page.locator(".note").count() == 0
    with tablet.clinic.store.reading() as tx:
        assert intakes.find(tx, tablet.intake_id).draft["answers"]["sleep_quality"] == "ok"
    tablet.forgives("Failed to load resource")
