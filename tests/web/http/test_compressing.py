"""Bodies on the wire: as small as their browser takes them, and the same in every shape."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import brotli
import pytest

from kiosk.web.http import static_files
from kiosk.web.http.compressing import ENDINGS, SMALL, smallest
from tests.walks.tablet import Tablet

OPENED = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@pytest.mark.parametrize(
    ("takes", "given"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.5, gzip", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("zstd", ""),
        ("", ""),
    ],
)
def test_a_page_and_a_file_come_as_the_browser_takes_them(tablet: Tablet, takes: str, given: str):
    page = tablet.opens("/")
    sheet = page.tree.xpath("//link[contains(@href, 'kiosk.css')]/@href")[0]
    for address in ("/", sheet):
        plain = tablet.gets(address)
        response = tablet.gets(address, headers={"Accept-Encoding": takes})
        assert response.headers.get("Content-Encoding", "") == given
        assert len(OPENED[given](response.data)) == len(plain.data) > SMALL
        assert response.content_length == len(response.data)
        kept = "no-store" not in response.headers["Cache-Control"]
        assert ("Vary" in response.headers) is kept, "what nobody keeps needs no rule for keeping"
        if given:
            assert len(response.data) < len(plain.data) / 2


def test_an_answer_of_few_bytes_is_left_as_it_is(tablet: Tablet):
    response = tablet.gets("/healthz", headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in response.headers


def test_set_up_leaves_files_compressed_and_takes_old_ones_away(tmp_path: Path):
    (tmp_path / "kiosk.css").write_bytes(b"a { color: red }\n" * 99)
    (tmp_path / "face.woff2").write_bytes(b"already small")
    for _ in range(2):
        static_files.make_all_ready(tmp_path)
    ready = tmp_path / static_files.READY
    assert sorted(file.suffix for file in ready.iterdir()) == sorted(ENDINGS.values())
    for taken in ENDINGS:
        made = smallest((tmp_path / "kiosk.css").read_bytes(), taken, ready)
        assert OPENED[taken](made) == (tmp_path / "kiosk.css").read_bytes()
    (tmp_path / "kiosk.css").write_bytes(b"b { color: blue }\n" * 99)
    static_files._files.cache_clear()
    static_files.make_all_ready(tmp_path)
    assert len(list(ready.iterdir())) == len(ENDINGS)


def test_what_set_up_left_is_what_is_sent(tmp_path: Path):
    content = b"the same words " * 99
    (tmp_path / "x").write_bytes(content)
    assert smallest(content, "br", tmp_path) == brotli.compress(content)
    name = f"{hashlib.sha256(content).hexdigest()}.br"
    (tmp_path / name).write_bytes(b"left by set-up")
    assert smallest(content, "br", tmp_path) == b"left by set-up"
