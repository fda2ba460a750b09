"""Whatever is sent, the kiosk answers calmly, keeps its promises and stays whole."""

from __future__ import annotations

import unicodedata
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from kiosk.catalogue import CATALOGUE
from kiosk.intake.draft import from_json
from kiosk.store import Missing
from kiosk.store.intakes.intakes import Intake
from tests.trial import Trial
from tests.walks.clinic import Clinic
from tests.walks.page import Page, check
from tests.walks.tablet import HTMX, Tablet
from tests.web.questions.strange import BUTTONS, posts

pytestmark = pytest.mark.long


CALM = {200, 204, 303, 400, 413, 422}
"""Every answer a post to a step may get."""

AGAIN = ("hello_again", "changes", "today", "still_true")
STEPS = [step.key for step in CATALOGUE.steps if step.key not in ("done", *AGAIN)]
"""Every step of a first visit."""

EVERYWHERE = {"goals": ["pain"], "birth_date": "2012-01-01", "filling_for": "someone_else"}
FEW = ["about_you", "body_map", "sign"]


def sends_strange_posts(clinic: Clinic, step: str, number: int, trial: Trial) -> None:
    tablet, sent_yet = Tablet(clinic), count(1)

    @settings(
        max_examples=number,
        database=None,
        derandomize=number < 1000,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data(), st.sampled_from(BUTTONS), st.booleans(), st.booleans())
    def sends(data: st.DataObject, go: str, htmx: bool, stale: bool) -> None:
        envelope = _stands_at(tablet, step)
        stale_rev = [("rev", "0")] if stale else []
        post = [(_bytes(name), _bytes(value)) for name, value in data.draw(posts(step))]
        sent = MultiDict([*stale_rev, *envelope, ("go", go), *post])
        response = tablet.sends(sent, headers=HTMX if htmx else {})
        assert response.status_code in CALM, response.status_code
        if response.status_code == 422:
            check(Page(response), in_place=htmx)
        _is_still_whole(tablet)
        trial.is_at(next(sent_yet), number, f"posts to {step}")

    sends()
    trial.found(f"{number:,} posts to a step, none ends in a fault", number)


def _stands_at(tablet: Tablet, step: str) -> list[tuple[str, str]]:
    """At the step again, whatever the last post did; with what a fresh page would carry."""
    here = tablet.intake_id and _open(tablet)
    if not here:
        tablet.here = ""
        tablet.is_at(step, **EVERYWHERE)
    elif here.step != step:
        tablet.clinic.moves(here.id, step, here.draft)
    rev = tablet.clinic.intake(tablet.intake_id).rev
    token = tablet.page.form["csrf_token"][0]
    return [("csrf_token", token), ("step", step), ("rev", str(rev))]


def _open(tablet: Tablet) -> Intake | None:
    """The tablet's intake, where the last post did not end it."""
    try:
        here = tablet.clinic.intake(tablet.intake_id)
    except Missing:
        return None
    return here if here.state == "open" else None


def _bytes(words: str) -> str:
    """What of it can be sent at all: half a character is tried on its own."""
    return words.encode("utf-8", "replace").decode()


OFFERED = {q.key: {c.key for c in getattr(q, "choices", ())} for q in CATALOGUE.questions}


def _is_still_whole(tablet: Tablet) -> None:
    """What is kept can be read, and every answer is one that may be kept."""
    here = _open(tablet)
    for key, answer in from_json(here.draft).answers.items() if here else ():
        picked = answer if isinstance(answer, list) else [answer]
        if OFFERED[key]:
            assert set(picked) <= OFFERED[key], key
        elif isinstance(answer, str):
            assert answer == unicodedata.normalize("NFC", answer)
            assert len(answer) <= 120


@pytest.mark.parametrize("step", FEW)
def test_no_post_to_a_step_ends_in_a_fault(clinic: Clinic, step: str, trial: Trial):
    sends_strange_posts(clinic, step, 100, trial)


@pytest.mark.torture
@pytest.mark.parametrize("step", STEPS)
def test_no_post_of_ten_thousand_to_any_step_ends_in_a_fault(
    clinic: Clinic, step: str, trial: Trial
):
    sends_strange_posts(clinic, step, trial.of(10_000), trial)


@pytest.mark.parametrize(
    "body",
    [
        b"good_visit=\xff\xfe\x00",
        b"good_visit=%ED%A0%80",
        b"\xff" * 100,
        b"=&=&&&==",
        b"go=next&" * 500,
        b"%",
        b"",
    ],
    ids=["no utf-8", "half a character", "noise", "no names", "repeated", "percent", "empty"],
)
def test_bytes_that_are_no_form_are_answered_calmly(tablet: Tablet, body: bytes):
    tablet.is_at("reason")
    token = tablet.page.form["csrf_token"][0].encode()
    for sent in (body, b"csrf_token=" + token + b"&" + body):
        response = tablet.browser.post(
            tablet.here, data=sent, content_type="application/x-www-form-urlencoded"
        )
        assert response.status_code in CALM


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/json", "text/xml", ""])
def test_a_body_of_another_kind_is_answered_calmly(tablet: Tablet, kind: str):
    tablet.is_at("reason")
    response = tablet.browser.post(tablet.here, data=b'{"go": "next"}', content_type=kind)
    assert response.status_code in CALM


def test_too_large_a_body_is_refused_before_it_is_read(tablet: Tablet):
    tablet.is_at("reason")
    response = tablet.sends(tablet.fills("next", good_visit="x" * 65_536))
    assert response.status_code == 413
    assert "make it shorter" in Page(response).words
    assert tablet.opens().step == "reason"


def test_too_many_parts_are_refused(tablet: Tablet):
    tablet.is_at("reason")
    many = {f"f{number}": (None, "x") for number in range(401)}
    response = tablet.browser.post(
        tablet.here,
        data={**tablet.page.form, **dict.fromkeys(many, "x")},
        content_type="multipart/form-data",
    )
    assert response.status_code == 413


def test_of_a_choice_said_twice_one_alone_is_kept(tablet: Tablet):
    tablet.is_at("about_you")
    mine = {"full_name": "Ann Other", "birth_date": "1990-02-03", "phone": "+34600000000"}
    said = tablet.fills("next", **mine, emergency_contact="Bo, +34600000001")
    tablet.sends({**said, "filling_for": ["helped", "myself"]})
    assert tablet.draft.answers["filling_for"] == "myself"


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "..", "\u202e", "0" * 5000])
def test_a_broken_token_is_refused(tablet: Tablet, token: str):
    tablet.is_at("reason")
    response = tablet.sends({**tablet.fills("next"), "csrf_token": [token]})
    assert response.status_code == 400


@pytest.mark.parametrize("rev", ["", "0", "-1", "999999999999", "1.0", "one", "²"])
def test_a_strange_rev_is_a_stale_page(tablet: Tablet, rev: str):
    tablet.is_at("reason")
    response = tablet.sends({**tablet.fills("skip", goals=["pain"]), "rev": [rev]})
    assert response.status_code == 303
    assert tablet.opens().step == "reason"
    assert "goals" not in tablet.draft.answers


@pytest.mark.parametrize("step", ["", "nowhere", "done", "sign", "tell_desk", "welcome", "../x"])
def test_a_strange_step_is_a_stale_page(tablet: Tablet, step: str):
    tablet.is_at("reason")
    response = tablet.sends({**tablet.fills("next", goals=["pain"]), "step": [step]})
    assert response.status_code == 303
    assert tablet.opens().step == "reason"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana   Lucía \t", "Ana Lucía"),
        ("Luci\u0301a", "Lucía"),
        ("Ana\u202eaicuL\u2066", "AnaaicuL"),
        ("A\x00n\x07a\x9f", "Ana"),
        ("Ana\r\n\r\n\nLucía", "Ana Lucía"),
        ("Ana\u2028Lucía", "Ana Lucía"),
        ("😀 <b>Ana</b> {{x}}", "😀 <b>Ana</b> {{x}}"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_words_are_made_safe_at_the_door_and_no_further(tablet: Tablet, typed: str, kept: str):
    tablet.is_at("about_you")
    tablet.presses("back", full_name=typed)
    assert tablet.draft.answers["full_name"] == kept


def test_half_a_character_is_dropped(tablet: Tablet):
    tablet.is_at("about_you")
    data = tablet.fills("back")
    form = "&".join(f"{name}={values[0]}" for name, values in data.items() if name != "full_name")
    body = form.encode() + b"&full_name=An%ED%A0%80a"
    tablet.browser.post(tablet.here, data=body, content_type="application/x-www-form-urlencoded")
    name = tablet.draft.answers["full_name"]
    assert name.startswith("An")
    assert name.endswith("a")
    name.encode("utf-8")


def test_what_was_typed_wrong_is_shown_as_words_not_as_markup(tablet: Tablet):
    tablet.is_at("about_you")
    tablet.presses("next", full_name='"><script src=//x></script>', email="<b>no address")
    assert tablet.page.form["full_name"] == ['"><script src=//x></script>']
    assert "<script src=//x>" not in tablet.page.source
