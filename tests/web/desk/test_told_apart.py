"""Two who look alike are told apart wherever staff act on a name, and a full house is no tower."""

from __future__ import annotations

from kiosk.store.intakes import intakes, planned_visits
from kiosk.store.intakes.planned_visits import Planned
from kiosk.web.desk.told_apart import told_by
from kiosk.web.http.short_sign import sign_of
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import plans
from tests.walks.page import Page
from tests.walks.tablet import SHORTEST, Tablet
from tests.web.visits import posts, signs

NAMED = "//ul[contains(@class, 'list')]/li//b[not(@class)]/.."


def stops(clinic: Clinic, name: str, tablet: Tablet | None = None) -> Tablet:
    """Somebody of this name whose intake was put aside."""
    tablet = tablet or Tablet(clinic)
    tablet.here = ""
    tablet.is_at("reason", **{**SHORTEST, "full_name": name})
    with clinic.store.writing() as tx:
        intakes.park_all_on(tx, tablet.id)
    return tablet


def named(page: Page) -> list[str]:
    """What each row calls its client."""
    return [" ".join(each.text_content().split()) for each in page.tree.xpath(NAMED)]


def acts(page: Page) -> list[str]:
    """What every button and link of the list says to somebody who only hears it."""
    found = page.tree.xpath("//ul[contains(@class, 'list')]//*[self::button or self::a]")
    return [" ".join(each.text_content().split()) for each in found]


def test_two_of_one_name_and_minute_are_told_apart_by_their_tablets(clinic: Clinic):
    one, other = stops(clinic, "Maria Gil"), stops(clinic, "Maria Gomez")
    alone = stops(clinic, "Ann Lee")
    page = Staff(clinic).signs_in("Dana Desk").opens("/staff/")
    assert set(named(page)) == {
        f"Maria G. · Tablet 1 · {sign_of(one.intake_id)}",
        f"Maria G. · Tablet 1 (2) · {sign_of(other.intake_id)}",
        "Ann L.",
    }
    assert len(acts(page)) == len(set(acts(page))), "no two buttons say the same"
    assert sign_of(alone.intake_id) not in page.words, "only where it is needed"


def test_two_on_one_tablet_are_told_apart_by_the_second(clinic: Clinic, tablet: Tablet):
    stops(clinic, "Maria Gil", tablet)
    clinic.clock.goes_on(seconds=20)
    stops(clinic, "Maria Gomez", tablet)
    words = " ".join(named(Staff(clinic).signs_in("Dana Desk").opens("/staff/")))
    assert "9:00:00 am" in words
    assert "9:00:20 am" in words


def test_the_sign_stands_on_the_clients_tablet(tablet: Tablet):
    page = tablet.is_at("reason")
    assert f"Sign for the desk: {sign_of(tablet.intake_id)}" in page.words
    assert sign_of(tablet.intake_id) not in page.title


def test_signed_ones_are_told_apart(clinic: Clinic):
    for name in ("Maria Gil", "Maria Gomez"):
        tablet = Tablet(clinic)
        tablet.is_at("sign", **{**SHORTEST, "full_name": name})
        tablet.signs(name)
        clinic.clock.goes_on(seconds=7)
    staff = Staff(clinic).signs_in()
    today = staff.opens("/staff/")
    staff.opens("/staff/clients")
    for page in (today, staff.does("/staff/clients", name="maria")):
        assert len(set(named(page))) == 2, named(page)
        assert len(acts(page)) == len(set(acts(page)))


def test_planned_ones_are_told_apart_by_the_birthday_where_the_page_opens_who_it_is(clinic: Clinic):
    desk = Staff(clinic).signs_in("Dana Desk")
    for day, name in (("3", "Maria Gil"), ("4", "Maria Gomez")):
        plans(desk, full_name=name, **{"birth_date-day": day})
    page = desk.opens("/staff/visits")
    assert "Maria G. · not assigned · 3 February" in page.words
    assert len(acts(page)) == len(set(acts(page)))
    today = desk.opens("/staff/")
    assert "February" not in today.words, "a waiting room reads over shoulders"
    assert len(set(named(today))) == 2
    walk_in = stops(clinic, "Ann Lee")
    offered = desk.opens(f"/staff/waiting/{walk_in.intake_id}").words
    assert "3 February" in offered
    assert "4 February" in offered


def test_a_call_names_the_tablet(clinic: Clinic):
    for _ in range(2):
        tablet = Tablet(clinic)
        tablet.is_at("reason", full_name="Maria Gil")
        tablet.presses("person")
    page = Staff(clinic).signs_in("Dana Desk").opens("/staff/")
    assert "Maria G. · Tablet 1 · Asks for a person" in page.words
    assert "Maria G. · Tablet 1 (2) · Asks for a person" in page.words


def test_no_two_tablets_in_use_have_one_name(clinic: Clinic):
    for _ in range(3):
        clinic.pairs("Lobby")
    assert [each.name for each in clinic.tablets()] == ["Lobby", "Lobby (2)", "Lobby (3)"]


def test_a_full_house_has_one_choice_of_tablets_a_row(clinic: Clinic):
    for number in range(4):
        stops(clinic, f"Client Number{number}")
    page = Staff(clinic).signs_in("Dana Desk").opens("/staff/")
    assert len([said for said in acts(page) if said.startswith("Give back")]) == 4
    first = page.tree.xpath("(//select)[1]")[0]
    assert len(first.xpath("./option")) == 4


def test_a_tablet_it_lay_on_comes_first(clinic: Clinic):
    stops(clinic, "Ann Lee")
    second = stops(clinic, "Hal Brook")
    page = Staff(clinic).signs_in("Dana Desk").opens("/staff/")
    (chosen,) = page.tree.xpath(f"//select[@id='give-{second.intake_id}']/option[1]/@value")
    assert chosen == second.id


def test_a_long_day_is_folded_and_says_how_much_is_left(clinic: Clinic):
    told = {"birth_date": "1990-02-03", "phone": "555 0101", "filling_for": "myself"}
    with clinic.store.writing() as tx:
        for minute in range(42):
            said = {**told, "full_name": f"Client Number{minute}"}
            this = Planned(tx.now.date(), f"10:{minute:02}", "", said)
            planned_visits.plan(tx, this, "desk")
    desk = Staff(clinic).signs_in("Dana Desk")
    page = desk.opens("/staff/")
    assert len(named(page)) == 40
    (rest,) = page.tree.xpath("//a[@id='rest']/@href")
    assert "Show the other 2 as well" in page.words
    assert len(named(desk.opens(rest))) == 42


def test_the_first_detail_that_differs_in_all_is_told():
    same = ["a", "a", "b"]
    details = [("x", "1", "S"), ("x", "2", "T"), ("x", "1", "U")]
    assert told_by(same, details) == ["1 · S", "2 · T", ""]


def test_the_pages_that_act_on_a_record_say_which_of_two_it_is(clinic: Clinic):
    one, other = (signs(clinic, "Maria Gil", phone="555 0101") for _ in range(2))
    mei, theo = Staff(clinic).signs_in(), Staff(clinic).signs_in("Theo Hands")
    for url in ("/staff/intakes/{}", "/admin/intakes/{}", "/staff/waiting/{}"):
        assert sign_of(one) in mei.opens(url.format(one)).words
        assert sign_of(other) in mei.opens(url.format(other)).words
    for url in ("/staff/corrections/{}", "/staff/corrections/{}?question=phone"):
        assert f"Maria G. · {sign_of(one)}" in mei.opens(url.format(one)).words
    posts(mei, f"/staff/intakes/{one}/take")
    assert sign_of(one) in theo.opens(f"/staff/intakes/{one}").words, "before its reason is given"


def test_the_page_that_erases_what_is_not_signed_says_which_of_two_it_is(clinic: Clinic):
    one, other = stops(clinic, "Maria Gil"), stops(clinic, "Maria Gomez")
    desk = Staff(clinic).signs_in("Dana Desk")
    for each in (one, other):
        assert sign_of(each.intake_id) in desk.opens(f"/staff/waiting/{each.intake_id}").words


def test_two_clients_of_one_name_birth_date_and_phone_are_told_apart_on_every_list(clinic: Clinic):
    """The sign is that of their first visit: it stands on its page as well."""
    one, other = (signs(clinic, "Maria Gil", phone="555 0101") for _ in range(2))
    alone = signs(clinic, "Ann Lee")
    mei, walk_up = Staff(clinic).signs_in(), Tablet(clinic)
    mei.opens("/staff/clients")
    walk_up.comes_back(born=SHORTEST["birth_date"])
    walk_up.answers_for_today()
    pages = [
        mei.opens("/staff/clients/same"),
        Page(posts(mei, "/staff/clients", name="maria")),
        mei.opens(f"/staff/waiting/{walk_up.intake_id}/who"),
    ]
    for page in pages:
        assert f"visits: 1 · {sign_of(one)}" in page.words
        assert f"visits: 1 · {sign_of(other)}" in page.words
        assert sign_of(alone) not in page.words
