"""Language, size and colours: changed on any step, without losing a word."""

from __future__ import annotations

import pytest

from kiosk.intake.draft import Draft
from kiosk.languages import REVIEWED
from tests.walks.clinic import Clinic
from tests.walks.tablet import HTMX, Tablet


def test_a_language_changed_half_way_stays_and_loses_nothing(tablet: Tablet):
    tablet.is_at("life")
    tablet.presses("language:es", activity_level="some")
    assert (tablet.step, tablet.page.language) == ("life", "es")
    assert tablet.page.heading == "Su día a día"
    assert tablet.page.picked("activity_level") == ["some"]
    tablet.presses("next")
    assert tablet.page.language == "es"


@pytest.mark.parametrize(
    ("go", "display"),
    [
        ("text:133", ("", "l")),
        ("text:200", ("", "xl")),
        ("text:100", ("", "")),
        ("theme:light", ("light", "")),
        ("theme:dark", ("dark", "")),
        ("theme:bold", ("contrast", "")),
    ],
)
def test_each_display_button_changes_the_page_and_stays(
    tablet: Tablet, go: str, display: tuple[str, str]
):
    tablet.is_at("life")
    tablet.presses(go)
    assert (tablet.step, tablet.page.display) == ("life", display)
    tablet.skips()
    assert tablet.page.display == display


@pytest.mark.parametrize("go", ["shows:pictures", "pace:one", "taps:large"])
def test_how_we_ask_is_chosen_and_undone_on_the_same_page(tablet: Tablet, go: str):
    tablet.starts()
    kind, _, asked_for = go.partition(":")
    assert go in tablet.page.buttons
    tablet.presses(go, full_name="Hal Brook")
    assert getattr(tablet.draft, kind) == asked_for
    (back,) = {button for button in tablet.page.buttons if button.startswith(f"{kind}:")}
    assert back != go
    tablet.presses(back)
    assert getattr(tablet.draft, kind) == getattr(Draft(), kind)
    assert tablet.draft.answers["full_name"] == "Hal Brook"


@pytest.mark.parametrize("step", ["stop", "person"])
def test_the_display_changes_on_pages_that_stand_aside_too(tablet: Tablet, step: str):
    tablet.is_at("life")
    tablet.presses(step)
    tablet.presses("theme:dark")
    tablet.presses("language:es")
    assert (tablet.step, tablet.page.display[0], tablet.page.language) == (step, "dark", "es")


def test_htmx_is_told_to_load_the_page_from_its_head(tablet: Tablet):
    tablet.is_at("life")
    response = tablet.sends(tablet.fills("language:es"), headers=HTMX)
    assert (response.status_code, response.headers["HX-Refresh"]) == (204, "true")
    assert not response.data


@pytest.mark.parametrize(
    "go", ["language:xx", "text:999", "theme:pink", "dance", "change:", "start"]
)
def test_a_button_that_is_on_no_page_is_refused(tablet: Tablet, go: str):
    tablet.is_at("life")
    before = tablet.draft
    assert tablet.sends(tablet.fills(go, activity_level="some")).status_code == 400
    assert tablet.draft == before


def test_bigger_words_and_stronger_colours_are_asked_for_at_welcome(tablet: Tablet):
    tablet.starts(access_needs=["big_text", "high_contrast"])
    assert tablet.page.display == ("contrast", "l")


def test_welcome_can_be_looked_at_in_each_language(tablet: Tablet):
    english = tablet.opens("/")
    links = [link for link in english.links() if link.startswith("/?language")]
    assert links == [f"/?language={code}" for code in REVIEWED]
    spanish = tablet.opens("/?language=es")
    assert (english.language, spanish.language) == ("en", "es")
    assert english.heading != spanish.heading
    assert tablet.opens("/?language=xx").language == "en"


def test_welcome_leads_to_the_intake_that_is_under_way(tablet: Tablet):
    tablet.is_at("life")
    response = tablet.gets("/")
    assert (response.status_code, response.location) == (303, tablet.here)
    assert tablet.opens("/").step == "life"


def test_activity_is_noticed_without_a_rev_and_moves_nothing(tablet: Tablet):
    tablet.is_at("life")
    before = tablet.page.form["rev"]
    data = {"go": "here", "csrf_token": tablet.page.form["csrf_token"]}
    assert tablet.sends(data).status_code == 204
    assert tablet.opens().form["rev"] == before


def test_the_first_button_of_every_step_is_next(tablet: Tablet):
    tablet.is_at("life")
    assert next(iter(tablet.page.buttons)) == "next"


def test_the_next_client_begins_with_the_clinics_display(clinic: Clinic):
    tablet = Tablet(clinic)
    tablet.starts(language="es", access_needs=["high_contrast"])
    tablet.presses("stop")
    tablet.sends(tablet.fills("erase"))
    page = tablet.opens("/")
    assert (page.language, page.display) == ("en", ("", ""))


def test_the_thank_you_looks_as_the_walk_did_and_welcome_after_it_does_not(tablet: Tablet):
    tablet.is_at("sign")
    for go in ("theme:bold", "text:200", "language:es"):
        tablet.presses(go)
    tablet.presses("next", **{"signature-typed": "Lucia"})
    assert (tablet.page.heading, tablet.page.display) == ("Gracias", ("contrast", "xl"))
    tablet.opens("/")
    assert (tablet.page.language, tablet.page.display) == ("en", ("", ""))
