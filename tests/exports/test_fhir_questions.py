"""The questionnaire as FHIR has it: every question, its condition, its words in every language."""

from __future__ import annotations

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.conditions import single_parts
from kiosk.exports.fhir.form import form
from kiosk.languages import REVIEWED


def items_of(group):
    for item in group.get("item", ()):
        yield item
        yield from items_of(item)


def test_everything_asked_is_an_item_with_its_condition():
    items = {item["linkId"]: item for item in items_of(form())}
    for step in CATALOGUE.steps:
        for question in step.questions:
            if question.key == "signature":
                continue
            item = items[question.key]
            opens = "enableWhen" in item or any(
                "enableWhenExpression" in each["url"] for each in item.get("extension", ())
            )
            assert opens == any(single_parts(question.when)), question.key


def test_a_condition_looks_at_an_item_that_is_there():
    items = {item["linkId"]: item for item in items_of(form())}
    looked_at = {w["question"] for item in items.values() for w in item.get("enableWhen", ())}
    assert looked_at <= items.keys()


def test_every_word_is_there_in_every_language():
    for item in items_of(form()):
        if "text" in item:
            said = {e["extension"][0]["valueCode"] for e in item["_text"]["extension"]}
            assert said == REVIEWED.keys() - {"en"}, item["linkId"]
