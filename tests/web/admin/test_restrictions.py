"""What a client asks to be kept and not used is used nowhere, until an admin lifts it."""

from __future__ import annotations

import pytest

from kiosk.store import Refused, audit
from kiosk.store.engine.tables import CARD, CLIENT, RESTRICTION
from kiosk.store.proving import proof
from kiosk.store.records import (
    cards,
    client_links,
    clients,
    lookalikes,
    restrictions,
    standing,
)
from kiosk.usecases.erase_person import erase_person
from kiosk.usecases.join_clients import join_clients, part_clients
from kiosk.usecases.restrict_client import lift_restriction, restrict_client
from tests.builders.clinic import PASSWORD
from tests.faults.test_faults import Fault, breaks
from tests.store.house import rows, tampers
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import planned, plans
from tests.walks.page import Page, check
from tests.web.visits import posts, signs

pytestmark = pytest.mark.long

TYPED = {
    "full_name": "Ottilie Archer",
    "birth_date-day": "2",
    "birth_date-month": "1",
    "birth_date-year": "1960",
    "phone": "555 0142",
}
"""As the desk types her."""
HERS = {"birth_date": "1960-01-02", "phone": "555 0142"}


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books")


@pytest.fixture
def hers(clinic: Clinic) -> str:
    """Ottilie Archer has been here."""
    return signs(clinic, "Ottilie Archer", **HERS)


def restricts(clinic: Clinic, record_id: str) -> None:
    with clinic.store.writing() as tx:
        restrict_client(tx, record_id, "ada", "she asked")


def lifts(clinic: Clinic, record_id: str) -> None:
    with clinic.store.writing() as tx:
        lift_restriction(tx, record_id, "ada", "she came back")


def url_of(record_id: str) -> str:
    return f"/admin/intakes/{record_id}/restriction"


def test_an_admin_restricts_with_a_reason_and_lifts_with_the_password(
    clinic: Clinic, ada: Staff, hers: str
):
    url = url_of(hers)
    ada.opens(url)
    refused = posts(ada, url)
    assert refused.status_code == 422
    check(Page(refused), staff=True)
    page = ada.does(url, reason="she asked")
    assert "she asked" in page.words
    assert "by Ada Books" in page.words
    assert "This client is restricted" in ada.opens(f"/admin/intakes/{hers}").words
    (row,) = ada.opens("/admin/restricted").tree.xpath("//*[@id='restricted']/li")
    assert "Ottilie A." in row.text_content()
    ada.opens(url)
    assert posts(ada, f"{url}/lift").status_code == 422
    again = Page(posts(ada, f"{url}/lift", lift_reason="over"))
    assert again.heading == "Your password once more"
    ada.does(f"{url}/lift", lift_reason="over", password=PASSWORD)
    assert "Nobody is restricted." in ada.opens("/admin/restricted").words
    told = [(row.event, row.reason) for row in clinic.audit("restrict", "unrestrict")]
    assert told == [("unrestrict", "over"), ("restrict", "she asked")]


def test_a_list_says_that_there_was_a_visit_and_no_name(clinic: Clinic, ada: Staff, hers: str):
    restricts(clinic, hers)
    for name in ("Theo Hands", "Dana Desk"):
        words = Staff(clinic).signs_in(name).opens("/staff/?whose=all").words
        assert "Restricted" in words
        assert "Ottilie" not in words
    lifts(clinic, hers)
    assert "Ottilie A." in Staff(clinic).signs_in("Theo Hands").opens("/staff/?whose=all").words


def test_an_open_list_learns_of_it_by_itself(clinic: Clinic, hers: str):
    dana = Staff(clinic).signs_in("Dana Desk")
    again = dana.page.tree.xpath("//div[@id='today']/@data-hx-get")[0]
    assert dana.gets(again).status_code == 204
    restricts(clinic, hers)
    assert dana.gets(again).status_code == 200


@pytest.mark.parametrize("part", ["", "/sheet", "/paper.pdf", "/papers/1.pdf"])
def test_a_therapist_is_told_and_reads_nothing(clinic: Clinic, hers: str, part: str):
    restricts(clinic, hers)
    theo = Staff(clinic).signs_in("Theo Hands")
    response = theo.gets(f"/staff/intakes/{hers}{part}")
    assert response.status_code == 403
    page = Page(response)
    check(page, staff=True)
    assert page.heading == "Kept, not used"
    assert "Archer" not in response.text
    assert clinic.audit("view", "print") == []
    assert [row.reason for row in clinic.audit("refused")] == ["restricted"]


def test_no_search_finds_them_and_nobody_is_taken_for_them(clinic: Clinic, ada: Staff, hers: str):
    twin = signs(clinic, "Ottilie Archer", **HERS)
    said = {"full_name": "Ottilie Archer", **HERS}
    with clinic.store.reading() as tx:
        assert len(lookalikes.pairs(tx, 9).pairs) == 1
    restricts(clinic, hers)
    with clinic.store.reading() as tx:
        assert lookalikes.pairs(tx, 9).pairs == ()
        assert [card.id for card in cards.named(tx, "Archer", 9).cards] == [twin]
        assert lookalikes.the_one(tx, said) == twin
    restricts(clinic, twin)
    with clinic.store.reading() as tx:
        assert lookalikes.the_one(tx, said) == ""
    ada.opens("/staff/clients")
    assert "Archer" not in posts(ada, "/staff/clients", name="Archer").text.replace('"Archer"', "")
    assert rows(clinic.store, CARD) == 0
    for each in (hers, twin):
        lifts(clinic, each)
    with clinic.store.reading() as tx:
        assert len(lookalikes.pairs(tx, 9).pairs) == 1


def test_whoever_comes_again_comes_as_somebody_new(clinic: Clinic, hers: str):
    dana = Staff(clinic).signs_in("Dana Desk")
    with clinic.store.reading() as tx:
        client = client_links.client_of(tx, hers)
        assert clients.carried(tx, client).answers["birth_date"] == HERS["birth_date"]
    restricts(clinic, hers)
    plans(dana, **TYPED)
    with clinic.store.reading() as tx:
        assert clients.carried(tx, client).answers == {}
    assert planned(clinic, "Ottilie Archer").client_id == ""


def test_a_visit_that_was_planned_for_them_is_nobodys_who_is_known(clinic: Clinic, hers: str):
    dana = Staff(clinic).signs_in("Dana Desk")
    plans(dana, **TYPED)
    assert planned(clinic, "Ottilie Archer").client_id == hers
    restricts(clinic, hers)
    assert planned(clinic, "Ottilie Archer").client_id == ""


def test_it_waits_while_an_intake_of_theirs_is_under_way(clinic: Clinic, ada: Staff, hers: str):
    with clinic.store.reading() as tx:
        client = client_links.client_of(tx, hers)
    tampers(
        clinic.store,
        "INSERT INTO intake SELECT 'under-way', clinic_id, tablet_id, 'open', 1, 1, 1, NULL,"
        " :draft, :client, site_id FROM record WHERE id = :hers",
        client=client,
        hers=hers,
        draft=b"0",
    )
    with pytest.raises(Refused, match="under way"):
        restricts(clinic, hers)
    ada.opens(url_of(hers))
    response = posts(ada, url_of(hers), reason="she asked")
    assert response.status_code == 409
    assert "under way" in Page(response).summary[0][1]
    assert rows(clinic.store, RESTRICTION) == 0


def test_no_export_has_it_and_its_client_may_still_have_a_copy(
    clinic: Clinic, ada: Staff, hers: str
):
    signs(clinic, "Hal Brook")
    restricts(clinic, hers)
    ada.opens("/admin/export")
    days = {"from": "2026-03-01", "to": "2026-03-31", "reason": "yearly", "go": "download"}
    ada.confirms()
    for kind in ("csv", "jsonl"):
        taken = posts(ada, "/admin/export", format=kind, **days)
        assert ("Hal Brook" in taken.text, "Archer" in taken.text) == (True, False)
    copy = posts(ada, f"/admin/intakes/{hers}/copy", copy_reason="she asked", go="everything")
    assert (copy.status_code, copy.mimetype) == (200, "application/zip")


def test_of_whoever_is_joined_or_taken_apart_nothing_is_used_either(clinic: Clinic, hers: str):
    other = signs(clinic, "Ottilie Archer-Lund", **HERS)
    restricts(clinic, hers)
    with clinic.store.writing() as tx:
        join_clients(tx, other, hers, "mei")
        assert restrictions.of_record(tx, other)
        assert cards.find(tx, other) is None
        part_clients(tx, other, "mei")
        assert restrictions.of_record(tx, hers)
        assert not restrictions.of_record(tx, other)
        assert cards.find(tx, other)


def test_twice_is_once_and_the_proof_stays_whole(clinic: Clinic, hers: str):
    for _ in range(2):
        restricts(clinic, hers)
    assert len(clinic.audit("restrict")) == 1
    with clinic.store.reading() as tx:
        assert proof.verify_all(tx) == proof.Findings((), (), None, ())
    tampers(clinic.store, "DELETE FROM restriction")
    with clinic.store.reading() as tx:
        assert proof.verify_all(tx).states == (client_links.client_of(tx, hers),)


def test_they_can_be_erased_all_the_same(clinic: Clinic, hers: str):
    restricts(clinic, hers)
    with clinic.store.writing() as tx:
        erase_person(tx, hers, "ada", "she asked")
    assert [rows(clinic.store, table) for table in (RESTRICTION, CLIENT)] == [0, 0]


@pytest.mark.parametrize("place", ["audit.write", "records.card_keeping.rewrite"])
def test_a_fault_on_the_way_restricts_nothing_by_halves(
    clinic: Clinic, hers: str, monkeypatch: pytest.MonkeyPatch, place: str
):
    with monkeypatch.context() as broken:
        broken.setattr(f"kiosk.store.{place}", breaks)
        with pytest.raises(Fault):
            restricts(clinic, hers)
    assert rows(clinic.store, RESTRICTION) == 0
    with clinic.store.reading() as tx:
        assert cards.find(tx, hers)
        assert [
            row for row in audit.matching(tx, audit.Wanted(), 99) if row.event == "restrict"
        ] == []


def test_a_therapist_who_is_an_admin_as_well_does_what_any_admin_does(clinic: Clinic, hers: str):
    """In a clinic of one, nobody else could put right or take back what a client asks for."""
    restricts(clinic, hers)
    mei, url = Staff(clinic).signs_in("Mei Tanaka"), f"/staff/corrections/{hers}"
    assert "555 0142" not in mei.opens(f"{url}?question=phone").source
    assert posts(mei, url, question="phone", phone="555 0199", reason="").status_code == 422
    said = {"question": "phone", "phone": "555 0199", "reason": "she wrote to us"}
    assert posts(mei, url, **said).status_code == 303
    mei.opens(f"/staff/agreements/{hers}")
    back = {"card": "consent_treatment", "asked_by": "client", "how": "by_phone"}
    assert posts(mei, f"/staff/agreements/{hers}", **back).status_code == 303
    with clinic.store.reading() as tx:
        says = standing.find(tx, hers).says
    assert (says["phone"], says["consent_treatment"]) == ("555 0199", "talk_first")
    assert mei.gets(f"/staff/intakes/{hers}").status_code == 403, "to read it is another thing"
