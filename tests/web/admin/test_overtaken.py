"""Two admins at once: whoever saves later is told what it is by now; nothing is written over."""

from __future__ import annotations

import pytest

from kiosk.languages import translate
from kiosk.usecases.overtaken import CHANGED_MEANWHILE
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Form, Page
from tests.web.admin.test_every_setting import BEFORE, CHANGES, EVERY, address
from tests.web.admin.test_look import LEAF, HerePress, sends
from tests.web.visits import posts

RULES = "/admin/clinic/rules/"
AGAIN = {"csrf_token", "was"}
"""Fields of a form that are not typed."""


@pytest.fixture
def both(clinic: Clinic) -> tuple[Staff, Staff]:
    """Two admins, each with a browser of their own."""
    return Staff(clinic).signs_in("Ada Books"), Staff(clinic).signs_in("Mei Tanaka")


def typed(form: Form) -> Form:
    return {name: said for name, said in form.items() if name not in AGAIN}


def test_no_setting_is_written_over_unseen(clinic: Clinic, both: tuple[Staff, Staff]):
    ada, mei = both
    for key in EVERY.keys() - {"severities", "mark"}:
        url = address(clinic, key)
        for other, value in BEFORE.get(key, {}).items():
            mei.opens(address(clinic, other))
            posts(mei, mei.page.tree.xpath("//main//form/@action")[0], **{other: value})
        seen = dict(ada.opens(url).form)
        mei.opens(url)
        assert posts(mei, url, **CHANGES[key]).status_code == 303, key
        theirs = typed(mei.opens(url).form)
        told = Page(ada.browser.post(url, data=seen))
        assert told.status == 422, f"{key}: what the other chose is gone"
        assert told.summary[0][1] == translate(CHANGED_MEANWHILE, told.language), key
        assert told.tree.xpath("//*[@id='now']"), key
        assert typed(told.form) == typed(seen), f"{key}: what was typed is lost"
        assert typed(mei.opens(url).form) == theirs, key
        assert ada.browser.post(url, data=told.form).status_code == 303, f"{key}: saved again"
        assert typed(mei.opens(url).form) == typed(seen), key


def test_a_look_beforehand_and_a_mistake_keep_what_was_seen_first(both: tuple[Staff, Staff]):
    ada, mei = both
    url = "/admin/clinic/setting/name"
    form = ada.opens(url).form
    looked = Page(ada.browser.post(url, data={**form, "name": "Calm Harbour", "go": "look"}))
    wrong = Page(ada.browser.post(url, data={**looked.form, "name": "", "go": "keep"}))
    assert wrong.form["was"] == looked.form["was"] == form["was"]
    posts(mei, url, name="Quiet Corner")
    assert ada.browser.post(url, data={**looked.form, "go": "keep"}).status_code == 422


def test_what_both_want_is_no_dispute(both: tuple[Staff, Staff]):
    ada, mei = both
    url = "/admin/clinic/setting/name"
    form = {**ada.opens(url).form, "name": "Quiet Corner"}
    posts(mei, url, name="Quiet Corner")
    assert ada.browser.post(url, data=form).status_code == 303


def test_another_rule_that_was_weighed_meanwhile_stays(both: tuple[Staff, Staff]):
    ada, mei = both
    form = {**ada.opens(f"{RULES}r_bone").form, "severity": "stop_and_ask"}
    posts(mei, f"{RULES}r_night", severity="stop_and_ask")
    assert ada.browser.post(f"{RULES}r_bone", data=form).status_code == 303
    for rule in ("r_bone", "r_night"):
        assert ada.opens(f"{RULES}{rule}").picked("severity") == ["stop_and_ask"]


def test_the_same_rule_is_not_weighed_over_unseen(both: tuple[Staff, Staff]):
    ada, mei = both
    url = f"{RULES}r_night"
    form = {**ada.opens(url).form, "severity": "stop_and_ask"}
    posts(mei, url, severity="info", reason="Agreed with our physiotherapist")
    told = Page(ada.browser.post(url, data=form))
    assert told.status == 422
    assert "Good to know" in told.tree.xpath("//*[@id='now']")[0].text_content()
    assert told.picked("severity") == ["stop_and_ask"], "nothing chosen is lost"
    assert mei.opens(url).picked("severity") == ["info"]
    assert ada.browser.post(url, data=told.form).status_code == 303
    assert mei.opens(url).picked("severity") == ["stop_and_ask"]


def test_a_mark_is_not_taken_away_unseen(
    both: tuple[Staff, Staff], monkeypatch: pytest.MonkeyPatch
):
    ada, mei = both
    url = "/admin/clinic/setting/mark"
    monkeypatch.setitem(ada.clinic.app.extensions, "press", HerePress())
    for admin in both:
        admin.opens(url)
    sends(mei, LEAF)
    away = mei.opens(url).tree.xpath("//form[@action='/admin/clinic/setting/mark']//@value")[1]
    sends(ada, LEAF.replace(b"0h10", b"0h9"))
    told = Page(posts(mei, url, was=away, go="keep"))
    assert told.status == 422
    assert ada.opens(url).tree.xpath("//main//img"), "the other mark stays"


def test_how_long_things_are_kept_is_not_written_over_unseen(both: tuple[Staff, Staff]):
    ada, mei = (each.confirms() for each in both)
    url = "/admin/retention"
    tried = ada.opens(f"{url}?person=5")
    form = {n: v for n, v in sendable(tried, url).items() if n != "go"}
    mei.opens(url)
    assert posts(mei, url, record="10").status_code == 303
    told = Page(ada.browser.post(url, data=form))
    assert told.status == 422
    assert CHANGED_MEANWHILE in told.words
    assert "Keep for 10 years" in told.tree.xpath("//*[@id='now']")[0].text_content()
    assert told.form["person"] == ["5"], "nothing chosen is lost"
    assert mei.opens(url).form["record"] == ["10"]


def sendable(page: Page, url: str) -> Form:
    """What the form that keeps them would send."""
    fields = page.tree.xpath("//form[@method='post'][@action=$url]//input", url=url)
    return {field.get("name"): [field.get("value")] for field in fields}


def test_an_agreement_is_not_published_over_unseen(both: tuple[Staff, Staff]):
    ada, mei = both
    url = "/admin/agreements/consent_treatment"
    mine = "I want this massage, and I know that I can end it whenever I like."
    theirs = "I want this massage. I can say stop at any time, and it stops at once."
    form = {**ada.opens(url).form, "text-en": mine, "go": "publish"}
    assert posts(mei, url, **{**mei.opens(url).form, "text-en": theirs, "go": "publish"}).location
    told = Page(ada.browser.post(url, data=form))
    assert told.status == 422
    assert told.form["text-en"] == [mine], "nothing typed is lost"
    assert theirs in told.words
    assert ada.browser.post(url, data={**told.form, "go": "publish"}).status_code == 303


def test_how_visits_are_opened_is_left_as_it_is_by_whoever_did_not_touch_it(
    both: tuple[Staff, Staff],
):
    ada, mei = (each.confirms() for each in both)
    form = ada.opens("/admin/staff").form
    mei.opens("/admin/staff")
    posts(mei, "/admin/reading", asks_reason="no")
    assert ada.browser.post("/admin/reading", data=form).status_code == 303
    assert ada.opens("/admin/staff").picked("asks_reason") == ["no"]
