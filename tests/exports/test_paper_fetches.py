"""Nothing makes the paper fetch: no address, no file, from no markup and no typed word."""

from __future__ import annotations

import contextlib
import io
import itertools
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pikepdf
import pytest

from kiosk.exports import names
from kiosk.exports.drawing import draw, printed
from tests.builders.records import a_record
from tests.exports.papers import Paper

pytestmark = [pytest.mark.process, pytest.mark.paper]

CANARY = "canary-in-the-coal-mine"

FETCHING = {
    "image": '<img alt="x" src="{url}">',
    "image set": '<img alt="x" src="{url}" srcset="{url} 2x">',
    "input image": '<input type="image" alt="x" src="{url}">',
    "object": '<object data="{url}">x</object>',
    "embed": '<embed src="{url}">',
    "frame": '<iframe src="{url}"></iframe>',
    "video": '<video src="{url}" poster="{url}"></video>',
    "stylesheet": '<link rel="stylesheet" href="{url}">',
    "imported sheet": '<style>@import url("{url}");</style>',
    "attached file": '<link rel="attachment" href="{url}">',
    "attached link": '<a rel="attachment" href="{url}">x</a>',
    "icon": '<link rel="icon" href="{url}">',
    "background": '<p style="background: url({url})">x</p>',
    "border image": '<p style="border: 9px solid; border-image: url({url}) 3">x</p>',
    "list image": '<ul><li style="list-style: url({url})">x</li></ul>',
    "content": '<style>.x::before {{ content: url({url}) }}</style><p class="x">x</p>',
    "face": "<style>@font-face {{ font-family: Q; src: url({url}) }} p {{ font: 9px Q }}</style>",
    "colour profile": "<style>@color-profile --q {{ src: url({url}) }}</style>",
    "page background": "<style>@page {{ background: url({url}) }}</style>",
    "mask": '<p style="mask-image: url({url})">x</p>',
    "shape": '<p style="float: left; shape-outside: url({url})">x</p>',
    "cursor": '<p style="cursor: url({url}), auto">x</p>',
    "base": '<base href="{url}/"><img alt="x" src="image.png">',
    "svg image": "<svg><title>x</title><image href='{url}' width='9' height='9'/></svg>",
    "svg use": "<svg><title>x</title><use href='{url}#x'/></svg>",
    "svg style": "<svg><title>x</title><style>@import '{url}';</style></svg>",
    "link": '<a href="{url}">x</a>',
    "script link": "<a href=\"javascript:fetch('{url}')\">x</a>",
}
FIELDS = (
    *("respect_note", "good_visit", "body_noticed", "early_sign", "health_note"),
    *("complaint_words", "hard_activity", "liked_disliked", "full_name", "emergency_contact"),
)
"""Typed questions whose words reach the paper."""

MARKUP = pytest.mark.parametrize("way", FETCHING)


@pytest.fixture(scope="module")
def asked():
    """What a server on this machine was asked for, behind its address."""
    paths: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self):
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(CANARY.encode())

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        paths.append(f"http://127.0.0.1:{server.server_port}")
        yield paths
        server.shutdown()


@pytest.fixture(scope="module")
def secret(tmp_path_factory):
    file = tmp_path_factory.mktemp("secret") / "canary.txt"
    file.write_text(CANARY)
    return file


def inside(pdf):
    """What every stream of a file holds."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {thing.read_bytes() for thing in opened.objects if isinstance(thing, pikepdf.Stream)}


def test_there_are_twenty_eight_ways():
    assert len(FETCHING) == 28


@MARKUP
def test_markup_that_asks_for_something_gets_nothing(way, asked, secret):
    from weasyprint.urls import URLFetchingError

    address, *before = asked
    for url in (f"{address}/{CANARY}", secret.as_uri(), "data:image/svg+xml,<svg/>"):
        html = f'<!doctype html><html lang="en"><title>x</title>{FETCHING[way].format(url=url)}'
        # A colour profile that is refused ends the drawing: no paper, and nothing fetched.
        with contextlib.suppress(URLFetchingError):
            assert CANARY.encode() not in inside(printed(names.SHEET, html).pdf)
    assert asked[1:] == before == []


def test_markup_that_is_typed_is_printed_as_typed(asked, secret):
    """All ways at once, spread over the fields that reach the paper."""
    urls = itertools.cycle((f"{asked[0]}/{CANARY}", secret.as_uri()))
    typed = [way.format(url=url) for way, url in zip(FETCHING.values(), urls, strict=False)]
    for start in range(0, len(typed), len(FIELDS)):
        said = dict(zip(FIELDS, typed[start : start + len(FIELDS)], strict=False))
        paper = Paper(draw(a_record(goals=["pain"], massage_before="few", **said)))
        squeezed = paper.text.replace(" ", "")
        assert [t for t in said.values() if t.replace(" ", "") not in squeezed] == []
    assert asked[1:] == []


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "https://example.org/x.png", "file:///etc/passwd", "ftp://a/b"),
        *("data:text/plain,x", "summary.css", f"{names.BASE}../kiosk/settings.py", names.BASE),
        f"{names.BASE}summary.css?x",
    ],
)
def test_only_names_on_the_table_are_answered(url):
    with pytest.raises(names.NotOnTheTable):
        names.fetch(url)


def test_the_table_holds_the_paper_s_files():
    for name in (*names.FACES, *names.SIGNS):
        body, _ = names.fetch(names.address(name))
        assert body
