"""Handing out on its pages: by whom, on paper, and by a link on the client's own phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
import segno
from werkzeug.test import Client

from kiosk.store.records import notes
from kiosk.web.http.qr_code import QrDrawing, qr_drawing
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.walks.phone import a_phone
from tests.walks.tablet import Tablet
from tests.web.visits import broken_press, posts, signs

PUBLIC = "https://forms.example.org"
SAID = {"support_list": "yes", "touch_avoid": ["feet"], "language": "es", "health_note": "Waxwing"}


@pytest.fixture
def kept(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A visit whose note is signed, in a kiosk that phones reach."""
    settings = replace(clinic.app.extensions["settings"], public_url=PUBLIC)
    monkeypatch.setitem(clinic.app.extensions, "settings", settings)
    monkeypatch.setitem(clinic.app.config, "PREFERRED_URL_SCHEME", "https")
    kept = signs(clinic, **SAID)
    note = {"note_home_care": ["wind_down"], "note_next": "w2", "note_text": "Nuthatch"}
    with clinic.store.writing() as tx:
        notes.sign(tx, kept, note, "setup")
    with broken_press(clinic):
        yield kept


def handout(kept: str) -> str:
    return f"/staff/handouts/{kept}"


def a_link(clinic: Clinic, kept: str, monkeypatch: pytest.MonkeyPatch, **said: str) -> str:
    """The path of a link that Mei makes."""
    seen: list[str] = []
    monkeypatch.setattr(
        "kiosk.web.therapist.hand_out.qr_drawing", lambda url: seen.append(url) or QrDrawing(1, "")
    )
    mei = Staff(clinic).signs_in()
    mei.opens(handout(kept))
    assert posts(mei, handout(kept), go="link", **said).status_code == 200
    assert seen[0].startswith(f"{PUBLIC}/once/")
    return seen[0].removeprefix(PUBLIC)


def presses(phone: Client, link: str) -> Page:
    form = Page(phone.get(link)).form
    return Page(phone.post(link, data=form, follow_redirects=True))


def test_it_prints_for_whoever_treats_with_the_card_that_is_asked_for(clinic: Clinic, kept: str):
    mei = Staff(clinic).signs_in()
    page = mei.opens(f"/staff/intakes/{kept}/note")
    assert handout(kept) in page.source
    paper = Page(posts(mei, handout(kept), go="print", card="en", letters="large"))
    for words in ("Después de su masaje", "Mi tarjeta de confianza", "My comfort card", "555-0199"):
        assert words in paper.words
    assert "Hal" not in paper.source
    assert not re.search("Waxwing|Nuthatch", paper.source)


def test_the_desk_finds_it_on_today_and_prints_it_without_the_clients_answers(
    clinic: Clinic, kept: str
):
    dana = Staff(clinic).signs_in("Dana Desk")
    assert handout(kept) in dana.opens("/staff/").source
    assert "card" not in dana.opens(handout(kept)).form
    paper = Page(posts(dana, handout(kept), go="print", card="en"))
    assert "Después de su masaje" in paper.words
    assert "tarjeta" not in paper.words
    assert "555-0199" not in paper.words


@pytest.mark.parametrize("name", ["Ada Books"])
def test_others_have_no_business_there(clinic: Clinic, kept: str, name: str):
    other = Staff(clinic).signs_in(name)
    assert other.gets(handout(kept)).status_code == 403


def test_without_a_signed_note_it_says_what_to_do_first(clinic: Clinic, kept: str):
    bare, mei = signs(clinic, "Ann Lee"), Staff(clinic).signs_in()
    assert "Sign the session's note first" in mei.opens(handout(bare)).words
    assert posts(mei, handout(bare), go="print").status_code == 422
    assert handout(bare) not in mei.opens("/staff/").source


def test_a_link_shows_a_button_and_opens_once_on_the_phone(
    clinic: Clinic, kept: str, monkeypatch: pytest.MonkeyPatch
):
    link, phone = a_link(clinic, kept, monkeypatch, card="en"), a_phone(clinic)
    for _ in range(3):
        shown = Page(phone.get(link))
        assert (shown.status, shown.language) == (200, "es")
        assert "Hal" not in shown.source
    opened = presses(phone, link)
    check(opened)
    for words in ("Después de su masaje", "Mi tarjeta de confianza", "2 semanas", "555-0199"):
        assert words in opened.words
    assert "Hal" not in opened.source
    assert "Waxwing" not in opened.source
    assert opened.headers["Cache-Control"] == "no-store"
    over = Page(phone.get(link, follow_redirects=True))
    assert over.status == 410
    assert "Este enlace ya no se abre" in over.words
    file = opened.tree.xpath("//main//form/@action")[0]
    again = phone.post(file, data=opened.form)
    assert "Después de su masaje" in again.text
    assert phone.post(file, data=opened.form).location == "/once"


def test_the_phone_keeps_nothing_but_a_token_without_meaning(
    clinic: Clinic, kept: str, monkeypatch: pytest.MonkeyPatch
):
    link, phone = a_link(clinic, kept, monkeypatch), a_phone(clinic)
    presses(phone, link)
    assert [cookie.key for cookie in phone._cookies.values()] == ["__Host-kiosk_visitor"]


def test_a_link_opens_nothing_on_a_tablet_of_the_clinic(
    clinic: Clinic, kept: str, monkeypatch: pytest.MonkeyPatch
):
    link, tablet = a_link(clinic, kept, monkeypatch), Tablet(clinic)
    assert tablet.gets(link).status_code == 403
    assert Page(a_phone(clinic).get(link)).status == 200


def test_whoever_tries_links_is_made_to_wait_and_a_right_one_still_opens(
    clinic: Clinic, kept: str, monkeypatch: pytest.MonkeyPatch
):
    link, phone = a_link(clinic, kept, monkeypatch), a_phone(clinic)
    came = [phone.get(f"/once/guess-{n}").status_code for n in range(32)]
    assert (set(came[:29]), came[-1]) == ({303}, 429)
    assert phone.get(link).status_code == 200


def test_without_an_address_for_phones_no_link_is_offered_or_opens(
    clinic: Clinic, kept: str, monkeypatch: pytest.MonkeyPatch
):
    link = a_link(clinic, kept, monkeypatch)
    settings = replace(clinic.app.extensions["settings"], public_url="")
    monkeypatch.setitem(clinic.app.extensions, "settings", settings)
    assert a_phone(clinic).get(link).location == "/once"
    assert 'value="link"' not in Staff(clinic).signs_in().opens(handout(kept)).source


def test_a_code_in_a_page_is_the_code_square_by_square():
    drawn = qr_drawing(PUBLIC)
    rows = list(segno.make(PUBLIC, error="m", micro=False).matrix_iter(border=4))
    dark = {(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark}
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn.dark)
    assert {(int(x) + n, int(y)) for x, y, wide in runs for n in range(int(wide))} == dark
    assert drawn.size == len(rows)


def test_the_code_is_on_the_page_once(clinic: Clinic, kept: str):
    mei = Staff(clinic).signs_in()
    page = Page(posts(mei, handout(kept), go="link"))
    assert page.tree.xpath("//main//*[local-name()='svg']/*[local-name()='title']")
    assert PUBLIC not in page.words
    assert not mei.opens(handout(kept)).tree.xpath("//main//*[local-name()='svg']")
