"""Parts that are drawn once: the same for everybody in the same place, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, g
from jinja2 import DictLoader, Environment, meta, nodes

from kiosk.usecases.change_setting import change_setting
from kiosk.web.http.kept_parts import kept
from tests.each import for_each
from tests.house.tree import files, text
from tests.walks.clinic import Clinic
from tests.walks.tablet import Tablet

JINJA = Environment(autoescape=True)
OF_EVERYBODY = {
    *("thread", "can_back", "can_skip", "skip_label", "next_label", "seconds", "stops"),
    *("size_now", "theme_now", "toggles", "language", "languages"),
}
"""What kept parts are handed. None of it is of one person: where the walk stands, what its buttons
say, the display, and what the clinic set."""

SPOKEN = {"_", "text", "colon", "asset"}
"""What a part may use besides: the words of the language, and addresses of files."""


def handed() -> Iterator[tuple[str, set[str]]]:
    """Each kept part, with the names of what it is handed."""
    for path in (path for path in files("templates") if "kept(" in text(path)):
        for call in JINJA.parse(text(path)).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "kept":
                (part,) = (arg.value for arg in call.args if isinstance(arg, nodes.Const))
                yield part, {word.key for word in call.kwargs}


def wanted(part: str) -> set[str]:
    """The names that a template uses and does not make."""
    whole = JINJA.parse(text(Path("templates", part)))
    assert not list(whole.find_all((nodes.Include, nodes.Import, nodes.FromImport))), part
    return meta.find_undeclared_variables(whole)


@for_each(list(handed()))
def test_a_kept_part_shows_only_what_it_is_handed(case: tuple[str, set[str]]):
    part, names = case
    assert wanted(part) - SPOKEN == names, (
        f"templates/{part} is drawn once for everybody: hand it all that it shows in kept(), and "
        "nothing more"
    )


@for_each(list(handed()))
def test_a_kept_part_is_handed_nothing_of_a_person(case: tuple[str, set[str]]):
    part, names = case
    assert names <= OF_EVERYBODY, (
        f"{part} is kept for everybody: what a client said or typed is not handed to it. Name in "
        "OF_EVERYBODY what is the same for all"
    )


def shown(app: Flask, part: str, language: str = "en", **what: str) -> str:
    with app.test_request_context():
        g.language = language
        return kept(part, **what)


def test_it_is_drawn_in_the_language_of_each_page(app: Flask, clinic: Clinic):
    drawn = [shown(app, "parts/_lines.html", language) for language in ("en", "es", "en")]
    assert drawn[0] == drawn[2] != drawn[1]


def test_it_says_whom_to_ask_as_the_clinic_says_it_now(
    app: Flask, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    part = {"part.html": '{{ text("ask_the_desk") }}'}
    monkeypatch.setattr(app.jinja_env, "loader", DictLoader(part))
    for person in ("Rosa", "Mo"):
        change_setting(clinic.store, "desk_person", f'{{"en": "{person} in front"}}', "ada")
        assert f"{person} in front" in shown(app, "part.html")


def test_what_it_is_handed_is_escaped(app: Flask, clinic: Clinic):
    bar = shown(app, "parts/_bar.html", next_label="<b>&")
    assert "&lt;b&gt;&amp;</button>" in bar


def test_the_display_that_is_shown_is_the_one_that_was_chosen(tablet: Tablet):
    tablet.is_at("life")
    for go in ("theme:dark", "theme:bold", "theme:dark", "text:200", "text:100"):
        tablet.presses(go)
        on = tablet.page.tree.xpath("//button[@aria-pressed='true']/@value")
        assert [way for way in on if way.startswith(go.partition(":")[0])] == [go]
