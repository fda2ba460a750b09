"""A clinic's mark, cleaned: what only draws is kept, and all else is left out or refused.

The file may be anybody's. It is read in the press, which has limits and no key, and written anew
from what is known here: nothing is copied that is not on these lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from io import BytesIO
from xml.parsers import expat

LARGEST = 400 * 1024
"""Bytes of a file that is looked at, and of what is kept."""

MOST_PARTS = 4000
DEEPEST = 40
WIDEST = 4096
"""Dots of a picture's side; more would be unpacked into more memory than a mark is worth."""
KEPT_SIDE = 512

SVG = "http://www.w3.org/2000/svg"
DRAWS = frozenset(
    (
        "svg",
        "g",
        "path",
        "circle",
        "ellipse",
        "rect",
        "line",
        "polyline",
        "polygon",
        "defs",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
    )
)
LOOKS = frozenset(
    (
        "fill",
        "fill-opacity",
        "fill-rule",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-opacity",
        "stroke-dasharray",
        "stroke-miterlimit",
        "opacity",
        "clip-path",
        "clip-rule",
        "stop-color",
        "stop-opacity",
    )
)
PLACES = frozenset(
    (
        "d",
        "points",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "width",
        "height",
        "viewBox",
        "transform",
        "id",
        "offset",
        "fx",
        "fy",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "clipPathUnits",
        "preserveAspectRatio",
    )
)
VALUE = re.compile(r"[\w\s.,#%()+\-:]*")
"""What a value is made of; a reference is only ever to a part of the same drawing."""
WITHIN = re.compile(r"url\(\s*#[\w\-]+\s*\)")

PNG = b"\x89PNG\r\n\x1a\n"

Cleaned = tuple[str, bytes]
"""The kind of the picture, svg or png, and its bytes; both empty where it is refused."""

REFUSED: Cleaned = ("", b"")


class NoMark(ValueError):
    """This is no picture that only draws."""


def clean_mark(of: bytes, size: str = "", watermark: str = "") -> Cleaned:
    """The same picture with nothing in it but what draws. Runs in the press."""
    if len(of) > LARGEST:
        return REFUSED
    try:
        return ("png", _png(of)) if of.startswith(PNG) else ("svg", _svg(of))
    except NoMark:
        return REFUSED


def _png(of: bytes) -> bytes:
    """Unpacked and packed anew, without what else a file may carry."""
    from PIL import Image, UnidentifiedImageError

    # Before anything is unpacked: the sides stand at the head of the file.
    if max(int.from_bytes(of[16:20]), int.from_bytes(of[20:24])) > WIDEST:
        raise NoMark
    try:
        with Image.open(BytesIO(of), formats=("PNG",)) as picture:
            plain = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as odd:
        raise NoMark from odd
    plain.thumbnail((KEPT_SIDE, KEPT_SIDE))
    kept = BytesIO()
    plain.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _svg(of: bytes) -> bytes:
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ProcessingInstructionHandler = _refuse
    parser.StartElementHandler = drawing.begin
    parser.EndElementHandler = drawing.end
    try:
        parser.Parse(of, True)
    except expat.ExpatError as odd:
        raise NoMark from odd
    return drawing.whole()


def _refuse(*_: object) -> None:
    """No document type, no entity, no stylesheet: a mark needs none of them."""
    raise NoMark


class _Drawing:
    """The drawing as it is written anew, part by part."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.open: list[str] = []
        """The names of the parts that are open; empty for one that is left out."""
        self.parts = 0

    def begin(self, name: str, said: Mapping[str, str]) -> None:
        """A part begins: written where it draws, left out with all that is in it where not."""
        self.parts += 1
        if self.parts > MOST_PARTS or len(self.open) >= DEEPEST:
            raise NoMark
        space, _, plain = name.rpartition(" ")
        inside = all(self.open)
        draws = (
            inside and space == SVG and plain in DRAWS and (plain == "svg") is not bool(self.open)
        )
        if not self.open and not draws:
            raise NoMark
        self.open.append(plain if draws else "")
        if draws:
            own = ' xmlns="http://www.w3.org/2000/svg"' if plain == "svg" else ""
            told = "".join(f' {key}="{escape(value)}"' for key, value in _kept(said))
            self.written.append(f"<{plain}{own}{told}>")

    def end(self, _: str) -> None:
        """A part ends."""
        if plain := self.open.pop():
            self.written.append(f"</{plain}>")

    def whole(self) -> bytes:
        """All of it. Raises NoMark where nothing is left that draws."""
        found = "".join(self.written).encode()
        if len(self.written) <= 2 or len(found) > LARGEST:
            raise NoMark
        return found


def _kept(said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is said of a part and only draws; a style becomes what it says, one by one."""
    styled = (each.partition(":") for each in said.get("style", "").split(";"))
    told = {key.strip(): value.strip() for key, _, value in styled}
    looks = {key: value for key, value in told.items() if key in LOOKS}
    for key, value in {**said, **looks}.items():
        plain = WITHIN.sub("", value)
        if key in LOOKS | PLACES and VALUE.fullmatch(plain) and "url" not in plain.lower():
            yield key, value
