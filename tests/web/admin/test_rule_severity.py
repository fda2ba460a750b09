"""How urgent rules are: raised at will, lowered where that is safe with a reason, and undone."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kiosk.catalogue.flags import RULES, SEVERITIES
from kiosk.intake.own_rules import allowed, own_rules
from kiosk.store import clinics
from kiosk.store.records import record_rows, standing
from kiosk.usecases.correct_record import correct_record
from tests.each import for_each
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page
from tests.web.visits import posts, signs

AT = "/admin/clinic/rules/"
BRITTLE = {"bones_joints": ["osteoporosis"]}
WHY = "our therapists ask anyway"


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    admin = Staff(clinic).signs_in("Ada Books")
    admin.opens(f"{AT}r_night")
    return admin


def flags(clinic: Clinic, this: str) -> dict[str, str]:
    return {flag.key: flag.severity for flag in clinic.record(this).flags}


@for_each(RULES)
def test_what_stops_the_work_or_calls_the_desk_is_never_lowered(rule):
    lowest = allowed(rule)[-1]
    if rule.severity == "stop_and_ask" or rule.desk:
        assert lowest == rule.severity
    assert SEVERITIES.index(lowest) - SEVERITIES.index(rule.severity) <= 1
    assert allowed(rule)[0] == "stop_and_ask"


def test_what_is_not_allowed_counts_for_nothing_however_it_came_there():
    own = {rule.key: rule.severity for rule in own_rules((("r_chest_breath", "info"),))}
    assert own == {rule.key: rule.severity for rule in RULES}
    assert [rule.key for rule in own_rules()] == [rule.key for rule in RULES]


def test_a_rule_that_is_raised_is_first_on_the_next_record_and_undone(clinic: Clinic, ada: Staff):
    before = signs(clinic, **BRITTLE)
    key = "r_bone"
    assert flags(clinic, before)[key] == "caution"
    assert posts(ada, f"{AT}{key}", severity="stop_and_ask").status_code == 303
    after = signs(clinic, "Ann Lee", **BRITTLE)
    assert flags(clinic, after)[key] == "stop_and_ask"
    assert next(iter(flags(clinic, after))) == key, "print order follows"
    assert flags(clinic, before)[key] == "caution", "what is signed stays as it is"
    page = ada.opens("/admin/clinic/setting/severities")
    assert "Stop and ask" in page.words
    [button] = page.tree.xpath("//*[@id='changes']//button/@value")
    assert posts(ada, "/admin/clinic/undo", change=button).status_code == 303
    last = signs(clinic, "Bo Reed", **BRITTLE)
    assert flags(clinic, last)[key] == "caution"


def test_a_caution_is_lowered_with_a_reason_alone(clinic: Clinic, ada: Staff):
    page = Page(posts(ada, f"{AT}r_night", severity="info"))
    assert page.status == 422
    assert "Say why it is made less urgent." in page.error_at("reason")
    assert page.tree.xpath("//input[@value='info']/@checked"), "nothing chosen is lost"
    assert posts(ada, f"{AT}r_night", severity="info", reason=WHY).status_code == 303
    page = ada.opens("/admin/clinic/rules?severity=info")
    assert f"Comes as: Caution. {WHY}" in page.words
    [row] = clinic.audit("settings")[:1]
    assert WHY in row.reason


@pytest.mark.parametrize("severity", ["caution", "info", "", "none"])
def test_a_rule_that_stops_the_work_stays_so(clinic: Clinic, ada: Staff, severity: str):
    page = Page(posts(ada, f"{AT}r_chest_breath", severity=severity, reason=WHY))
    assert page.status == 422
    assert page.summary
    with clinic.store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    assert mine.severities == ""


def test_a_rule_as_it_comes_is_none_of_those_set_otherwise(clinic: Clinic, ada: Staff):
    posts(ada, f"{AT}r_night", severity="stop_and_ask")
    posts(ada, f"{AT}r_night", severity="caution")
    with clinic.store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    assert mine.severities == ""


def test_a_correction_raises_flags_as_urgent_as_they_are_here(clinic: Clinic, ada: Staff):
    this = signs(clinic, bones_joints=["none"])
    assert "r_bone" not in flags(clinic, this)
    posts(ada, f"{AT}r_bone", severity="stop_and_ask")
    with clinic.store.writing() as tx:
        correct_record(tx, this, "bones_joints", ["osteoporosis"], "misheard", "setup")
    with clinic.store.reading() as tx:
        stands = standing.find(tx, this).in_full
        [row] = record_rows.newest(tx, 1)
    assert {flag.key: flag.severity for flag in stands.flags}["r_bone"] == "stop_and_ask"
    assert "stop_and_ask" in row.severities


RAISED, ASKED = "r_feelings_likely", "stress_level"
"""A rule that is raised, and a question which it needs."""


def test_a_question_that_a_raised_rule_needs_is_told_to_be_asked_anyway(clinic: Clinic, ada: Staff):
    url = "/admin/clinic/setting/questions_off"
    assert ASKED in ada.opens(url).choices("questions_off")
    posts(ada, f"{AT}{RAISED}", severity="caution")
    page = ada.opens(url)
    told = " ".join(page.tree.xpath("//*[@id='anyway']")[0].text_content().split())
    assert "Always asked here: “Feelings may come up” needs it" in told
    boxes = page.tree.xpath("//input[@type='checkbox']/@value")
    assert ASKED not in boxes
    said = [each for each in page.form["questions_off"] if each != "work_kind"]
    posts(ada, url, questions_off=said)
    with clinic.store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    assert mine.questions_off == "work_kind", "it keeps what it was, for when the rule is lowered"


def test_each_rule_has_its_page_by_severity(ada: Staff):
    found = []
    for severity in SEVERITIES:
        page = ada.opens(f"/admin/clinic/rules?severity={severity}")
        found += [url.rpartition("/")[2] for url in page.tree.xpath("//*[@id='rules']//a/@href")]
    assert sorted(found) == sorted(rule.key for rule in RULES)
    assert ada.gets(f"{AT}r_nobody").status_code == 404


def test_only_an_admin_weighs_rules(clinic: Clinic):
    dana = Staff(clinic).signs_in("Dana Desk")
    for url in ("/admin/clinic/rules", f"{AT}r_night"):
        assert dana.gets(url).status_code == 403
    assert posts(dana, f"{AT}r_night", severity="stop_and_ask").status_code == 403


def test_what_is_kept_is_plain(clinic: Clinic, ada: Staff):
    posts(ada, f"{AT}r_night", severity="info", reason=WHY)
    with clinic.store.reading() as tx:
        mine = clinics.the_clinic(tx)
    assert mine
    assert json.loads(mine.severities) == {"r_night": ["info", WHY]}
    assert mine.facts_on(date(2026, 3, 10)).severities == (("r_night", "info"),)
