"""The schedule: one backup a day by one of all the processes, and what Today says without one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from kiosk.backup_schedule import Schedule, start_backup
from kiosk.settings import Settings
from kiosk.store import Keys, Store
from kiosk.store.backups import erasure_list, state
from kiosk.store.records import erasures
from kiosk.usecases.back_up import Place, back_up
from kiosk.usecases.erase_record import erase_record
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.visits import signs

pytestmark = pytest.mark.long


class Beside:
    """Stands where the process of a backup stands; it makes one, or does not come to an end."""

    def __init__(self, clinic: Clinic, folder: Path) -> None:
        self.clinic, self.folder = clinic, folder
        self.begun: list[Mapping[str, str]] = []
        self.ends = True

    def __call__(self, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
        self.begun.append(environ)
        if self.ends:
            back_up(self.clinic.store, self.folder.parent, Place(self.folder), "script")
        return self  # type: ignore[return-value]

    def poll(self) -> int | None:
        return 0 if self.ends else None


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def beside(clinic: Clinic, out: Path) -> Beside:
    return Beside(clinic, out)


def schedule(beside: Beside, folder: Path | None, **settings: bool) -> Schedule:
    here = Settings(data=beside.folder.parent, backup=folder, **settings)
    return Schedule(beside.clinic.store, here, beside)


def test_one_of_all_processes_makes_one_a_day(
    clinic: Clinic, clock: Clock, out: Path, beside: Beside
):
    several = [schedule(beside, out) for _ in range(3)]
    for hours in range(72):
        for each in several:
            each.look()
        assert len(beside.begun) == 1 + hours // 23
        clock.goes_on(hours=1)
    assert len(list(out.glob("*.backup"))) == 4
    assert len(clinic.audit("backup")) == 4


def test_a_wall_clock_that_is_set_begins_none(clock: Clock, out: Path, beside: Beside):
    each = schedule(beside, out)
    each.look()
    clock.jumps(days=30)
    each.look()
    assert len(beside.begun) == 1


def test_one_that_failed_is_tried_again_after_an_hour(clock: Clock, out: Path, beside: Beside):
    each, other, beside.ends = schedule(beside, out), schedule(beside, out), False
    each.look()
    other.look()
    assert len(beside.begun) == 1
    clock.goes_on(minutes=59)
    other.look()
    assert len(beside.begun) == 1
    clock.goes_on(minutes=1)
    other.look()
    assert len(beside.begun) == 2


def test_one_that_takes_long_is_not_begun_again_beside_itself(
    clock: Clock, out: Path, beside: Beside
):
    each, beside.ends = schedule(beside, out), False
    each.look()
    clock.goes_on(hours=2)
    each.look()
    assert len(beside.begun) == 1
    beside.ends = True
    each.look()
    assert len(beside.begun) == 2


def test_an_erasure_is_on_the_list_beside_the_backups_at_the_next_look(
    clinic: Clinic, keys: Keys, out: Path, beside: Beside
):
    each, this = schedule(beside, out), signs(clinic)
    each.look()
    before = erasure_list.read(keys, out / erasure_list.NAME)
    with clinic.store.writing() as tx:
        erase_record(tx, this, "admin", "asked to")
    each.look()
    assert len(erasure_list.read(keys, out / erasure_list.NAME) - before) == 1


def test_an_erasure_is_listed_while_a_backup_is_still_being_made(
    clinic: Clinic, keys: Keys, out: Path, beside: Beside
):
    out.mkdir()
    beside.ends = False
    each, this = schedule(beside, out), signs(clinic)
    each.look()
    assert len(beside.begun) == 1
    with clinic.store.writing() as tx:
        erase_record(tx, this, "admin", "asked to")
    each.look()
    assert len(erasure_list.read(keys, out / erasure_list.NAME)) == 1


def test_a_list_never_forgets_what_a_restored_database_does_not_know(
    clinic: Clinic, empty_file: Path, keys: Keys, out: Path, beside: Beside, tmp_path: Path
):
    this = signs(clinic)
    with clinic.store.writing() as tx:
        erase_record(tx, this, "admin", "asked to")
    schedule(beside, out).look()
    known = erasure_list.read(keys, out / erasure_list.NAME)
    shutil.copy(empty_file, tmp_path / "older.db")
    older = Store(f"sqlite:///{tmp_path}/older.db", keys)
    assert erasure_list.keep(older, out) == len(known) == 1
    with older.writing() as tx:
        erasures.remember(tx, "clinic", ["another"])
    assert erasure_list.keep(older, out) == 2
    older.close()
    assert erasure_list.read(keys, out / erasure_list.NAME) > known


def test_without_a_folder_days_are_counted_and_nothing_is_begun(
    clinic: Clinic, clock: Clock, beside: Beside
):
    each = schedule(beside, None)
    each.look()
    clock.goes_on(hours=25)
    with clinic.store.reading() as tx:
        assert state.look(tx).level == "late"
    each.look()
    assert beside.begun == []


def test_the_demo_makes_none(clinic: Clinic, out: Path, beside: Beside):
    schedule(beside, out, demo=True).look()
    assert beside.begun == []
    with clinic.store.reading() as tx:
        assert not state.is_counted(tx)


@pytest.mark.process
@pytest.mark.on_sqlite
def test_the_process_beside_the_server_makes_a_backup_by_itself(clinic: Clinic, tmp_path: Path):
    data, key = tmp_path / "data", tmp_path / "keys" / "master.key"
    clinic.store.keys.save_new(key)
    (data / "db").mkdir(parents=True, mode=0o700)
    data.chmod(0o700)
    (tmp_path / "kiosk.db").rename(data / "db" / "kiosk.db")
    store = Store(f"sqlite:///{data}/db/kiosk.db", clinic.store.keys)
    begun: list[subprocess.Popen[bytes]] = []

    def begins(environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
        begun.append(start_backup(environ))
        return begun[0]

    Schedule(store, Settings(data=data, key_file=key, backup=tmp_path / "out"), begins).look()
    assert begun[0].wait() == 0
    assert len(list((tmp_path / "out").glob("*.backup"))) == 1
    with store.reading() as tx:
        assert state.look(tx).name
        assert not state.is_due(tx)
    store.close()


@pytest.mark.parametrize(("days", "tone"), [(0, ""), (1, "late"), (2, "late"), (3, "too_late")])
def test_today_turns_amber_after_a_day_and_red_after_three(
    clinic: Clinic, clock: Clock, out: Path, beside: Beside, days: int, tone: str
):
    schedule(beside, out).look()
    clock.goes_on(days=days)
    page = Staff(clinic).signs_in("Dana Desk").opens()
    found = page.tree.xpath("//p[@id='backups']")
    assert [each.get("class") for each in found] == [f"note {tone}"] * bool(tone)
    if tone:
        assert f"The last good backup is {days} day" in page.words
        assert "Please tell whoever runs this kiosk." in page.words


@pytest.mark.parametrize(
    ("why", "words"),
    [("full", "make room there"), ("folder", "cannot be written to"), ("tools", "client tools"),
     ("damaged", "kiosk doctor"), ("fault", "it says what is in the way"), ("", "kiosk backup")],
)  # fmt: skip
def test_an_admin_reads_what_to_do(
    clinic: Clinic,
    clock: Clock,
    beside: Beside,
    monkeypatch: pytest.MonkeyPatch,
    why: str,
    words: str,
):
    monkeypatch.setitem(clinic.app.config, "BACKUPS", "named")
    schedule(beside, None).look()
    with clinic.store.writing() as tx:
        state.failed(tx, why)
    clock.goes_on(days=1)
    ada = Staff(clinic).signs_in("Ada Books")
    assert "There is no backup yet." in ada.page.words
    assert words in ada.page.words
    assert words in ada.opens("/admin/clinic").words


def test_on_the_first_day_only_an_admin_is_told_to_name_a_folder(clinic: Clinic, beside: Beside):
    schedule(beside, None).look()
    assert "KIOSK_BACKUP" in Staff(clinic).signs_in("Ada Books").page.words
    assert "backup" not in Staff(clinic).signs_in("Dana Desk").page.words


def test_a_backup_by_a_timer_or_another_host_is_one(clinic: Clinic, out: Path):
    """This server was told no folder, and somebody else makes them."""
    back_up(clinic.store, out.parent, Place(out), "script")
    assert clinic.app.config["BACKUPS"] == "unnamed"
    assert "KIOSK_BACKUP" not in Staff(clinic).signs_in("Ada Books").page.words


def test_the_clinics_page_says_when_the_last_good_one_was_made(
    clinic: Clinic, out: Path, beside: Beside
):
    schedule(beside, out).look()
    (file,) = out.glob("*.backup")
    words = Staff(clinic).signs_in("Ada Books").opens("/admin/clinic").words
    assert "The last good backup was made on" in words
    assert file.name in words


def test_an_open_page_learns_of_it_by_itself(
    clinic: Clinic, clock: Clock, out: Path, beside: Beside
):
    schedule(beside, out).look()
    dana = Staff(clinic).signs_in("Dana Desk")
    again = dana.page.tree.xpath("//div[@id='today']/@data-hx-get")[0]
    assert dana.gets(again).status_code == 204
    clock.goes_on(days=1)
    dana.signs_in("Dana Desk")
    assert dana.gets(again).status_code == 200
