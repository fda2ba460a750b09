"""Everything of one person in one file, for the one who asks for it, and of nobody else."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import pytest

from kiosk.exports.person_file import TEXTS
from kiosk.exports.press import NoPaper, Press
from kiosk.exports.zip_stream import zipped
from kiosk.store.access import staff
from kiosk.store.intakes import planned_visits
from kiosk.store.records import corrections, notes, records
from kiosk.usecases import treat_client as room
from kiosk.usecases.join_clients import join_clients
from kiosk.usecases.reflect import reflect
from tests.builders.clinic import PASSWORD
from tests.pdf_words import words_of
from tests.store.house import keeps_paper
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import planned, plans
from tests.walks.page import Page
from tests.walks.test_the_record import flips_a_byte
from tests.web.visits import BrokenPress, comes, posts, signs

ASKED = {"copy_reason": "she asked", "go": "everything", "password": PASSWORD}


@pytest.fixture
def ada(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in("Ada Books")


@pytest.fixture
def ana(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> list[str]:
    """Two visits of hers, signed as two clients and joined since; a third is somebody else's."""
    if "press" not in request.fixturenames:
        monkeypatch.setitem(clinic.app.extensions, "press", BrokenPress())
    first, again = signs(clinic, "Ana Ruiz", good_visit="to sleep"), signs(clinic, "Ana Ruiz")
    signs(clinic, "Hal Brook", good_visit="to run")
    with clinic.store.writing() as tx:
        join_clients(tx, again, first, "mei")
        keeps_paper(tx, first, b"%PDF the first paper")
    return [first, again]


def takes(ada: Staff, record_id: str) -> dict[str, bytes]:
    """What is in the file, by where it lies: each file by its name after the visit's folder."""
    response = comes(ada, posts(ada, f"/admin/intakes/{record_id}/copy", **ASKED))
    assert response.status_code == 200
    assert response.mimetype == "application/zip"
    assert f"everything-{record_id}.zip" in response.headers["Content-Disposition"]
    with ZipFile(BytesIO(response.data)) as folder:
        assert folder.testzip() is None
        return {name: folder.read(name) for name in folder.namelist()}


def of_visit(files: dict[str, bytes], record_id: str) -> dict[str, bytes]:
    return {
        name.partition("/")[2]: content
        for name, content in files.items()
        if record_id in name.partition("/")[0]
    }


def test_it_holds_each_visit_as_signed_and_as_it_stands(clinic: Clinic, ada: Staff, ana: list[str]):
    corrects(clinic, ana[0])
    files = takes(ada, ana[1])
    first = of_visit(files, ana[0])
    with clinic.store.reading() as tx:
        signed = records.find(tx, ana[0])
    assert hashlib.sha256(first["signed.json"]).hexdigest() == signed.hash
    assert json.loads(first["signed.json"])["answers"]["good_visit"] == "to sleep"
    stands = json.loads(first["stands.json"])
    assert stands["answers"]["good_visit"] == "to rest"
    assert [row["reason"] for row in stands["put_right"]] == ["by letter"]
    assert first["papers/1.pdf"] == b"%PDF the first paper"
    assert of_visit(files, ana[1])["signed.json"]
    assert "to run" not in repr(files)
    assert len({name.partition("/")[0] for name in files if "/" in name}) == 2


def corrects(clinic: Clinic, record_id: str) -> None:
    with clinic.store.writing() as tx:
        corrections.correct(tx, record_id, "good_visit", "to sleep", "to rest", "by letter", "mei")


def test_it_can_be_read_by_somebody_who_knows_no_programs(
    clinic: Clinic, ada: Staff, ana: list[str], press: Press
):
    files = takes(ada, ana[0])
    assert "Your copy of what you said" in words_of(of_visit(files, ana[0])["copy.pdf"])
    read_me = files["read-me.txt"].decode()
    assert "Willow Street" in read_me
    assert len(read_me.split("\r\n\r\n")) == len(TEXTS)
    top = {name for name in files if "/" not in name} - {"read-me.txt"}
    assert [name for name in sorted(top) if f"{name}:" not in read_me] == []


def test_it_says_who_opened_what_and_that_it_was_taken_out(
    clinic: Clinic, ada: Staff, ana: list[str]
):
    Staff(clinic).signs_in("Mei Tanaka").opens(f"/staff/intakes/{ana[0]}")
    openings = json.loads(takes(ada, ana[0])["openings.json"])
    assert [(row["event"], row["by"], row["about"]) for row in openings] == [
        ("view", "Mei Tanaka", ana[0]),
        ("export", "Ada Books", ana[0]),
        ("export", "Ada Books", ana[1]),
    ]
    taken = clinic.audit("export")
    assert {(row.subject, row.reason) for row in taken} == {(each, "she asked") for each in ana}


def test_what_is_planned_for_them_is_in_it(clinic: Clinic, ada: Staff, ana: list[str]):
    desk = Staff(clinic).signs_in("Dana Desk")
    plans(desk, full_name="Ana Ruiz")
    with clinic.store.writing() as tx:
        planned_visits.is_of(tx, planned(clinic, "Ana Ruiz").id, ana[0], "desk")
    found = json.loads(takes(ada, ana[1])["planned.json"])
    assert [(row["answers"]["full_name"], row["day"]) for row in found] == [
        ("Ana Ruiz", "2026-03-10")
    ]


UNSAFE = {"safe_to_speak": "no", "reflect_words": "Nightjar", "reflect_share": "manager"}


def since(files: dict[str, bytes], record_id: str) -> list[str]:
    """What was written since a visit was signed, by its kind."""
    written = of_visit(files, record_id).get("since.json", b"[]")
    return [row["what"] for row in json.loads(written)]


@pytest.mark.parametrize("share", ["both", "therapist", "manager"])
def test_how_it_was_is_theirs_whomever_they_let_read_it(
    clinic: Clinic, ada: Staff, ana: list[str], share: str
):
    with clinic.store.writing() as tx:
        notes.sign(tx, ana[0], {"note_text": "softer"}, "mei")
        reflect(tx, ana[0], {**UNSAFE, "reflect_share": share}, "tablet")
    files = takes(ada, ana[1])
    assert since(files, ana[0]) == ["session_note", "reflection"]
    assert "Nightjar" in repr(of_visit(files, ana[0]))
    assert json.loads(files["contents.json"])["held_back_from_whoever_made_this"] == []


def test_nobody_learns_by_a_copy_what_was_said_of_them_in_confidence(
    clinic: Clinic, ana: list[str]
):
    mei = Staff(clinic).signs_in("Mei Tanaka")
    with clinic.store.writing() as tx:
        me = next(each for each in staff.everyone(tx) if each.name == "Mei Tanaka")
    room.start(clinic.store, me, ana[0])
    with clinic.store.writing() as tx:
        reflect(tx, ana[0], UNSAFE, "tablet")
    files = takes(mei, ana[0])
    assert "Nightjar" not in repr(files)
    held_back = json.loads(files["contents.json"])["held_back_from_whoever_made_this"]
    assert [name.rpartition("/")[2] for name in held_back] == ["since.json: reflection"]
    assert "reflection" in since(takes(Staff(clinic).signs_in("Ada Books"), ana[0]), ana[0])


def test_a_visit_that_cannot_be_read_is_named_and_keeps_nothing_else_back(
    clinic: Clinic, ada: Staff, ana: list[str]
):
    flips_a_byte(clinic, "content", ana[0])
    files = takes(ada, ana[1])
    left_out = json.loads(files["contents.json"])["could_not_be_read_or_drawn"]
    assert [name for name in left_out if ana[0] in name and name.endswith("signed.json")]
    assert of_visit(files, ana[0])["papers/1.pdf"] == b"%PDF the first paper"
    assert of_visit(files, ana[1])["signed.json"]
    assert {row.subject for row in clinic.audit("export")} == set(ana)


def test_a_press_that_is_out_of_order_is_asked_once_and_the_rest_goes_out(
    clinic: Clinic, ada: Staff, ana: list[str], monkeypatch: pytest.MonkeyPatch
):
    """Eight seconds for each of somebody's hundred visits, and no proxy would wait."""
    asked: list[int] = []
    monkeypatch.setattr(BrokenPress, "make", lambda *_, **__: refuses(asked))
    files = takes(ada, ana[0])
    left_out = json.loads(files["contents.json"])["could_not_be_read_or_drawn"]
    assert len([name for name in left_out if name.endswith("copy.pdf")]) == 2
    assert len(asked) == 1


def refuses(asked: list[int]) -> None:
    asked.append(1)
    raise NoPaper("busy")


def test_without_a_reason_or_the_password_there_is_no_file(
    clinic: Clinic, ada: Staff, ana: list[str]
):
    url = f"/admin/intakes/{ana[0]}/copy"
    assert posts(ada, url, **{**ASKED, "copy_reason": " "}).status_code == 422
    page = Page(posts(ada, url, **{**ASKED, "password": ""}))
    assert page.heading == "Your password once more"
    assert clinic.audit("export") == []


def test_one_file_is_in_memory_at_a_time_and_a_broken_end_is_no_zip(clinic: Clinic):
    made: list[str] = []

    def files() -> Any:
        for name in ("one", "two"):
            made.append(name)
            yield name, b"x" * 1000

    pieces = zipped(files(), clinic.clock.now)
    first = next(pieces)
    assert made == ["one"]
    with pytest.raises(BadZipFile):
        ZipFile(BytesIO(first))
