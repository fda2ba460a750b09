"""The faces of a page: asked for ahead of its stylesheets, so that no word moves when they come."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest

from kiosk.usecases.change_setting import change_setting
from tests.walks.tablet import Tablet

HEAD = ["hyperlegible", "young-serif"]


@pytest.mark.parametrize(("language", "faces"), [("en", HEAD), ("ar", [*HEAD, "vazirmatn"])])
def test_a_page_asks_for_its_faces_where_its_stylesheet_will(
    tablet: Tablet, language: str, faces: list[str]
):
    change_setting(tablet.clinic.store, "languages", f"en,{language}", "setup")
    head = tablet.opens(f"/?language={language}").tree
    asked = [str(each) for each in head.xpath("//link[@rel='preload' and @as='font']/@href")]
    sheet = str(head.xpath("//link[contains(@href, 'tokens.css')]/@href")[0])
    meant = {urljoin(sheet, each) for each in re.findall(r"url\((.+?)\)", tablet.gets(sheet).text)}
    assert [re.findall(r"([\w-]+)\.woff2$", each)[0] for each in asked] == faces
    assert set(asked) <= meant, "another address is fetched a second time"
