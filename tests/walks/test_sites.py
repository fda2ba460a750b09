"""One clinic in two places: a client is known at both, and each place sees its own day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk.exports.paper.page import paper_of
from kiosk.exports.table_reading import read_table
from kiosk.store import Refused, sites
from kiosk.store.clinics import the_clinic
from kiosk.store.intakes import figures, intakes
from kiosk.store.sites import FIRST
from kiosk.usecases.exported_visits import Exporter, Wanted, exported_visits
from kiosk.usecases.plan_visit import plan_visit
from kiosk.usecases.read_calendar import read_calendar
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import BRIEF, id_of, planned, plans, row_of
from tests.walks.sites import Sites, two_sites
from tests.walks.tablet import Tablet
from tests.web.visits import posts, signs

DAY = date(2026, 3, 10)


@pytest.fixture
def both(clinic: Clinic) -> Sites:
    return two_sites(clinic)


@pytest.fixture
def dana(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Dana Desk")


def walked(tablet: Tablet) -> None:
    """Walk to the end, from wherever the tablet is."""
    if not tablet.here:
        tablet.starts()
    tablet.walks(BRIEF)


def goes_to(staff: Staff, site_id: str, page: str = "today") -> None:
    staff.opens("/staff/")
    assert posts(staff, "/staff/site", site=site_id, page=page).status_code == 303


def test_where_there_is_one_site_nobody_is_asked_or_told_of_it(clinic: Clinic, dana: Staff):
    ada = Staff(clinic).signs_in("Ada Books")
    kept = signs(clinic)
    for who, url in ((dana, "/staff/"), (dana, "/staff/visits"), (ada, "/staff/devices")):
        page = who.opens(url)
        assert not page.tree.xpath("//*[@id='sites' or @name='site']"), url
    assert not ada.opens(f"/admin/staff/{id_of(clinic, 'Theo Hands')}").tree.xpath(
        "//*[@name='sites']"
    )
    assert clinic.record(kept).site == {}
    assert clinic.record(kept).place == "Willow Street"


def test_a_walk_on_a_tablet_stands_on_the_list_of_its_site_alone(both: Sites, dana: Staff):
    harbour = both.tablet()
    assert "Willow Street · Harbour" in harbour.opens("/").words
    harbour.is_at("sensitive", full_name="Hal Brook")
    assert not row_of(dana.opens(), "Hal B")
    goes_to(dana, both.harbour)
    assert row_of(dana.opens(), "Hal B")
    walked(harbour)
    assert row_of(dana.opens(), "Hal B")
    goes_to(dana, FIRST)
    assert not row_of(dana.opens(), "Hal B")


def test_what_was_signed_says_where_and_so_do_its_paper_and_copy(both: Sites):
    harbour = both.tablet()
    walked(harbour)
    record = both.clinic.record(both.clinic.signed()[0])
    assert record.site == {
        "id": both.harbour,
        "name": "Harbour",
        "address": "Quay 4, Porthaven",
        "phone": "555 0177",
    }
    page_one = paper_of(record).one
    assert page_one.clinic == "Willow Street · Harbour"
    assert page_one.reached == "Quay 4, Porthaven · 555 0177"


def test_a_visit_is_planned_at_the_site_that_the_desk_looks_at(both: Sites, dana: Staff):
    goes_to(dana, both.harbour, "visits")
    plans(dana)
    assert planned(both.clinic).site_id == both.harbour
    assert row_of(dana.opens("/staff/visits"), "Hal B")
    assert row_of(dana.opens(), "Hal B")
    goes_to(dana, FIRST)
    assert not row_of(dana.opens("/staff/visits"), "Hal B")
    assert not row_of(dana.opens(), "Hal B")


def test_a_client_who_comes_to_the_other_site_is_not_turned_away(both: Sites, dana: Staff):
    goes_to(dana, both.harbour)
    code = plans(dana)
    tablet = Tablet(both.clinic)
    tablet.starts(code=code)
    assert planned(both.clinic).site_id == FIRST
    assert not row_of(dana.opens(), "Hal B")
    goes_to(dana, FIRST)
    assert "10:30" in row_of(dana.opens(), "Hal B")


def test_the_desk_moves_a_visit_to_another_site(both: Sites, dana: Staff):
    plans(dana)
    visit = planned(both.clinic)
    dana.opens("/staff/visits")
    moved = posts(
        dana,
        f"/staff/visits/{visit.id}/move",
        day="2026-03-10",
        time="10:30",
        site=both.harbour,
    )
    assert moved.status_code == 303
    assert planned(both.clinic).site_id == both.harbour


def test_a_tablet_that_is_moved_takes_along_what_is_filled_in_on_it(both: Sites, dana: Staff):
    tablet = Tablet(both.clinic)
    tablet.is_at("sensitive", full_name="Hal Brook")
    ada = Staff(both.clinic).signs_in("Ada Books")
    page = ada.opens("/staff/devices")
    assert page.tree.xpath(f"//select[@id='site-{tablet.id}']/option[@selected]/text()") == [
        "Old Town"
    ]
    assert posts(ada, f"/staff/devices/{tablet.id}/site", site=both.harbour).status_code == 303
    assert not row_of(dana.opens(), "Hal B")
    assert both.clinic.waiting()[0].site_id == both.harbour
    (moved,) = [row for row in both.clinic.audit("pair") if row.reason.startswith("site")]
    assert (moved.subject, moved.reason) == (tablet.id, "site: Old Town -> Harbour")
    walked(tablet)
    assert both.clinic.record(both.clinic.signed()[0]).site["name"] == "Harbour"


def test_whoever_works_at_one_site_is_shown_that_one_and_goes_nowhere_else(
    both: Sites, dana: Staff
):
    both.gives("Dana Desk", both.harbour)
    page = dana.opens()
    assert page.tree.xpath("//*[@id='sites']//bdi/text()") == ["Harbour"]
    assert not page.tree.xpath("//*[@name='site']")
    assert posts(dana, "/staff/site", site=FIRST).status_code == 404
    both.tablet().is_at("sensitive", full_name="Hal Brook")
    assert row_of(dana.opens(), "Hal B")


def test_a_call_rings_at_every_site_of_whoever_hears_it_and_at_no_other(both: Sites, dana: Staff):
    both.gives("Theo Hands", FIRST)
    theo = Staff(both.clinic).signs_in("Theo Hands")
    harbour = both.tablet()
    harbour.is_at("sensitive", full_name="Hal Brook")
    harbour.presses("person")
    assert "Asks for a person" in dana.opens("/staff/visits").words
    assert "Harbour" in dana.page.tree.xpath("string(//*[@id='calls'])")
    assert "Asks for a person" not in theo.opens().words


def test_an_intake_goes_back_to_a_tablet_of_its_site(both: Sites, dana: Staff):
    harbour, other = both.tablet(), Tablet(both.clinic)
    harbour.is_at("sensitive", full_name="Hal Brook")
    with both.clinic.store.writing() as tx:
        intakes.park(tx, both.clinic.waiting()[0], by="client")
    goes_to(dana, both.harbour)
    offered = dana.opens().tree.xpath("//form[contains(@action, 'give-back')]//option/@value")
    assert offered == [harbour.id]
    assert other.id not in offered


def test_what_staff_fill_in_with_a_client_is_at_the_site_they_look_at(both: Sites, dana: Staff):
    goes_to(dana, both.harbour)
    dana.opens()
    assert posts(dana, "/staff/together").status_code == 303
    assert [each.site_id for each in both.clinic.waiting()] == [both.harbour]


def test_a_retired_site_hides_nothing_that_was_done_there(both: Sites, dana: Staff):
    tablet = both.tablet()
    walked(tablet)
    ada = Staff(both.clinic).signs_in("Ada Books").confirms()
    ada.opens("/staff/devices")
    posts(ada, f"/staff/devices/{tablet.id}/site", site=FIRST)
    ada.opens(f"/admin/sites/{both.harbour}/site_open")
    posts(ada, f"/admin/sites/{both.harbour}/site_open", site_open="no")
    assert both.names() == ["Old Town"]
    assert row_of(dana.opens(), "Hal B")


def test_visits_of_both_sites_are_one_clients(both: Sites):
    """Planned at one site, known at the other: one record of a client, one set of agreements."""
    walked(Tablet(both.clinic))
    clinic = both.clinic
    with clinic.store.reading() as tx:
        here = the_clinic(tx)
    assert here
    said = {"full_name": "Hal Brook", "birth_date": "1990-02-03", "phone": "555 0101"}
    visit, _ = plan_visit(clinic.store, here, "10:30", "", said, "dana", None, both.harbour)
    assert planned(clinic).client_id
    assert visit.site_id == both.harbour


def test_a_script_pairs_a_tablet_for_the_site_it_names(both: Sites):
    with both.clinic.store.reading() as tx:
        assert sites.called(tx, "harbour") == both.harbour
        assert sites.called(tx, "") == FIRST
        with pytest.raises(Refused):
            sites.called(tx, "Hill")


def test_the_desk_asks_after_those_who_were_at_its_site(both: Sites):
    signs(both.clinic, "Ana Ruiz", consent_follow_up="yes")
    both.clinic.clock.goes_on(days=2)
    dana = Staff(both.clinic).signs_in("Dana Desk")
    assert "Ana R." in dana.opens("/staff/ask-after").words
    goes_to(dana, both.harbour)
    assert "Nobody is due." in dana.opens("/staff/ask-after").words


def test_an_export_has_the_site_as_it_is_called(both: Sites):
    walked(both.tablet())
    asked = Wanted(DAY, DAY, "jsonl", "to look")
    with both.clinic.store.reading() as tx:
        (one,) = exported_visits(tx, asked, Exporter("script"))
    assert (one.clinic, one.site) == ("Willow Street", "Harbour")


def test_figures_are_of_one_site_and_never_of_all_together(both: Sites):
    clinic = both.clinic
    with clinic.store.writing() as tx:
        of = tx.now.date() - timedelta(days=7)
        where = the_clinic(tx)
        assert where
        for site_id, times in ((FIRST, 9), (both.harbour, 4)):
            for _ in range(times):
                figures.count(tx, figures.Where(where.id, site_id), of, "visit", "new")
    ada = Staff(clinic).signs_in("Ada Books")
    first = ada.opens("/admin/figures")
    assert first.tree.xpath("//*[@id='sites']//bdi/text()") == ["Old Town", "Harbour"]
    numbers = "//*[@id='figures-visits']//td/text()"
    assert "9" in first.tree.xpath(numbers)
    there = ada.opens(f"/admin/figures?site={both.harbour}")
    assert not {"4", "9", "13"} & set(there.tree.xpath(numbers))
    [table] = there.tree.xpath("//a[contains(@href, 'figures.csv')]/@href")
    assert both.harbour in table
    assert '"9"' not in ada.gets(table).text


def test_a_calendar_that_is_read_at_a_site_plans_there(both: Sites, dana: Staff):
    goes_to(dana, both.harbour)
    rows = b"day,time,name\n2026-03-11,10:30,Hal Brook\n"
    with both.clinic.store.reading() as tx:
        clinic = the_clinic(tx)
    assert clinic
    came = read_calendar(
        both.clinic.store, clinic, rows, lambda _: {}, read_table, "dana", both.harbour
    )
    assert [visit.site_id for visit in came.new] == [both.harbour]


def test_the_audit_names_the_site_that_was_changed(both: Sites):
    page = Staff(both.clinic).signs_in("Ada Books").opens("/admin/audit")
    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//ul/li")]
    (changed,) = [row for row in rows if "Phone of the site: Nothing yet → 555 0177" in row]
    assert "Harbour" in changed
