"""The admin sees what is well, and for all else what to do; each line is seen red once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.settings import Settings
from kiosk.store import Store, Unreadable
from kiosk.store.access import webhooks
from kiosk.store.backups import state
from kiosk.store.engine import durability, jumps
from kiosk.store.intakes import calls
from kiosk.store.records import owed
from kiosk.usecases import check_health
from kiosk.usecases.check_health import WORDS, Check, look_at_all, look_closely
from tests.store.house import tampers
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.visits import broken_press, signs

Patch = pytest.MonkeyPatch
BOOKS = "https://books.example.org/kiosk"


def found(clinic: Clinic, settings: Settings, paper: bool | str = True) -> dict[str, Check]:
    every = (*look_at_all(clinic.store, settings, paper), *look_closely(clinic.store))
    return {check.key: check for check in every}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    data, key = tmp_path / "data", tmp_path / "keys" / "master.key"
    for folder in (data, key.parent):
        folder.mkdir(mode=0o700)
    key.touch(mode=0o600)
    return Settings(
        data=data, key_file=key, webhook_urls=(BOOKS,), webhook_secret_file=tmp_path / "secret"
    )


def test_an_admin_sees_each_thing_with_what_to_do(clinic: Clinic):
    ada = Staff(clinic).signs_in("Ada Books")
    words = ada.opens("/admin/health").words
    assert "The audit ends where it was left" in words
    assert "Print the recovery sheet, keep it outside the clinic" in words


def test_what_is_not_well_stands_first(clinic: Clinic):
    ada = Staff(clinic).signs_in("Ada Books")
    rows = ada.opens("/admin/health").tree.xpath("//*[@id='health']//*[contains(@class, 'tag')]")
    said = [row.text for row in rows]
    assert said == sorted(said, key=lambda words: words == "Well")
    assert {"Well", "Please mend"} == set(said)


def gives_up(clinic: Clinic) -> None:
    kept = signs(clinic)
    with broken_press(clinic, "time") as printing:
        for _ in range(owed.TRIES):
            printing.wait_for(kept)


def calls_in_vain(clinic: Clinic) -> None:
    with clinic.store.writing() as tx:
        calls.call(tx, "nobody", "person", "Ottilie A.")
    clinic.clock.goes_on(minutes=11)


def jumps_ahead(clinic: Clinic) -> None:
    with clinic.store.writing() as tx:
        jumps.look(tx)
    clinic.clock.jumps(days=3)
    with clinic.store.writing() as tx:
        jumps.look(tx)


def goes_without_a_backup(clinic: Clinic) -> None:
    with clinic.store.writing() as tx:
        state.count_from_now(tx)
    clinic.clock.goes_on(hours=30)


def cuts_the_audit(clinic: Clinic) -> None:
    tampers(clinic.store, "DELETE FROM audit WHERE sequence = (SELECT MAX(sequence) FROM audit)")


def changes_an_account(clinic: Clinic) -> None:
    tampers(clinic.store, "UPDATE staff SET roles = 'admin'")


def changes_a_record(clinic: Clinic) -> None:
    signs(clinic)
    tampers(clinic.store, "UPDATE record SET signature = :none", none=bytes(64))


def tears_a_card(clinic: Clinic) -> None:
    signs(clinic)
    tampers(clinic.store, "UPDATE card SET content = :none", none=bytes(64))


def has_a_program_that_is_away(clinic: Clinic) -> None:
    with clinic.store.writing() as tx:
        webhooks.take_up(tx, [BOOKS])
        told = webhooks.claim(tx, BOOKS)
        assert told
        webhooks.failed(tx, BOOKS, told, "lost")
    clinic.clock.goes_on(hours=1)


RED: dict[str, Callable[[Clinic], None]] = {
    "papers": gives_up,
    "calls": calls_in_vain,
    "clock": jumps_ahead,
    "backup": goes_without_a_backup,
    "end": cuts_the_audit,
    "audit": cuts_the_audit,
    "states": changes_an_account,
    "records": changes_a_record,
    "seals": tears_a_card,
    "webhooks": has_a_program_that_is_away,
}
"""What turns a line red that was well before."""


@pytest.mark.parametrize("key", RED)
def test_a_line_turns_red_with_what_it_is_about(clinic: Clinic, settings: Settings, key: str):
    assert found(clinic, settings)[key].well
    RED[key](clinic)
    assert not found(clinic, settings)[key].well


def test_a_file_that_cannot_be_read_is_one_red_line_and_the_page_is_there(
    clinic: Clinic, settings: Settings, monkeypatch: Patch
):
    ada = Staff(clinic).signs_in("Ada Books")

    def spoiled(*asked: object) -> bool:
        raise Unreadable("database disk image is malformed")

    monkeypatch.setattr(jumps, "is_trusted", spoiled)
    check = {each.key: each for each in look_at_all(clinic.store, settings, True)}["pages"]
    assert (check.well, check.found) == (False, ("the file: database disk image is malformed",))
    assert "restore the last backup" in ada.opens("/admin/health").words


def test_lines_of_this_machine_turn_red(clinic: Clinic, settings: Settings, monkeypatch: Patch):
    def red(settings: Settings, paper: bool | str = True) -> set[str]:
        return {key for key, check in found(clinic, settings, paper).items() if not check.well}

    before = red(settings)
    settings.key_file.chmod(0o644)
    assert red(settings) - before == {"folders"}
    settings.key_file.chmod(0o600)
    copied_as_a_whole = replace(settings, data=settings.data.parent)
    assert red(copied_as_a_whole) - before == {"apart"}
    assert red(replace(copied_as_a_whole, demo=True)) == before
    assert red(replace(settings, host="0.0.0.0", insecure_lan=True)) - before == {"tls"}
    assert red(settings, "the press has not started yet") - before == {"paper"}
    assert red(replace(settings, data=Path("/nowhere/at/all"))) - before == {"disk"}
    monkeypatch.setattr(Store, "is_current", lambda self: False)
    monkeypatch.setattr(check_health, "FACES", settings.data)
    assert red(settings) - before == {"schema", "faces"}
    # The tests' own databases do not wait for their disk, and on a server they are their owner's.
    assert before - {"rights"} == {"sheet", "database"}
    monkeypatch.setattr(durability, "FULL", 0)
    assert "database" not in red(settings) or not clinic.store.is_sqlite, "a server's is its own"
    here = {"folders", "tls", "paper", "disk", "schema", "faces", "database", "sheet", "apart"}
    assert here | {"rights", "pages"} | set(RED) == set(WORDS)
