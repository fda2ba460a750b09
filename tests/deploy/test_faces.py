"""The faces as set-up draws them: the same wherever and whenever, and small on the wire."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.house.tree import HOUSE

DRAWN = sorted((HOUSE / "static" / "vendor").rglob("*.woff2"))
PRINTED = sorted((HOUSE / "static" / "vendor").rglob("*.ttf"))
MADE_FROM = sorted((HOUSE / ".cache" / "front" / "node_modules").glob("@fontsource*/*/files/*"))

HINTS = {"fpgm", "prep", "cvt "}
"""Tables that fit letters to coarse pixels."""


def changed(face: Path) -> int:
    return int(TTFont(face)["head"].modified)


@pytest.mark.parametrize("face", [*DRAWN, *PRINTED], ids=lambda face: face.name)
def test_a_face_says_when_its_makers_changed_it(face: Path):
    """Else two hosts behind one proxy, set up on two days, have files of two addresses."""
    made = {changed(source) for source in MADE_FROM if source.suffix == ".woff2"}
    assert changed(face) in made


@pytest.mark.parametrize("face", DRAWN, ids=lambda face: face.name)
def test_a_face_on_the_wire_has_no_hints_for_coarse_pixels(face: Path):
    assert not HINTS & set(TTFont(face).keys())
