"""A fault of ours at any step: nothing typed is lost, nothing told is shown, the client goes on."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from tests.faults.canary import CANARY, EVERYWHERE
from tests.walks.page import Page, check, sendable
from tests.walks.tablet import HTMX, Tablet

AGAIN = ("hello_again", "changes", "today", "still_true")
STEPS = [step.key for step in CATALOGUE.steps if step.key not in ("done", "guardian", *AGAIN)]
ASKED = {key: EVERYWHERE[key] for key in ("goals", "filling_for", "birth_date")}


class Fault(Exception):
    """Something nobody thought of, with an answer in its message."""


def breaks(*_: Any, **__: Any) -> Any:
    local = CANARY
    raise Fault(f"could not keep {local}")


def no_thread() -> None:
    raise RuntimeError("can't start new thread")


def lines(log: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in log.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_a_step_loses_nothing_and_tells_nothing(
    tablet: Tablet, step: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    tablet.is_at(step, **ASKED)
    keys = {name.partition("-")[0] for name in tablet.page.questions}
    sent = tablet.fills("next", **{key: EVERYWHERE[key] for key in keys if key in EVERYWHERE})
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.usecases.answer_step.answer", breaks)
        response = tablet.sends(sent)
    assert response.status_code == 500
    page = Page(response)
    check(page)
    assert sendable(page.tree.find(".//form")) == {k: v for k, v in sent.items() if v}
    (line,) = lines(caplog)
    error_id = page.words.rpartition(" ")[2]
    assert line.startswith(f"{error_id} 500 Fault step.post ")
    assert "test_faults.py" in line
    assert CANARY not in caplog.text
    again = tablet.sends(sendable(page.tree.find(".//form")))
    assert again.status_code == 303, "trying again is enough"
    assert tablet.opens(again.location).step != step or tablet.page.questions != keys


def test_a_page_that_cannot_be_drawn_says_so_without_an_answer(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    tablet.is_at("review", **EVERYWHERE)
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.web.client.show_step.step_page", breaks)
        response = tablet.gets(tablet.here)
    assert response.status_code == 500
    assert CANARY not in response.text
    assert CANARY not in caplog.text
    assert Page(response).links() == ["/"]
    assert tablet.opens("/").step == "review"


def test_htmx_leaves_the_page_alone_and_the_next_try_is_taken(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
):
    tablet.is_at("life")
    sent = tablet.fills("next", activity_level="some")
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.usecases.answer_step.answer", breaks)
        assert tablet.sends(sent, headers=HTMX).status_code == 500
    assert tablet.sends(sent, headers=HTMX).status_code == 200
    assert tablet.draft.answers["activity_level"] == "some"


def test_a_fault_while_signing_signs_nothing(tablet: Tablet, monkeypatch: pytest.MonkeyPatch):
    tablet.is_at("sign")
    sent = tablet.fills("next", signature={"method": "typed", "name": "Hal Brook"})
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.store.audit.write", breaks)
        assert tablet.sends(sent).status_code == 500
    assert tablet.clinic.signed() == []
    assert tablet.clinic.audit("sign") == []
    assert tablet.sends(sent).location == "/thanks"
    assert len(tablet.clinic.signed()) == len(tablet.clinic.audit("sign")) == 1


def test_a_press_that_fails_never_stops_a_client(tablet: Tablet, monkeypatch: pytest.MonkeyPatch):
    tablet.is_at("sign")
    monkeypatch.setattr(tablet.clinic.app.extensions["printing"], "start", no_thread)
    sent = tablet.fills("next", signature={"method": "typed", "name": "Hal Brook"})
    assert tablet.sends(sent).location == "/thanks"
    assert tablet.clinic.signed() == [tablet.intake_id]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Something went wrong on our side."), ("es", "Algo falló por nuestra parte.")],
)
def test_an_error_speaks_the_clients_language_in_their_size(
    tablet: Tablet, language: str, words: str, monkeypatch: pytest.MonkeyPatch
):
    tablet.is_at("life", language=language)
    tablet.presses("text:200")
    monkeypatch.setattr("kiosk.usecases.answer_step.answer", breaks)
    page = Page(tablet.sends(tablet.fills("next")))
    assert (page.language, page.display) == (language, ("", "xl"))
    assert words in page.words
