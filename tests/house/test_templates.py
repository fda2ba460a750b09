"""Templates: they compile, hold nothing inline, and use only what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes

from kiosk.catalogue.words import TEXTS
from tests.each import for_each
from tests.house.tree import HOUSE, files, text

TEMPLATES = files("templates")
WIDEST = 160
SCRIPTS = files("static", ending=".js")
SHEETS = files("static", ending=".css")
JINJA = Environment(
    loader=FileSystemLoader(HOUSE / "templates"), autoescape=True, undefined=StrictUndefined
)
INLINE = {
    "a style": re.compile(r"\sstyle=|<style\b", re.IGNORECASE),
    "a script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a handler": re.compile(r"\son[a-z]+=|\bhx-on\b|javascript:", re.IGNORECASE),
    "markup that is not escaped": re.compile(r"\|\s*safe\b|autoescape\s+false"),
}
KEPT_IN_THE_BROWSER = re.compile(
    r"localStorage|sessionStorage|indexedDB|serviceWorker|document\.cookie|\bcaches\b"
)


def parsed(path: Path) -> nodes.Template:
    return JINJA.parse(text(path), str(path))


def calls(path: Path, name: str) -> Iterator[str]:
    """The first argument of each call of a global, where it is written out."""
    for call in parsed(path).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == name:
            yield from (arg.value for arg in call.args[:1] if isinstance(arg, nodes.Const))


def name_in(path: Path) -> str:
    return path.relative_to("templates").as_posix()


def found_in(paths: list[Path], pattern: re.Pattern[str]) -> dict[Path, list[str]]:
    """What the files have of this kind; nothing for those that have none."""
    found = {path: pattern.findall(text(path)) for path in paths}
    return {path: pieces for path, pieces in found.items() if pieces}


@for_each(TEMPLATES)
def test_a_template_compiles(path: Path):
    JINJA.get_template(name_in(path))


@for_each(TEMPLATES)
def test_a_line_can_be_read_without_scrolling(path: Path):
    wide = [n for n, line in enumerate(text(path).splitlines(), 1) if len(line) > WIDEST]
    assert not wide, (
        f"{path}, lines {wide}: over {WIDEST} characters. Break between two blocks, or between two "
        "attributes, where white space is not seen; inside a sentence only where a space stands."
    )


@pytest.mark.parametrize("what", INLINE)
def test_nothing_is_written_inline(what: str):
    found = found_in(TEMPLATES, INLINE[what])
    assert not found, (
        f"{what} is written inline, which browsers are told to refuse: a style goes to "
        f"static/kiosk.css/, a script to static/kiosk.js, and text is escaped: {found}"
    )


@for_each(TEMPLATES)
def test_nothing_is_imported_in_vain(path: Path):
    template = parsed(path)
    wanted = set()
    for statement in template.find_all(nodes.FromImport):
        macros = macros_of(statement.template.value)
        for name in statement.names:
            original, here = name if isinstance(name, tuple) else (name, name)
            assert original in macros, (
                f"{path} imports {original}, and {statement.template.value} has no such macro"
            )
            wanted.add(here)
    vain = wanted - names_used(path)
    assert not vain, f"{path} imports {vain} and never calls it: take it out of the import"


def names_used(path: Path) -> set[str]:
    """What a template calls by name, itself or in the parts it includes."""
    template = parsed(path)
    used = {name.name for name in template.find_all(nodes.Name) if name.ctx == "load"}
    for part in template.find_all(nodes.Include):
        if isinstance(part.template, nodes.Const):
            used |= names_used(Path("templates", part.template.value))
    return used


def macros_of(name: str) -> set[str]:
    template = parsed(Path("templates", name))
    return {macro.name for macro in template.find_all(nodes.Macro)}


def test_every_part_and_layout_is_used():
    told = "".join(text(path) for path in [*TEMPLATES, *files("kiosk", ending=".py")])
    shared = [path for path in TEMPLATES if path.parts[1] in ("parts", "layouts", "fields")]
    dead = [str(path) for path in shared if f'"{name_in(path)}"' not in told]
    assert not dead, f"Nothing includes, extends or imports {dead}: delete them"


def test_every_static_file_that_is_named_is_there():
    named = [(path, name) for path in TEMPLATES for name in calls(path, "asset")]
    gone = [f"{p}: {name}" for p, name in named if not (HOUSE / "static" / name).exists()]
    assert not gone, f"static/ has no such files; mend asset() in the template: {gone}"


def test_every_fixed_text_that_is_named_is_in_the_catalogue():
    named = [(path, key) for path in TEMPLATES for key in calls(path, "text")]
    gone = [f"{path}: {key}" for path, key in named if key not in TEXTS]
    assert not gone, f"TEXTS of kiosk/catalogue/words.py has no such keys; mend text(): {gone}"


def test_every_class_has_a_style():
    styled = set(re.findall(r"\.([a-zA-Z][\w-]*)", "".join(text(sheet) for sheet in SHEETS)))
    used = {path: classes(text(path)) - styled for path in TEMPLATES}
    bare = {str(path): names for path, names in used.items() if names}
    assert not bare, (
        f"No sheet says how these classes look: give each a rule in static/kiosk.css/ (or in the "
        f"paper's sheet), or take it out of the template: {bare}"
    )


def classes(markup: str) -> set[str]:
    """The classes a template writes out; not those it puts together."""
    markup = re.sub(r"\{%.*?%\}", " ", re.sub(r"[\w-]*\{\{.*?\}\}[\w-]*", " ", markup))
    return set(" ".join(re.findall(r'class="([^"]*)"', markup)).split())


def test_nothing_about_a_person_is_kept_in_the_browser():
    found = found_in([*TEMPLATES, *SCRIPTS], KEPT_IN_THE_BROWSER)
    assert not found, (
        f"A tablet goes from hand to hand: keep it in the intake's draft instead. {found}"
    )


def test_no_code_passes_markup_by_the_escaping():
    past = re.compile(r"\bMarkup\(|render_template_string|autoescape=False")
    found = found_in(files("kiosk", ending=".py"), past)
    assert not found, f"Draw markup in a template, where what was typed is escaped: {found}"
