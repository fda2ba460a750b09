"""What a law or a court wants kept is erased by nobody, until an admin lifts the hold."""

from __future__ import annotations

import pytest

from kiosk.store import OnHold, audit
from kiosk.store.engine.tables import HOLD
from kiosk.store.proving import proof
from kiosk.store.records import erasures, holds
from kiosk.usecases.erase_person import erase_person
from kiosk.usecases.erase_record import erase_again, erase_record
from kiosk.usecases.join_clients import join_clients, part_clients, set_record_apart
from tests.builders.clinic import PASSWORD
from tests.faults.test_faults import Fault, breaks
from tests.store.house import tampers
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check
from tests.web.visits import posts, signs

pytestmark = pytest.mark.long

KEPT = "A legal hold keeps this for now. Lift the hold first."
ERASES = {
    "erase": {"erase_reason": "she asked", "sure": "yes", "password": PASSWORD},
    "erase-person": {"person_reason": "she asked", "person_sure": "yes", "password": PASSWORD},
}


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books")


def holds_on(ada: Staff, record_id: str, kind: str) -> Page:
    ada.opens(f"/admin/intakes/{record_id}/hold")
    return ada.does(f"/admin/intakes/{record_id}/hold", kind=kind, reason="court order 7")


@pytest.mark.parametrize("kind", ["record", "client"])
@pytest.mark.parametrize("what", ERASES)
def test_what_is_on_hold_is_not_erased_and_the_page_says_why(
    clinic: Clinic, ada: Staff, kind: str, what: str
):
    kept = signs(clinic)
    assert "court order 7" in holds_on(ada, kept, kind).words
    url = f"/admin/intakes/{kept}"
    assert KEPT in ada.opens(url).words
    refused = posts(ada, f"{url}/{what}", **ERASES[what])
    assert refused.status_code == 409
    page = Page(refused)
    check(page, staff=True)
    assert KEPT in page.summary[0][1]
    assert clinic.signed() == [kept]
    ada.opens(f"{url}/hold")
    lifted = ada.does(f"{url}/hold/lift", kind=kind, password=PASSWORD, **{f"{kind}_why": "over"})
    assert "court order 7" not in lifted.words
    assert posts(ada, f"{url}/{what}", **ERASES[what]).status_code == 303
    assert clinic.signed() == []
    assert [row.reason for row in clinic.audit("lift", "hold")] == ["over", "court order 7"]


def test_a_hold_on_one_intake_leaves_the_others_of_a_person_free(clinic: Clinic, ada: Staff):
    kept, other = signs(clinic), signs(clinic)
    with clinic.store.writing() as tx:
        join_clients(tx, other, kept, "mei")
    holds_on(ada, kept, "record")
    with pytest.raises(OnHold), clinic.store.writing() as tx:
        erase_person(tx, other, "ada", "asked")
    with clinic.store.writing() as tx:
        erase_record(tx, other, "ada", "asked")
    assert clinic.signed() == [kept]


def test_clients_taken_apart_stay_on_hold(clinic: Clinic, ada: Staff):
    one, other = signs(clinic), signs(clinic)
    with clinic.store.writing() as tx:
        join_clients(tx, other, one, "mei")
    holds_on(ada, other, "client")
    with clinic.store.writing() as tx:
        part_clients(tx, other, "mei")
    for each in (one, other):
        with pytest.raises(OnHold), clinic.store.writing() as tx:
            erase_record(tx, each, "ada", "asked")


def test_a_record_set_apart_takes_the_hold_along(clinic: Clinic, ada: Staff):
    one, other = signs(clinic), signs(clinic)
    tampers(clinic.store, "UPDATE record SET client_id = :one WHERE id = :o", one=one, o=other)
    tampers(clinic.store, "DELETE FROM piece")
    tampers(clinic.store, "DELETE FROM card")
    tampers(clinic.store, "DELETE FROM client WHERE id = :o", o=other)
    holds_on(ada, one, "client")
    with clinic.store.writing() as tx:
        set_record_apart(tx, other, "mei")
    with pytest.raises(OnHold), clinic.store.writing() as tx:
        erase_record(tx, other, "ada", "asked")


@pytest.mark.parametrize("missing", ["kind", "reason"])
def test_a_hold_needs_a_reason_and_says_what_it_keeps(clinic: Clinic, ada: Staff, missing: str):
    kept = signs(clinic)
    url = f"/admin/intakes/{kept}/hold"
    ada.opens(url)
    said = {"kind": "client", "reason": "court order 7"}
    response = posts(ada, url, **{name: said[name] for name in said if name != missing})
    assert response.status_code == 422
    page = Page(response)
    check(page, staff=True)
    assert [anchor for anchor, _ in page.summary] == [f"#{missing}"]
    assert clinic.audit("hold") == []


def test_lifting_needs_a_reason_and_the_password(clinic: Clinic, ada: Staff):
    kept = signs(clinic)
    holds_on(ada, kept, "record")
    url = f"/admin/intakes/{kept}/hold/lift"
    assert posts(ada, url, kind="record").status_code == 422
    again = Page(posts(ada, url, kind="record", record_why="over"))
    assert again.heading == "Your password once more"
    assert clinic.audit("lift") == []


def test_placed_or_lifted_twice_it_is_told_once(clinic: Clinic, ada: Staff):
    kept = signs(clinic)
    for _ in range(2):
        with clinic.store.writing() as tx:
            holds.place(tx, kept, "client", "ada", "court order 7")
    assert len(clinic.audit("hold")) == 1
    for _ in range(2):
        with clinic.store.writing() as tx:
            holds.lift(tx, kept, "client", "ada", "over")
    assert len(clinic.audit("lift")) == 1
    with clinic.store.reading() as tx:
        assert proof.verify_all(tx) == proof.Findings((), (), None, ())


def test_a_hold_taken_off_behind_the_kiosks_back_is_found(clinic: Clinic, ada: Staff):
    kept = signs(clinic)
    holds_on(ada, kept, "record")
    tampers(clinic.store, f"DELETE FROM {HOLD.name}")
    with clinic.store.reading() as tx:
        assert proof.verify_all(tx).states == (kept,)


def test_what_was_erased_before_its_backup_came_back_goes_all_the_same(clinic: Clinic, ada: Staff):
    """The backup is of a day when it was on hold; that was lifted before it was erased."""
    kept = signs(clinic)
    holds_on(ada, kept, "record")
    with clinic.store.writing() as tx:
        assert erase_again(tx, {erasures.mark_of(tx, kept)}) == [kept]
    with clinic.store.reading() as tx:
        assert tx.connection.execute(HOLD.select()).all() == []
        assert proof.verify_all(tx) == proof.Findings((), (), None, ())


def test_a_fault_on_the_way_puts_nothing_on_hold_by_halves(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    kept = signs(clinic)
    with monkeypatch.context() as broken:
        broken.setattr(audit, "write", breaks)
        with pytest.raises(Fault), clinic.store.writing() as tx:
            holds.place(tx, kept, "client", "ada", "court order 7")
    with clinic.store.reading() as tx:
        assert holds.on(tx, kept) == []
