"""A page of the staff is whole: who may pass, its words, a way to it, and a test that opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from kiosk import create_app
from kiosk.languages.folders import SOURCE, folders
from kiosk.languages.words import words
from kiosk.settings import Settings
from kiosk.store import Store
from kiosk.web.http.access import STAFF, declared_access
from kiosk.web.http.layout import NAV
from tests.house.tree import HOUSE, files, text

LIST = Path("tests/house/staff_pages.txt")
LISTED = {
    line.split()[0]: tuple(line.split()[1:])
    for line in text(LIST).splitlines()
    if line and line[0] != "#"
}
LED_TO = {endpoint: (label, roles) for endpoint, label, roles in NAV}
SENT = r"(?<!leave\()(?<!redirect\()(?<!see_other\()(?<!\bto\()"
"""Not an address that a post is sent on to: nobody finds a page by that."""
LINKS = "".join(text(path) for path in [*files("templates"), *files("kiosk/web", ending=".py")])


@pytest.fixture
def app(sqlite_store: Store, tmp_path: Path) -> Flask:
    return create_app(Settings(data=tmp_path), sqlite_store)


def staff_pages(app: Flask) -> dict[str, Rule]:
    """Every endpoint that shows staff something, with its address."""
    doors = declared_access(app)
    return {
        rule.endpoint: rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and doors[rule.endpoint] & STAFF
    }


def lacks(rule: Rule, doors: frozenset[str]) -> Iterator[str]:
    """What a staff page is without, each with the file to mend."""
    line = " ".join((rule.endpoint, ",".join(sorted(doors)), "tests/web/ROOM/test_PAGE.py"))
    if rule.endpoint in LISTED:
        yield from untested(rule, doors, line)
    else:
        yield f"a line in {LIST}; add, with the test that opens it: {line}"
    yield from wayless(rule.endpoint, doors)


def untested(rule: Rule, doors: frozenset[str], line: str) -> Iterator[str]:
    """What the line of a page says otherwise than the page."""
    said, *tested = LISTED[rule.endpoint]
    if set(said.split(",")) != doors:
        yield f"the roles that {LIST} names; if its @access is right, write: {line}"
    yield from (f"a test: {path} is not there ({LIST})" for path in tested if not is_there(path))
    word = re.findall(r"\w+", re.sub(r"<[^>]*>", "", rule.rule))[-1]
    if not any(is_there(path) and word in text(Path(path)) for path in tested):
        yield f'a test: none that {LIST} names for it opens an address with "{word}"'


def is_there(path: str) -> bool:
    return (HOUSE / path).is_file()


def wayless(endpoint: str, doors: frozenset[str]) -> Iterator[str]:
    """Nothing that leads to a page, or leads to it without its words."""
    label, roles = LED_TO.get(endpoint, ("", doors))
    if not label and not re.search(rf"{SENT}url_for\(\s*[\"']{re.escape(endpoint)}[\"']", LINKS):
        yield (
            "a way to it: a line in NAV of kiosk/web/http/layout.py, or a link on the page it is "
            f'reached from: url_for("{endpoint}", …)'
        )
    if roles != doors:
        yield f"its roles in NAV of kiosk/web/http/layout.py: {sorted(doors)} may pass"
    for code, language in folders().items():
        if label and code != SOURCE and language.reviewed and ("", label) not in words(code):
            yield (
                f'words for its label: write N_("{label}") in NAV of kiosk/web/http/layout.py, '
                f"type `make words`, and word it in kiosk/languages/{code}/kiosk.po"
            )


def test_a_page_of_the_staff_lacks_nothing(app: Flask):
    doors = declared_access(app)
    found = [
        f"{endpoint} lacks {what}"
        for endpoint, rule in staff_pages(app).items()
        for what in lacks(rule, doors[endpoint])
    ]
    assert not found, "\n".join(found)


def test_no_line_is_left_of_a_page_that_is_gone(app: Flask):
    gone = sorted(LISTED.keys() - staff_pages(app).keys())
    assert not gone, f"Take these lines out of {LIST}: {gone}"


def test_the_navigation_leads_to_pages_alone(app: Flask):
    gone = sorted(LED_TO.keys() - staff_pages(app).keys())
    assert not gone, f"NAV of kiosk/web/http/layout.py names {gone}: mend or take them out."
