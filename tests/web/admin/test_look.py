"""The clinic's colour and mark: tried out, refused with the next best, cleaned, and seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from kiosk.exports.handout import HandoutSheet, handout_html
from kiosk.exports.press import Press
from kiosk.store import clinics
from kiosk.store.access import staff
from kiosk.store.clinics import Clinic as Kept
from kiosk.store.records import marks, notes, records
from kiosk.usecases.change_setting import change_setting
from kiosk.usecases.hand_out import Wanted, hand_out
from kiosk.usecases.print_record import next_issue
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of
from tests.walks.page import Page
from tests.walks.tablet import Tablet
from tests.web.visits import BrokenPress, posts, signs

ACCENT, MARK = "/admin/clinic/setting/accent", "/admin/clinic/setting/mark"
LEAF = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></svg>'
HOSTILE = LEAF.replace(b"<path", b'<script>alert(1)</script><path onclick="alert(1)"')


class HerePress(Press):
    """A press that does what it is asked at once, and here."""

    def make(self, task: Any, of: Any, *_: Any, **__: Any) -> Any:
        return task(of, "A4", "")


@pytest.fixture
def here(clinic: Clinic) -> Iterator[Clinic]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(clinic.app.extensions, "press", HerePress())
        yield clinic


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    admin = Staff(clinic).signs_in("Ada Books")
    admin.opens(MARK)
    return admin


def kept(clinic: Clinic) -> Kept:
    with clinic.store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    return mine


def sends(admin: Staff, file: bytes | None) -> TestResponse:
    """The form as a browser sends it, with a file or without one."""
    parts = {'name="csrf_token"': str(token_of(admin)).encode()}
    ending = "png" if (file or b"").startswith(b"\x89PNG") else "svg"
    parts |= {} if file is None else {f'name="mark"; filename="mark.{ending}"': file}
    body = b"".join(
        b"--edge\r\nContent-Disposition: form-data; " + said.encode() + b"\r\n\r\n" + each + b"\r\n"
        for said, each in parts.items()
    )
    kind = "multipart/form-data; boundary=edge"
    whole = body + b"--edge--\r\n"
    return admin.browser.post("/admin/clinic/mark", data=whole, content_type=kind, buffered=True)


def token_of(admin: Staff) -> str:
    return str(admin.page.tree.xpath("//input[@name='csrf_token']/@value")[0])


def looks(page: Page) -> list[str]:
    return [str(url) for url in page.tree.xpath("//link[contains(@href, '/look/')]/@href")]


def test_a_clinic_without_either_asks_for_no_further_stylesheet(tablet: Tablet):
    assert looks(tablet.opens("/")) == []


def test_a_colour_is_tried_out_kept_worn_and_undone(clinic: Clinic, ada: Staff, tablet: Tablet):
    page = Page(posts(ada, ACCENT, accent="#3a2f7a", go="look"))
    assert looks(page) == ["/look/3a2f7a/none.css"]
    assert "This page wears it." in page.words
    assert looks(tablet.opens("/")) == []
    assert posts(ada, ACCENT, accent="#3a2f7a").status_code == 303
    [url] = looks(tablet.opens("/"))
    sheet = tablet.gets(url)
    assert "--primary:#3a2f7a" in sheet.text
    assert sheet.mimetype == "text/css"
    assert "immutable" in sheet.headers["Cache-Control"]
    assert looks(ada.opens("/staff/")) == [url]
    [button] = ada.opens(ACCENT).tree.xpath("//*[@id='changes']//button/@value")
    assert posts(ada, "/admin/clinic/undo", change=button).status_code == 303
    assert looks(tablet.opens("/")) == []


def test_a_colour_that_is_hard_to_read_is_refused_with_the_nearest(clinic: Clinic, ada: Staff):
    page = Page(posts(ada, ACCENT, accent="#ffd700"))
    assert page.status == 422
    words = "Words in this colour are hard to read. The nearest that can be read is #5b4d00."
    assert page.summary == [("#accent", words)]
    assert page.form["accent"] == ["#ffd700"], "nothing typed is lost"
    assert looks(page) == []
    assert kept(clinic).accent == ""
    assert posts(ada, ACCENT, accent="#5b4d00").status_code == 303


def test_the_kiosks_own_colour_is_none(clinic: Clinic, ada: Staff):
    posts(ada, ACCENT, accent="#3a2f7a")
    posts(ada, ACCENT, accent="#55265c")
    assert kept(clinic).accent == ""


@pytest.mark.parametrize(
    "url",
    ["/look/red/none.css", "/look/12345/none.css", "/look/none/x.css", "/look/x.svg", "/look/x"],
)
def test_no_other_look_is_found(tablet: Tablet, url: str):
    assert tablet.gets(url).status_code == 404


def test_a_mark_is_cleaned_kept_seen_and_undone(here: Clinic, ada: Staff, tablet: Tablet):
    assert sends(ada, HOSTILE).status_code == 303
    name = kept(here).mark
    assert name.endswith(".svg")
    [url] = looks(tablet.opens("/"))
    assert f'url("/look/{name}")' in tablet.gets(url).text
    seen = tablet.gets(f"/look/{name}")
    assert seen.mimetype == "image/svg+xml"
    assert b"script" not in seen.data
    assert b"onclick" not in seen.data
    assert b'd="M0 0h10v10z"' in seen.data
    assert seen.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert seen.headers["X-Content-Type-Options"] == "nosniff"
    page = ada.opens(MARK)
    assert page.tree.xpath("//main//img/@src") == [f"/look/{name}"]
    assert posts(ada, MARK, go="keep").status_code == 303
    assert looks(tablet.opens("/")) == []
    [_, first] = ada.opens(MARK).tree.xpath("//*[@id='changes']/li")
    assert not first.xpath(".//button"), "what is gone already cannot be undone"
    [button] = ada.page.tree.xpath("//*[@id='changes']//button/@value")
    assert posts(ada, "/admin/clinic/undo", change=button).status_code == 303
    assert kept(here).mark == name


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "Choose a file: SVG or PNG."),
        (b"", "Choose a file: SVG or PNG."),
        (b"GIF89a", "The ending of this file's name does not fit what is in it."),
        (LEAF.replace(b"<svg", b'<!DOCTYPE svg [<!ENTITY a "ha">]><svg'), "We cannot use this"),
        (b"<svg>" + b"x" * (500 * 1024), "This file is too large."),
    ],
)
def test_what_cannot_be_a_mark_is_said_kindly(
    here: Clinic, ada: Staff, file: bytes | None, words: str
):
    page = Page(sends(ada, file))
    assert page.status == 422
    assert words in page.error_at("mark")
    assert kept(here).mark == ""


def test_ten_megabytes_are_not_even_listened_to(here: Clinic, ada: Staff):
    assert sends(ada, LEAF + b" " * (10 * 1024 * 1024)).status_code == 413
    assert kept(here).mark == ""


def test_where_the_press_cannot_nothing_changes(clinic: Clinic, ada: Staff):
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(clinic.app.extensions, "press", BrokenPress("memory"))
        page = Page(sends(ada, LEAF))
    assert page.status == 503
    assert "Try again in a moment." in page.error_at("mark")


def test_what_the_press_answers_is_not_believed_in_all(clinic: Clinic, ada: Staff):
    class Taken(HerePress):
        def make(self, *_: Any, **__: Any) -> Any:
            return ("html", b"<script>alert(1)</script>")

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(clinic.app.extensions, "press", Taken())
        assert sends(ada, LEAF).status_code == 422


@pytest.mark.paper
def test_it_is_cleaned_in_the_press(clinic: Clinic, ada: Staff, press: Press):
    assert sends(ada, HOSTILE).status_code == 303
    with clinic.store.reading() as tx:
        assert b"script" not in marks.content(tx, kept(clinic).mark)


def test_only_an_admin_sends_one(here: Clinic):
    dana = Staff(here).signs_in("Dana Desk")
    assert sends(dana, LEAF).status_code == 403


def chosen(clinic: Clinic) -> str:
    with clinic.store.writing() as tx:
        name = marks.keep(tx, kept(clinic).id, "svg", LEAF)
    change_setting(clinic.store, "mark", name, "ada")
    return name


def test_it_goes_to_the_paper_and_home(clinic: Clinic):
    this, name = signs(clinic), chosen(clinic)
    who = id_of(clinic, "Mei Tanaka")
    with clinic.store.writing() as tx:
        issue = next_issue(tx, records.find(tx, this))
        notes.sign(tx, this, {"note_minutes": "m60"}, who)
        mei = staff.find(tx, who)
    assert issue.mark
    assert (issue.mark.name, issue.mark.picture) == (name, LEAF)
    handout = hand_out(clinic.store, mei, this, Wanted()).handout
    assert f'src="https://paper.invalid/look/{name}"' in handout_html(HandoutSheet(handout))
