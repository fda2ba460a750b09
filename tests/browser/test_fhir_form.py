"""LHC-Forms, a program that is not ours, fills in our FHIR form and gives back what was said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from kiosk.demo.personas import Persona, personas, variants
from kiosk.exports.exported import exported
from kiosk.exports.fhir.form import form
from kiosk.exports.fhir.response import response
from tests.exports.fhir_reading import said_in
from tests.exports.test_fhir import record_of

FORMS = Path(".cache/lhc-forms")
PAGE = """<!doctype html><html lang="en"><title>Another form</title>
<link rel="stylesheet" href="/webcomponent/styles.css">
<script src="/webcomponent/assets/lib/zone.min.js"></script>
<script type="module" src="/webcomponent/lhc-forms.js"></script>
<script type="module" src="/fhir/R4/lformsFHIR.min.js"></script>
<body><div id="form"></div></body></html>"""
FILLS_IN = """async ([form, response]) => {
  const kind = 'QuestionnaireResponse';
  const empty = LForms.Util.convertFHIRQuestionnaireToLForms(form, 'R4');
  const filled = LForms.Util.mergeFHIRDataIntoLForms(kind, response, empty, 'R4');
  await LForms.Util.addFormToPage(filled, 'form');
  return LForms.Util.getFormFHIRData(kind, 'R4');
}"""

TITLE = {"en": "Massage intake", "es": "Cuestionario de masaje"}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not FORMS.exists(), reason="LHC-Forms is not installed"),
]


def serve(route: Route) -> None:
    name = route.request.url.partition("//another.form/")[2]
    if name and not (FORMS / name).exists():
        route.fulfill(status=404)
    elif name:
        route.fulfill(path=FORMS / name)
    else:
        route.fulfill(body=PAGE, content_type="text/html")


@pytest.fixture(scope="module")
def other(browser: Browser) -> Iterator[Page]:
    """A page with nothing on it but their program."""
    page = browser.new_page()
    page.route("http://another.form/**", serve)
    page.goto("http://another.form/")
    page.wait_for_function("window.LForms && LForms.Util && LForms.FHIR")
    yield page
    page.close()


def fills_in(page: Page, said: dict[str, Any]) -> dict[str, Any]:
    """What stands after their program has taken our answers, closed what is closed, and let go."""
    return page.evaluate(FILLS_IN, [in_language(form(), said["language"]), said])


def in_language(part: Any, language: str) -> Any:
    """The form in one of its languages: their program takes an answer by its words as well."""
    if isinstance(part, list):
        return [in_language(each, language) for each in part]
    if not isinstance(part, dict):
        return part
    words = {
        name.removeprefix("_"): extension["extension"][1]["valueString"]
        for name, beside in part.items()
        if name.startswith("_")
        for extension in beside["extension"]
        if extension["extension"][0]["valueCode"] == language
    }
    return {name: in_language(each, language) for name, each in part.items()} | words


def rough(person: Persona) -> Any:
    """One person in the suite; `make torture` has them all."""
    marks = () if person.key == "p2_returning_athlete" else pytest.mark.torture
    return pytest.param(person, id=person.key, marks=marks)


@pytest.mark.parametrize("person", [rough(each) for each in (*personas(), *variants())])
def test_another_program_gives_back_what_was_said(person: Persona, other: Page):
    ours = response(exported(record_of(person)))
    said = {key: answer for key, answer in said_in(ours).items() if answer is not None}
    assert said_in(fills_in(other, ours)) == said
    assert other.locator("#form").get_by_text(TITLE[ours["language"]]).count()


@pytest.mark.torture
def test_what_our_conditions_close_another_program_closes_too(other: Page):
    person = next(each for each in personas() if each.key == "p2_returning_athlete")
    ours = response(exported(record_of(person)))
    sport = [item for group in ours["item"] for item in group["item"]]
    (level,) = (item for item in sport if item["linkId"] == "self_how_often")
    level["answer"][0]["valueCoding"]["code"] = "never"
    assert "self_tools" in said_in(ours)
    assert "self_tools" not in said_in(fills_in(other, ours))
