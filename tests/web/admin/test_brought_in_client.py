"""Whoever was brought in and has signed nothing here may ask for the same as everybody else."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from kiosk.exports.table_reading import read_table
from kiosk.store import OnHold
from kiosk.store.clinics import the_clinic
from kiosk.store.proving import proof
from kiosk.store.records import brought, cards, erasures, holds, imports, restrictions
from kiosk.usecases import bring_in
from kiosk.usecases.erase_person import erase_person
from kiosk.usecases.erase_record import erase_again, erase_record
from kiosk.usecases.join_clients import join_clients
from kiosk.usecases.restrict_client import lift_restriction, restrict_client
from tests.builders.clinic import PASSWORD
from tests.store.house import tampers
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.web.visits import comes, posts, signs

pytestmark = pytest.mark.long

TABLE = b"""First Name,Last Name,Birth Date,Mobile Phone,Date,Treatment
Ana,Ruiz,14/05/1990,555-0141,03/02/2026,Deep tissue 60
Bo,Lindqvist,01/02/1988,555-0199,,
"""
ERASES = {"person_reason": "she asked", "person_sure": "yes", "password": PASSWORD}


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books")


@pytest.fixture
def ana(clinic: Clinic) -> str:
    """Ana was brought in with Bo, and neither has been here since."""
    brings(clinic)
    (known,) = found(clinic, "Ruiz")
    return known


def brings(clinic: Clinic) -> None:
    with clinic.store.reading() as tx:
        here = the_clinic(tx)
    assert here
    this = bring_in.look_through(clinic.store, here, TABLE, read_table, "ada")
    bring_in.bring_in(clinic.store, here, this, "ada")


def found(clinic: Clinic, name: str) -> tuple[str, ...]:
    with clinic.store.reading() as tx:
        return tuple(card.id for card in cards.named(tx, name, 3).cards)


def test_the_page_of_their_visits_leads_an_admin_to_what_they_may_ask_for(ada: Staff, ana: str):
    visits = ada.opens(f"/staff/clients/{ana}/visits")
    (leads,) = visits.tree.xpath("//main//a[normalize-space()='Copy or erase']/@href")
    page = ada.opens(leads)
    check(page, staff=True)
    assert page.heading == "Ana R."
    assert "No intake was signed here." in page.words
    assert "Erase this intake" not in page.words
    assert "555-0141" not in page.words


def test_they_are_erased_for_good_and_nobody_else_is(clinic: Clinic, ada: Staff, ana: str):
    kept = signs(clinic)
    url = f"/admin/intakes/{ana}"
    ada.opens(url)
    assert Page(posts(ada, f"{url}/erase-person")).status == 422
    gone = ada.does(f"{url}/erase-person", **ERASES)
    assert gone.heading == "Everything of this person is erased."
    assert (found(clinic, "Ruiz"), len(found(clinic, "Lindqvist"))) == ((), 1)
    assert clinic.signed() == [kept]
    assert [(row.subject, row.reason) for row in clinic.audit("erase")] == [(ana, "she asked")]
    with clinic.store.reading() as tx:
        assert proof.verify_all(tx).states == ()
    assert Page(posts(ada, f"{url}/erase-person", **ERASES)).heading == gone.heading


def test_a_backup_does_not_bring_them_back(clinic: Clinic, ana: str):
    with clinic.store.writing() as tx:
        erase_person(tx, ana, "ada", "she asked")
        marks = erasures.marks(tx)
    brings(clinic)  # The same person, and another client.
    with clinic.store.writing() as tx:
        erase_again(tx, marks)
    (again,) = found(clinic, "Ruiz")
    assert again != ana


def test_a_hold_keeps_them_and_only_all_of_them_can_be_held(clinic: Clinic, ada: Staff, ana: str):
    url = f"/admin/intakes/{ana}"
    form = ada.opens(f"{url}/hold")
    assert "This intake alone" not in form.words
    assert posts(ada, f"{url}/hold", kind="record", reason="court order 7").status_code == 404
    held = ada.does(f"{url}/hold", kind="client", reason="court order 7")
    assert "court order 7" in held.words
    assert posts(ada, f"{url}/erase-person", **ERASES).status_code == 409
    with pytest.raises(OnHold), clinic.store.writing() as tx:
        erase_person(tx, ana, "ada", "she asked")
    ada.opens(f"{url}/hold")
    ada.does(f"{url}/hold/lift", kind="client", client_why="over", password=PASSWORD)
    assert posts(ada, f"{url}/erase-person", **ERASES).status_code == 303


def test_restricted_they_are_found_by_nobody_and_by_the_list_of_those(
    clinic: Clinic, ada: Staff, ana: str
):
    url = f"/admin/intakes/{ana}"
    ada.opens(f"/staff/clients/{ana}/visits")
    ada.opens(f"{url}/restriction")
    ada.does(f"{url}/restriction", reason="she asked")
    assert found(clinic, "Ruiz") == ()
    assert "Ana R." not in ada.opens("/admin/audit").words
    everybody = ada.opens("/admin/restricted")
    assert "Ana R." in everybody.words
    (leads,) = everybody.tree.xpath("//*[@id='restricted']//a/@href")
    assert leads == url
    ada.opens(f"{url}/restriction")
    ada.does(f"{url}/restriction/lift", lift_reason="she asked", password=PASSWORD)
    assert found(clinic, "Ruiz") == (ana,)
    with clinic.store.reading() as tx:
        assert restrictions.everybody(tx) == []


def test_everything_of_them_is_one_file_and_who_took_it_is_recorded(
    clinic: Clinic, ada: Staff, ana: str
):
    url = f"/admin/intakes/{ana}"
    ada.opens(url)
    asked = {"copy_reason": "she asked", "password": PASSWORD}
    assert posts(ada, f"{url}/copy", go="paper", **asked).status_code == 400
    response = comes(ada, posts(ada, f"{url}/copy", go="everything", **asked))
    with ZipFile(BytesIO(response.data)) as folder:
        brought = json.loads(folder.read("brought-in.json"))
    assert brought[0]["says"]["full_name"] == "Ana Ruiz"
    assert brought[0]["visits"] == [["2026-02-03", "Deep tissue 60"]]
    assert [(row.subject, row.reason) for row in clinic.audit("export")] == [(ana, "she asked")]
    assert "exported" in ada.opens(f"{url}/openings").words


def test_what_nobody_ever_was_is_not_found(ada: Staff):
    for end in ("", "/hold", "/restriction", "/openings"):
        assert ada.gets(f"/admin/intakes/nobody{end}").status_code == 404


def joined(clinic: Clinic, ana: str) -> str:
    """A signed intake that is one person's with hers."""
    kept = signs(clinic, "Ana Ruiz")
    with clinic.store.writing() as tx:
        join_clients(tx, ana, kept, "mei")
    return kept


def the_import(clinic: Clinic) -> str:
    with clinic.store.reading() as tx:
        return imports.everything(tx)[0].id


@pytest.mark.parametrize("how", ["hold", "restriction"])
def test_whoever_is_held_or_restricted_stays_when_their_import_is_taken_back(
    clinic: Clinic, ada: Staff, ana: str, how: str
):
    this = the_import(clinic)
    with clinic.store.writing() as tx:
        if how == "hold":
            holds.place(tx, ana, "client", "ada", "court order 7")
        else:
            restrict_client(tx, ana, "ada", "she asked")
    ada.confirms().opens(f"/admin/bring-in/{this}")
    page = Page(posts(ada, f"/admin/bring-in/{this}", go="back"))
    check(page, staff=True)
    assert page.status == 409
    assert "they stay as they are" in page.words
    with clinic.store.reading() as tx:
        assert brought.of_import(tx, this) == [ana]
        assert found(clinic, "Lindqvist") == ()
    with clinic.store.writing() as tx:
        if how == "hold":
            holds.lift(tx, ana, "client", "ada", "over")
        else:
            lift_restriction(tx, ana, "ada", "over")
    assert bring_in.take_back(clinic.store, this, "ada") == []
    assert found(clinic, "Ruiz") == ()


def test_what_was_taken_back_of_a_joined_client_does_not_come_back_with_a_backup(
    clinic: Clinic, ana: str
):
    kept = joined(clinic, ana)
    assert bring_in.take_back(clinic.store, the_import(clinic), "ada") == []
    with clinic.store.writing() as tx:
        marks = erasures.marks(tx)
    brings(clinic)
    (again,) = (each for each in found(clinic, "Ruiz") if each != kept)
    tampers(
        clinic.store,
        "UPDATE brought SET client_id = :ana WHERE client_id = :again",
        ana=ana,
        again=again,
    )
    with clinic.store.writing() as tx:
        erase_again(tx, marks)
        assert not brought.is_known(tx, [ana])


def test_joined_with_a_visit_that_was_erased_they_are_still_copied_and_erased(
    clinic: Clinic, ada: Staff, ana: str
):
    kept = joined(clinic, ana)
    page = ada.opens(f"/admin/intakes/{ana}")
    assert "No intake was signed here." not in page.words
    with clinic.store.writing() as tx:
        erase_record(tx, kept, "ada", "she asked")
    visits = ada.opens(f"/staff/clients/{ana}/visits")
    (leads,) = visits.tree.xpath("//main//a[normalize-space()='Copy or erase']/@href")
    assert "No intake was signed here." in ada.opens(leads).words
    gone = ada.does(f"{leads}/erase-person", **ERASES)
    assert gone.heading == "Everything of this person is erased."
    assert found(clinic, "Ruiz") == ()
