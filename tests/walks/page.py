"""A page as a browser without script has it: what it says, what its form would send."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from lxml import html
from werkzeug.test import TestResponse

from kiosk.catalogue.flags import RULES
from kiosk.languages import N_, translate
from tests.spoken import QUICK

Form = dict[str, list[str]]
"""Every field that would be sent, with all its values."""

ANSWERS = "self::input|self::select|self::textarea|self::button"
TYPED_BY_HAND = ".//input[not(@type='hidden')] | .//select | .//textarea"
NOTES = [translate(rule.note, language, f"note.{rule.key}") for rule in RULES for language in QUICK]
RULE_IDS = {rule.key for rule in RULES}
WORD = re.compile(r"\w+")
STOP_AND_ASK = re.compile(r"stop.and.ask")
FLAGGED = (N_("Caution: %(count)d"), N_("Stop and ask: %(count)d"))
NOT_FOR_CLIENTS = {
    "severity",
    *(
        translate(words, language).partition(":")[0].casefold()
        for words in FLAGGED
        for language in QUICK
    ),
}


class Page:
    """One answer of the kiosk that holds a page."""

    def __init__(self, response: TestResponse) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.source = response.text
        self.tree: Any = html.document_fromstring(response.get_data())

    @cached_property
    def words(self) -> str:
        """All that can be read on it, on one line."""
        return _line(" ".join(self.tree.find(".//body").itertext()))

    @property
    def title(self) -> str:
        return _line(self.tree.findtext(".//title") or "")

    @property
    def heading(self) -> str:
        return _line(self.tree.find(".//h1").text_content())

    @property
    def language(self) -> str:
        return str(self.tree.get("lang"))

    @property
    def display(self) -> tuple[str, str]:
        """Theme and text size, as the style sheet is told."""
        return self.tree.get("data-theme", ""), self.tree.get("data-text", "")

    @property
    def step(self) -> str:
        return self.form.get("step", [""])[0]

    @cached_property
    def form(self) -> Form:
        """What the page's main form would send if a button without a name were pressed."""
        found = self.tree.xpath("//main//form")
        return sendable(found[0]) if found else {}

    @property
    def questions(self) -> set[str]:
        """Names of the fields that can be filled in, and of what a button of its own answers."""
        envelope = ("csrf_token", "step", "rev", "shown", "go")
        return {
            field.get("name")
            for field in self.tree.xpath(f"//main//*[{ANSWERS}]")
            if field.get("name") and field.get("name") not in envelope
        }

    @property
    def buttons(self) -> dict[str, str]:
        """What can be pressed: the value of ``go``, and the words on it."""
        pressed = self.tree.xpath("//button[@name='go']")
        return {button.get("value"): _line(button.text_content()) for button in pressed}

    @property
    def summary(self) -> list[tuple[str, str]]:
        """The error summary: where each line leads, and what it says."""
        links = self.tree.xpath("//*[@id='errors']//a")
        return [(link.get("href"), _line(link.text_content())) for link in links]

    @property
    def notes(self) -> list[str]:
        """The calm boxes above the questions."""
        found = self.tree.xpath("//*[@class='note' or starts-with(@class, 'note ')]")
        return [_line(note.text_content()) for note in found]

    def error_at(self, key: str) -> str:
        """What the field of a question says is wrong; empty where nothing is."""
        found = self.tree.xpath("//*[@id=$id]", id=f"{key}-e")
        return _line(found[0].text_content()) if found else ""

    def picked(self, key: str) -> list[str]:
        """The choices that are ticked."""
        return [
            box.get("value")
            for box in self.tree.xpath("//input[@name=$key]", key=key)
            if box.get("checked") is not None
        ]

    def choices(self, key: str) -> list[str]:
        """Everything that may be ticked."""
        return [box.get("value") for box in self.tree.xpath("//input[@name=$key]", key=key)]

    def links(self) -> list[str]:
        """Where its links lead, fragments aside."""
        return [a.get("href") for a in self.tree.xpath("//a") if a.get("href", "#")[0] != "#"]


def sendable(form: Any) -> Form:
    """What a browser would send for a form, the pressed button aside."""
    sent: Form = {}
    for field in form.iter("input", "select", "textarea"):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or (kind in ("radio", "checkbox") and field.get("checked") is None):
            continue
        sent.setdefault(name, []).append(_value(field))
    return sent


def _value(field: Any) -> str:
    if field.tag == "textarea":
        return (field.text or "").removeprefix("\n")
    if field.tag == "select":
        picked = field.xpath("./option[@selected]") or field.xpath("./option[1]")
        return str(picked[0].get("value", picked[0].text)) if picked else ""
    return str(field.get("value", ""))


def check(page: Page, *, staff: bool = False, in_place: bool = False) -> None:
    """What holds for every page: one heading, a title, labels, nothing inline, whole links.

    Shown in place, the body map's rows are made by its script once a region is touched.
    """
    tree = page.tree
    assert len(tree.findall(".//h1")) == 1, "one heading a page"
    assert page.heading, "a heading says something"
    assert page.title, "a page has a title"
    assert tree.get("lang"), "a page says its language"
    assert not tree.xpath("//style | //script[not(@src)] | //@style"), "nothing inline"
    assert not tree.xpath("//@*[starts-with(name(), 'on')]"), "no inline handler"
    found = tree.xpath("//@id")
    ids = set(found)
    assert len(found) == len(ids), f"twice: {sorted(i for i in ids if found.count(i) > 1)}"
    for target in tree.xpath("//a/@href[starts-with(., '#')] | //@aria-describedby | //@for"):
        made = in_place and target.startswith("#row-") and bool(tree.xpath("//@data-row"))
        assert made or target.lstrip("#") in ids, f"leads nowhere: {target}"
    named = set(tree.xpath("//label/@for"))
    for field in tree.xpath(TYPED_BY_HAND):
        assert _labelled(field, named), f"no label: {html.tostring(field)[:200]!r}"
    for group in tree.xpath("//fieldset"):
        assert group.find("legend") is not None, "a group of choices says what it is about"
    if not staff:
        _check_for_clients(page)


def _check_for_clients(page: Page) -> None:
    # Rule ids whole and as they are written: a random token may well begin like one.
    told = RULE_IDS.intersection(WORD.findall(page.source))
    in_any_letters = page.source.lower()
    told |= {words for words in NOT_FOR_CLIENTS if words in in_any_letters}
    told |= set(STOP_AND_ASK.findall(in_any_letters))
    assert not told, f"a client must not read {told}"
    assert not [note for note in NOTES if note in page.words], "a note is the therapist's"


def _labelled(field: Any, named: set[str]) -> bool:
    around = {part.tag for part in field.iterancestors("label", "fieldset")}
    if field.get("type") in ("radio", "checkbox") and "fieldset" not in around:
        return False
    return "label" in around or bool(field.get("aria-label")) or field.get("id") in named


def _line(text: str) -> str:
    return " ".join(text.split())
