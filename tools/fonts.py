"""Draws the faces: small ones for the screen, whole ones for the paper.

Set-up runs this with the project's own Python, because fontTools comes with WeasyPrint. Whoever
sets up, whenever, has the very same faces: the address of all files is made of what they hold, and
two hosts behind one proxy are asked for each other's.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HYPERLEGIBLE = (
    "@fontsource-variable/atkinson-hyperlegible-next/files/"
    "atkinson-hyperlegible-next-{}-wght-normal.woff2"
)
VAZIRMATN = "@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2"
YOUNG_SERIF = "@fontsource/young-serif/files/young-serif-{}-400-normal.woff2"


ARABIC = (0x20, 0xA0, *range(0x600, 0x700), *range(0x750, 0x780), *range(0x200C, 0x2010), 0xFDFC)
"""Arabic, Persian and Urdu as they are typed: joined forms come along by themselves.

With the spaces: the press draws what is between two words in the face of the words.
"""


def opened(source: Path) -> TTFont:
    """A face that says when its makers changed it, and not when set-up did."""
    return TTFont(source, recalcTimestamp=False)


def as_typed(source: Path, letters: Iterable[int], target: Path) -> Path:
    """The face with these letters alone, and all that they are drawn with."""
    face = opened(source)
    only = Subsetter(Options(layout_features=["*"]))
    only.populate(unicodes=letters)
    only.subset(face)
    face.save(target)
    return target


def screen_face(source: Path, target: Path) -> None:
    """A face for the browser, with no weight in it that no stylesheet asks for, and no hints.

    Hints fit letters to coarse pixels, which no tablet has: a third of the serif was made of them.
    """
    face = opened(source)
    unhinted = Subsetter(Options(hinting=False, layout_features=["*"], name_IDs=["*"]))
    unhinted.populate(unicodes=face.getBestCmap())
    unhinted.subset(face)
    if "fvar" in face:
        face = instantiateVariableFont(face, {"wght": (400, 700)})
    face.flavor = "woff2"
    face.save(target)


def paper_face(sources: Iterable[Path], target: Path, weight: int) -> None:
    """One TrueType file of one weight that holds the letters of all its sources."""
    parts, changed = [], 0
    for number, source in enumerate(sources):
        face = opened(source)
        if "fvar" in face:
            face = instantiateVariableFont(face, {"wght": weight}, updateFontNames=True)
        face.flavor = None
        part = target.with_suffix(f".{number}.part")
        face.save(part)
        parts.append(part)
        changed = max(changed, face["head"].modified)
    whole = Merger().merge([str(part) for part in parts])
    whole.recalcTimestamp = False
    whole["head"].created = whole["head"].modified = changed
    whole.save(target)
    for part in parts:
        part.unlink()


def both_scripts(packages: Path, pattern: str) -> list[Path]:
    """The file with the basic Latin letters, then the one with the rest of Europe's."""
    return [packages / pattern.format(script) for script in ("latin", "latin-ext")]


def main(packages: Path, vendor: Path) -> None:
    screen, paper = vendor / "fonts", vendor / "paper"
    screen.mkdir(parents=True, exist_ok=True)
    paper.mkdir(parents=True, exist_ok=True)
    hyperlegible = both_scripts(packages, HYPERLEGIBLE)
    young_serif = both_scripts(packages, YOUNG_SERIF)
    for name, (latin, more) in (("hyperlegible", hyperlegible), ("young-serif", young_serif)):
        screen_face(latin, screen / f"{name}.woff2")
        screen_face(more, screen / f"{name}-more.woff2")
    paper_face(hyperlegible, paper / "hyperlegible-regular.ttf", 400)
    paper_face(hyperlegible, paper / "hyperlegible-bold.ttf", 700)
    arabic = as_typed(packages / VAZIRMATN, ARABIC, paper / "vazirmatn.part")
    screen_face(arabic, screen / "vazirmatn.woff2")
    for name, weight in (("regular", 400), ("bold", 700)):
        paper_face([arabic], paper / f"vazirmatn-{name}.ttf", weight)
    arabic.unlink()
    paper_face(young_serif, paper / "young-serif.ttf", 400)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
