"""What is drawn of a signature is kept before it is one, and only on the page that is signed."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from tests.walks.tablet import STROKES, Tablet


def draws(tablet: Tablet, strokes: str = STROKES, **more: str) -> TestResponse:
    """One pen lift, as the page tells of it."""
    return tablet.sends({**tablet.fills("stroke"), "signature-strokes": [strokes], **more})


def kept(tablet: Tablet) -> int:
    return len((tablet.draft.answers.get("signature") or {}).get("strokes", ()))


def test_a_stroke_is_kept_and_signs_nothing(tablet: Tablet):
    tablet.is_at("sign")
    assert draws(tablet).text == str(int(tablet.page.form["rev"][0]) + 1)
    assert kept(tablet) == 2
    assert tablet.clinic.signed() == []
    assert tablet.opens().step == "sign"


def test_a_page_signed_while_its_last_stroke_was_on_its_way_is_signed(tablet: Tablet):
    tablet.is_at("sign")
    sent = {**tablet.fills("next"), "signature-strokes": [STROKES]}
    draws(tablet)
    assert tablet.sends(sent).location == "/thanks"


def test_a_page_that_is_no_longer_the_clients_keeps_no_stroke(tablet: Tablet):
    tablet.is_at("sign")
    assert draws(tablet, rev="0").status_code == 204
    assert kept(tablet) == 0


def test_no_other_step_takes_strokes(tablet: Tablet):
    tablet.is_at("review")
    assert draws(tablet, step="review").status_code == 204
    assert "signature" not in tablet.draft.answers


def test_a_field_that_is_not_on_the_page_is_refused(tablet: Tablet):
    tablet.is_at("sign")
    assert draws(tablet, full_name="Somebody").status_code == 400


def test_a_fault_while_a_stroke_is_kept_changes_nothing(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
):
    tablet.is_at("sign")
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.usecases.keep_strokes.answer", fails)
        assert draws(tablet).status_code == 500
    assert kept(tablet) == 0
    draws(tablet)
    assert kept(tablet) == 2


def fails(*_: object, **__: object) -> None:
    raise OSError("the disk is gone")
