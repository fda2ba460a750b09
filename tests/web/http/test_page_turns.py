"""No page of the staff can ever stop a tablet: what one may cost, and how many at once."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest
from sqlalchemy import text

from kiosk.store import TooMuch
from kiosk.store.engine import allowance
from kiosk.store.records import cards
from kiosk.web.http import page_turns
from kiosk.web.http.page_turns import Turns
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.walks.tablet import Tablet
from tests.web.visits import signs

CALM = "Try again in a moment, or narrow the search."


@pytest.fixture
def theo(clinic: Clinic) -> Staff:
    for name in ("Zoë Ångström", "Ana Ruiz"):
        signs(clinic, name)
    return Staff(clinic).signs_in("Theo Hands")


def asks(staff: Staff, url: str, **environ: Any) -> Page:
    response = staff.browser.get(url, base_url=staff.base_url, environ_overrides=environ)
    page = Page(response)
    check(page, staff=True)
    return page


def never_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page costs too much from its first row on."""
    monkeypatch.setattr(page_turns, "MAY_COST", 0.0)
    monkeypatch.setattr(allowance, "_LOOKS", 1)


def test_a_page_that_costs_too_much_says_so_calmly_and_the_next_is_whole(
    theo: Staff, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as now:
        never_enough(now)
        page = asks(theo, "/staff/")
        assert page.status == 503
        assert CALM in page.words
    assert asks(theo, "/staff/").status == 200


def test_a_tablet_has_no_allowance(clinic: Clinic, tablet: Tablet, monkeypatch: pytest.MonkeyPatch):
    tablet.starts()
    never_enough(monkeypatch)
    assert tablet.opens().status == 200


def test_a_page_ends_when_its_browser_has_left(theo: Staff, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(allowance, "_LOOKS", 1)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert asks(theo, "/staff/", **{"gunicorn.socket": ours}).status == 200
        theirs.close()
        assert asks(theo, "/staff/", **{"gunicorn.socket": ours}).status == 503


def test_a_statement_that_takes_too_long_is_given_up_in_its_middle(clinic: Clinic):
    forever = text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    )
    with pytest.raises(TooMuch), allowance.allowed(0.01), clinic.store.reading() as tx:
        tx.connection.execute(forever).all()
    with clinic.store.reading() as tx:
        assert tx.connection.scalar(text("SELECT 1")) == 1


def test_half_of_the_threads_are_never_the_staffs(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(page_turns, "PATIENCE", 0.01)
    turns = Turns(8)
    taken = [turns.take("page"), turns.take("page"), turns.take("drawing"), turns.take("file")]
    for kind in ("page", "drawing", "file"):
        with pytest.raises(TooMuch):
            turns.take(kind)  # type: ignore[arg-type]
    taken.pop()()
    with pytest.raises(TooMuch):
        turns.take("page")
    taken[0]()
    turns.take("page")()
    turns.take("file")()


def test_a_third_page_waits_for_its_turn():
    turns = Turns(8)
    first, _ = turns.take("page"), turns.take("page")
    done = threading.Event()

    def third() -> None:
        turns.take("page")
        done.set()

    waiting = threading.Thread(target=third)
    waiting.start()
    assert not done.is_set()
    first()
    waiting.join()
    assert done.is_set()


def test_what_finds_no_turn_says_so_calmly(theo: Staff, clinic: Clinic, tablet: Tablet):
    turns: Turns = clinic.app.extensions["turns"]
    taken = [turns.take("page"), turns.take("page"), turns.take("drawing"), turns.take("drawing")]
    page = asks(theo, "/staff/clients/same")
    assert (page.status, CALM in page.words) == (503, True)
    assert tablet.starts().status == 200
    for give_back in taken:
        give_back()
    assert asks(theo, "/staff/clients/same").status == 200


def test_every_turn_is_given_back(theo: Staff, clinic: Clinic, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(page_turns, "PATIENCE", 0.01)
    for url in ("/staff/", "/staff/clients/same", "/staff/clients/nobody", "/admin/export") * 3:
        theo.gets(url)
    turns: Turns = clinic.app.extensions["turns"]
    for give_back in [turns.take("page"), turns.take("page")]:
        give_back()


def test_one_file_is_sent_at_a_time(clinic: Clinic):
    turns: Turns = clinic.app.extensions["turns"]
    with clinic.app.test_request_context():
        with page_turns.for_a_file() as sent:
            response = sent([b"a", b"b"], "text/plain")
        with pytest.raises(TooMuch), page_turns.for_a_file():
            pass
        response.close()
        with page_turns.for_a_file() as sent:
            assert sent([b"a", b"b"], "text/plain").get_data() == b"ab"
    turns.take("file")()


def test_a_search_opens_a_bounded_number_of_cards(theo: Staff, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cards, "LOOKED_AT", 1)
    theo.opens("/staff/clients")
    page = Page(theo.sends("/staff/clients", name="q"))
    assert "look further" in page.words
