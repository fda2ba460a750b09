"""The front door: one touch begins, and every other way in is there beside it."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.intake.needs import HELP
from kiosk.intake.wording import fixed
from kiosk.languages import REVIEWED
from kiosk.store.intakes import calls
from tests.faults.test_faults import breaks
from tests.spoken import EACH_LANGUAGE
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import HTMX, Tablet


def rings(clinic: Clinic) -> list[tuple[str, str]]:
    with clinic.store.reading() as tx:
        return [(call.kind, call.first_name) for call in calls.open_calls(tx)]


def presses_at_the_door(tablet: Tablet, **said: str) -> str:
    """Press one button of Welcome; the step it leads to."""
    tablet.opens("/")
    response = tablet.sends({"csrf_token": tablet.page.form["csrf_token"], **said}, "/")
    assert response.status_code == 303
    tablet.here = response.location
    tablet.opens()
    return tablet.step


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_a_touch_in_a_language_begins_in_it_as_a_first_visit(tablet: Tablet, language: str):
    tablet.clinic.offers(language)
    assert presses_at_the_door(tablet, language=language) == "about_you"
    assert tablet.page.language == language
    assert tablet.draft.answers == {"language": language, "visit_kind": "new"}
    assert tablet.goes_back().picked("visit_kind") == ["new"], "and may be put right"


def test_there_is_a_button_to_begin_in_each_language(tablet: Tablet):
    page = tablet.opens("/")
    begins = page.tree.xpath("//main//button[@name='language']")
    assert [(each.get("value"), each.get("lang")) for each in begins] == [
        (code, code) for code in REVIEWED
    ]


def test_whoever_has_been_here_before_is_asked_who_they_are(tablet: Tablet):
    said = {"language": "en", "visit_kind": "returning"}
    assert presses_at_the_door(tablet, **said) == "hello_again"
    assert tablet.draft.walk_up
    tablet.presses("need:interpreter", find_phone_end="0101")
    assert tablet.draft.answers["access_needs"] == ["interpreter"]
    assert tablet.page.form["find_phone_end"] == ["0101"]


def test_whoever_needs_a_person_gets_one_and_may_begin_meanwhile(clinic: Clinic, tablet: Tablet):
    dana = Staff(clinic).signs_in("Dana Desk")
    assert presses_at_the_door(tablet, language="es", go="person") == "person"
    assert tablet.page.language == "es"
    assert rings(clinic) == [("person", "")]
    assert "Someone" in dana.opens("/staff/").words
    assert tablet.presses("next").step == "about_you"


def test_a_fault_while_a_person_is_asked_for_begins_nothing(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
):
    tablet.opens("/")
    sent = {**tablet.page.form, "language": "en", "go": "person"}
    with monkeypatch.context() as broken:
        broken.setattr("kiosk.store.intakes.calls.call", breaks)
        assert tablet.sends(sent, "/").status_code == 500
    assert (tablet.clinic.waiting(), rings(tablet.clinic)) == ([], [])
    assert tablet.sends(sent, "/").status_code == 303, "trying again is enough"
    assert rings(tablet.clinic) == [("person", "")]


def test_whoever_would_rather_write_is_told_where_the_paper_is(tablet: Tablet):
    page = tablet.opens("/")
    (link,) = [link for link in page.links() if link.startswith("/on-paper")]
    assert tablet.opens(link).heading == "Ask the desk for a paper form."
    assert not tablet.clinic.waiting()


def test_the_code_s_page_is_led_to_in_the_language_of_the_door(tablet: Tablet):
    page = tablet.opens("/?language=es")
    (link,) = [link for link in page.links() if link.startswith("/code")]
    assert tablet.opens(link).form["language"] == ["es"]
    assert "language" not in tablet.opens("/code").form, "nobody has chosen one"


@pytest.mark.parametrize("address", ["/code", "/on-paper"])
def test_no_other_device_has_these_pages(clinic: Clinic, address: str):
    assert Tablet(clinic, paired=False).gets(address).status_code != 200


@pytest.mark.parametrize(
    ("before", "pressed", "after", "display"),
    [
        ([], "big_text", ["big_text"], ("", "l")),
        (["big_text"], "big_text", None, ("", "")),
        (["big_text"], "high_contrast", ["big_text", "high_contrast"], ("contrast", "l")),
        (["big_text"], "none", ["none"], ("", "")),
        (["none"], "big_text", ["big_text"], ("", "l")),
    ],
)
def test_a_need_acts_at_once_and_is_let_go_of_by_a_second_press(
    tablet: Tablet, before: list[str], pressed: str, after: Any, display: tuple[str, str]
):
    tablet.starts(access_needs=before)
    page = tablet.presses(f"need:{pressed}", full_name="Ines Castle")
    assert (tablet.step, page.display) == ("about_you", display)
    assert page.form["full_name"] == ["Ines Castle"], "what was typed stays"
    assert tablet.draft.answers.get("access_needs") == after
    on = page.tree.xpath("//fieldset[contains(@class, 'needs')]//*[@aria-pressed='true']/@value")
    assert on == [f"need:{need}" for need in after or ()]
    assert rings(tablet.clinic) == []


@pytest.mark.parametrize("need", sorted(HELP))
def test_help_is_sent_for_and_the_client_told_so(tablet: Tablet, need: str):
    tablet.starts()
    tablet.presses(f"need:{need}", full_name="Ines Castle")
    assert tablet.page.notes == [
        "We have told the staff. Your answers are kept. You can wait, or go on."
    ]
    assert rings(tablet.clinic) == [("person", "Ines C.")]
    assert tablet.presses(f"need:{need}").notes == []


def test_a_page_is_loaded_anew_only_where_it_looks_another_way(tablet: Tablet):
    tablet.starts()
    assert tablet.sends(tablet.fills("need:none"), headers=HTMX).status_code == 200
    tablet.opens()
    response = tablet.sends(tablet.fills("need:big_text"), headers=HTMX)
    assert (response.status_code, response.headers["HX-Refresh"]) == (204, "true")


@pytest.mark.parametrize(("step", "need"), [("life", "big_text"), ("about_you", "a_pony")])
def test_a_need_that_is_on_no_button_is_refused(tablet: Tablet, step: str, need: str):
    tablet.is_at(step)
    before = tablet.draft
    assert tablet.sends(tablet.fills(f"need:{need}")).status_code == 400
    assert tablet.draft == before


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_erasing_is_asked_about_once_and_said_when_it_is_done(tablet: Tablet, language: str):
    tablet.clinic.offers(language)
    tablet.is_at("life", language=language)
    page = tablet.presses("stop")
    (asks,) = page.tree.xpath("//details[.//button[@value='erase']]")
    assert asks.get("open") is None, "one tap alone erases nothing"
    assert fixed("erase_sure", language) in asks.text_content()
    assert asks.xpath(".//button/@value") == ["erase", "back"]
    page = tablet.opens(tablet.sends(tablet.fills("erase")).location)
    assert (page.notes, page.language) == ([fixed("erased", language)], language)
    assert not tablet.clinic.waiting()
