"""A language is one folder: unfinished it changes nothing, whole and reviewed it is offered."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po, write_po
from lxml import html

from kiosk.catalogue import CATALOGUE
from kiosk.languages import REVIEWED
from kiosk.languages.words import TEMPLATE
from tests.house.tree import HOUSE

pytestmark = [pytest.mark.process, pytest.mark.long]

PROGRAM = Path(__file__).parent / "drawn_in.py"
HANDFUL = ("Welcome", "Skip", "Back", "Yes", "No")

OTHERS = [code for code in REVIEWED if code != "it"]
PAGES = ("welcome", "step", "blank", "paper")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the kiosk, with what Python compiled of it."""
    shutil.copytree(HOUSE / "kiosk", tmp_path / "kiosk")
    for folder in ("templates", "static"):
        (tmp_path / folder).symlink_to(HOUSE / folder)
    return tmp_path


def runs(house: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """A program of Python, with that kiosk before ours."""
    path = os.pathsep.join((str(house), str(HOUSE)))
    env = {**os.environ, "PYTHONPATH": path, "KIOSK_DATA": str(house / "data")}
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, env=env, cwd=house, capture_output=True, text=True, check=False)


def drawn(house: Path) -> dict[str, Any]:
    """What the copy offers, and what it draws: in Italian where that is offered."""
    done = runs(house, PROGRAM, "it", house)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def italian(house: Path, worded: Callable[[str], bool], *, reviewed: bool) -> None:
    """A folder made as CONTRIBUTING says: a copy of the template, and three lines."""
    folder = house / "kiosk" / "languages" / "it"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    said = f'name = "Italiano"\nlocale = "it"\nreviewed = {str(reviewed).lower()}\n'
    (folder / "language.toml").write_text(said, "utf-8")
    catalog = read_po(BytesIO(TEMPLATE.read_bytes()), locale="it")
    for text in catalog:
        if text.id and text.pluralizable:
            text.string = tuple(f"«{form}»" if worded(text.id[0]) else "" for form in text.id)
        elif text.id:
            text.string = f"«{text.id}»" if worded(text.id) else ""
    with (folder / "kiosk.po").open("wb") as file:
        write_po(file, catalog)


def test_a_handful_of_texts_breaks_nothing_and_is_not_offered(house: Path):
    italian(house, lambda english: english in HANDFUL, reviewed=True)
    found = drawn(house)
    assert found["offered"] == OTHERS
    assert "Italiano" not in found["welcome"]
    assert "«" not in "".join(found[page] for page in PAGES)
    assert found["day"] == "10 marzo 2026"


def test_the_command_names_what_is_missing(house: Path):
    italian(house, lambda english: english not in HANDFUL, reviewed=False)
    said = runs(house, "-m", "kiosk", "languages", "it")
    first, counted, *texts, last = said.stdout.splitlines()
    assert (said.returncode, said.stderr) == (1, "")
    assert first == "it  Italiano: not offered"
    assert counted.endswith("texts have no words in kiosk/languages/it/kiosk.po:")
    assert "    text.skip: Skip" in texts
    assert {text.split(": ")[1] for text in texts} == set(HANDFUL)
    assert last.strip() == "not reviewed: say so in kiosk/languages/it/language.toml"


def test_whole_but_not_reviewed_it_is_not_offered_either(house: Path):
    italian(house, bool, reviewed=False)
    offered = runs(house, "-c", "from kiosk.languages import REVIEWED; print(*REVIEWED)")
    assert offered.stdout.split() == OTHERS


def test_one_more_language_to_choose_is_another_version_of_what_is_asked(house: Path):
    version = ("-c", "from kiosk.catalogue import CATALOGUE; print(CATALOGUE.version)")
    assert runs(house, *version).stdout.strip() == CATALOGUE.version
    italian(house, bool, reviewed=True)
    assert CATALOGUE.version not in runs(house, *version).stdout.split()
    assert runs(house, *version).returncode == 0


def test_whole_and_reviewed_it_is_offered_and_nothing_falls_back_to_english(house: Path):
    italian(house, bool, reviewed=True)
    found = drawn(house)
    assert set(found["offered"]) == {*OTHERS, "it"}
    assert found["read"] == "2026-03-10"
    for page in PAGES:
        assert re.search(r'<html[^>]* lang="it"', found[page]), page
        assert unspoken(found[page]) == [], page


THEIRS = re.compile(
    r"Quiet Hands|Willow Street|Mei Tanaka|Tablet 1|Italiano|marzo|gennaio"
    r"|consent_\w+(?:, \d+, it)?"
    r"|\b[A-Z\d]{3}\b|\b\w\b|\b\d+\b|[\W_]+"  # the intake's sign, letters, numbers
)
"""Names, months, signs, letters and numbers: nothing that a translator words."""


def unspoken(page: str) -> list[str]:
    """What a page says outside its translated texts, the client's own words left out."""
    tree = html.document_fromstring(page)
    for other in tree.xpath("//script | //style | //bdi | //*[@lang and not(@lang='it')]"):
        other.drop_tree()
    depth, outside = 0, []
    for piece in re.split("([«»])", "\n".join(tree.itertext())):
        depth += {"«": 1, "»": -1}.get(piece, 0)
        outside += [piece] if depth == 0 and piece not in "«»" else []
    return [words for words in (THEIRS.sub(" ", piece).strip() for piece in outside) if words]
