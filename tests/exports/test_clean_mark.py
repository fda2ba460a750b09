"""A clinic's mark, cleaned: hostile files are refused, or lose what does more than draw."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from kiosk.exports.clean_mark import LARGEST, REFUSED, clean_mark
from tests.each import for_each

OPENS = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
LEAF = '<path d="M0 0h10v10z" fill="#17513d"/>'


def svg(inside: str) -> bytes:
    return f"{OPENS}{inside}</svg>".encode()


def cleaned(inside: str) -> str:
    kind, content = clean_mark(svg(inside))
    assert kind == "svg"
    return content.decode()


def png(side: int = 8, **more: object) -> bytes:
    kept = BytesIO()
    Image.new("RGBA", (side, side), (23, 81, 61, 255)).save(kept, "PNG", **more)
    return kept.getvalue()


def test_what_draws_stays():
    assert cleaned(LEAF) == (f'{OPENS}<path d="M0 0h10v10z" fill="#17513d"></path></svg>')
    grown = '<g transform="scale(2) rotate(10 5 5)"><circle cx="5" cy="5" r="4" opacity=".5"/></g>'
    assert 'transform="scale(2) rotate(10 5 5)"' in cleaned(grown)


def test_a_style_becomes_what_it_says():
    said = '<path d="M0 0h1" style="fill:#17513d; stroke-width: 2; behavior:url(#x)"/>'
    assert 'fill="#17513d" stroke-width="2"' in cleaned(said)
    assert "behavior" not in cleaned(said)


def test_a_part_of_the_same_drawing_may_be_referred_to():
    said = (
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#000"/></linearGradient></defs>'
        '<path d="M0 0h1" fill="url(#a)"/>'
    )
    assert 'fill="url(#a)"' in cleaned(said)


@for_each(
    [
        "<script>alert(1)</script>",
        '<script href="https://evil.example/x.js"/>',
        '<path d="M0 0" onclick="alert(1)" onload="alert(1)"/>',
        '<image href="https://evil.example/seen.png" width="1" height="1"/>',
        '<use href="#a"/><use href="https://evil.example/x.svg#a"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>hi</body></foreignObject>",
        "<style>@import url(https://evil.example/x.css)</style>",
        '<path d="M0 0" fill="url(https://evil.example/x#a)"/>',
        '<path d="M0 0" style="fill:url(//evil.example/x)"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        "<text>hello</text><title>hello</title><!-- hello -->",
        '<svg onload="alert(1)"><script>alert(1)</script></svg>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        '<path d="M0 0" xmlns:l="http://www.w3.org/1999/xlink" l:href="https://evil.example"/>',
        '<path d="M0 0" filter="url(#f)" id="a&quot; onload=&quot;alert(1)"/>',
    ]
)
def test_what_does_more_than_draw_is_left_out(more: str):
    found = cleaned(LEAF + more).lower()
    for bad in ("script", "alert", "evil", "href", "onload", "onclick", "import", "hello", "body"):
        assert bad not in found, found
    assert LEAF.split(" ")[1] in found.replace("m0", "M0") or "m0 0h10v10z" in found


BOMB = (
    '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(
        f'<!ENTITY {chr(c + 1)} "&{chr(c)};&{chr(c)};&{chr(c)};&{chr(c)};&{chr(c)};&{chr(c)};">'
        for c in range(ord("b"), ord("t"))
    )
    + "]>"
)


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"<html><svg/></html>",
        b"<svg",
        b"<svg/>",
        svg(""),
        svg("<script>alert(1)</script>"),
        (BOMB + f"{OPENS}<path d='M0 0'/>&t;</svg>").encode(),
        ('<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + svg(LEAF).decode()).encode(),
        ('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg(LEAF).decode()).encode(),
        b'<?xml-stylesheet href="https://evil.example/x.css"?>' + svg(LEAF),
        svg("<g>" * 60 + LEAF + "</g>" * 60),
        svg("<path d='M0 0'/>" * 5000),
        svg("<path d='" + "M0 0" * (10 * 1024 * 1024 // 4) + "'/>"),
        b"\x89PNG\r\n\x1a\n" + b"not a picture",
        png()[:40],
        b"\xff" * (LARGEST + 1),
    ],
    ids=range(18),
)
def test_what_is_no_picture_that_only_draws_is_refused(file: bytes):
    assert clean_mark(file) == REFUSED


def test_a_png_is_packed_anew_without_what_else_it_carries():
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Comment", "taken by Rosa")
    kind, content = clean_mark(png(pnginfo=told) + b"trailing words")
    assert kind == "png"
    assert b"Rosa" not in content
    assert b"trailing" not in content
    with Image.open(BytesIO(clean_mark(png(1000))[1])) as picture:
        assert picture.size == (512, 512)


def test_a_png_that_would_fill_the_memory_is_refused():
    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 6, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 10000))
    assert clean_mark(bomb + chunk(b"IEND", b"")) == REFUSED
