"""What is sealed opens only with the clinic's key, and only where it was put."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from kiosk.store import Keys, Store, TooMuch, Unfit, Unreadable
from kiosk.store.engine import allowance
from kiosk.store.engine.sealing import seal, unseal
from kiosk.store.engine.tables import INTAKE, RECORD
from kiosk.store.intakes import intakes
from kiosk.store.records import records
from tests.store.house import a_house, a_tablet, tampers


@pytest.mark.parametrize("plain", [b"answers", b""])
def test_what_was_sealed_comes_back(keys: Keys, plain: bytes):
    sealed = seal(keys, plain, "intake:1:draft:1")
    assert unseal(keys, sealed, "intake:1:draft:1") == plain
    assert sealed[:1] == b"\x01", "what is kept already begins so"


def test_what_a_page_opens_is_counted(keys: Keys):
    sealed = seal(keys, b"answers", "here")
    with pytest.raises(TooMuch), allowance.allowed(0):
        b"".join(unseal(keys, sealed, "here") for _ in range(99))


def test_the_same_words_never_look_the_same(keys: Keys):
    assert seal(keys, b"answers", "here") != seal(keys, b"answers", "here")


def test_a_seal_opens_nowhere_else(keys: Keys):
    with pytest.raises(Unreadable):
        unseal(keys, seal(keys, b"answers", "intake:1:draft:1"), "intake:1:draft:2")


def test_a_seal_opens_with_no_other_key(keys: Keys):
    with pytest.raises(Unreadable):
        unseal(Keys.fresh(), seal(keys, b"answers", "here"), "here")


def test_every_flipped_bit_of_a_seal_is_noticed(keys: Keys):
    sealed = seal(keys, b"answers", "here")
    for place in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(Unreadable):
            unseal(keys, bytes(changed), "here")
    for shorter in range(len(sealed)):
        with pytest.raises(Unreadable):
            unseal(keys, sealed[:shorter], "here")


def test_a_new_key_seals_and_the_old_one_still_opens(keys: Keys):
    both = Keys({**keys.masters, 2: os.urandom(32)})
    assert unseal(both, seal(keys, b"before", "here"), "here") == b"before"
    after = seal(both, b"after", "here")
    assert (after[1], unseal(both, after, "here")) == (2, b"after")
    assert both.blind("born", "1996-05-14") == keys.blind("born", "1996-05-14")


def test_keys_do_not_show_in_their_own_description(keys: Keys):
    assert keys.masters[1].hex() not in repr(keys)
    assert repr(keys.masters[1]) not in repr(keys)


def test_the_key_file_is_made_once_for_its_owner_alone(tmp_path: Path):
    file = tmp_path / "keys" / "master.key"
    with ThreadPoolExecutor(8) as hands:
        made = list(hands.map(Keys.load_or_make, [file] * 8))
    assert all(keys == made[0] for keys in made)
    assert [path.name for path in file.parent.iterdir()] == ["master.key"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_key_is_never_put_where_one_is(tmp_path: Path):
    path = tmp_path / "keys" / "master.key"
    Keys.fresh().save_new(path)
    before = path.read_text()
    with pytest.raises(Unfit, match="already"):
        Keys.fresh().save_new(path)
    assert path.read_text() == before


def test_a_key_file_is_whole_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path, synced = tmp_path / "master.key", list[tuple[int, bool]]()

    def sync(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            synced.append((os.fstat(handle).st_size, path.exists()))

    monkeypatch.setattr(os, "fsync", sync)
    Keys.fresh().save_new(path)
    assert synced == [(path.stat().st_size, False)]


def test_a_key_is_moved_once_and_never_over_another(tmp_path: Path):
    old, new, other = (tmp_path / name / "master.key" for name in ("old", "new", "other"))
    for path in (old, other):
        Keys.fresh().save_new(path)
    keys = Keys.load(old)
    with pytest.raises(Unfit, match="another key"):
        keys.move(old, other)
    keys.move(old, new)
    assert (Keys.load(new), old.exists(), old.parent.exists()) == (keys, False, False)


@pytest.mark.parametrize("content", ["", "1 abc\n", f"1 {'ab' * 31}\n", "one\n", "\xff"])
def test_a_damaged_key_file_is_refused(tmp_path: Path, content: str):
    (tmp_path / "master.key").write_text(content, "latin-1")
    with pytest.raises(Unfit, match=r"master\.key"):
        Keys.load_or_make(tmp_path / "master.key")


def test_swapped_drafts_are_unreadable(store: Store):
    house = a_house(store)
    first, token = house.starts(reason="mine")
    house.tablet = a_tablet(store, "Tablet 2")
    second, other_token = house.starts(reason="hers")
    with store.reading() as tx:
        drafts = dict(tx.connection.execute(select(INTAKE.c.id, INTAKE.c.draft)).all())
    tampers(store, "UPDATE intake SET draft = :d WHERE id = :i", d=drafts[first.id], i=second.id)
    tampers(store, "UPDATE intake SET draft = :d WHERE id = :i", d=drafts[second.id], i=first.id)
    for swapped in (token, other_token):
        assert house.opens(swapped) is None


def test_an_older_draft_put_back_is_unreadable(store: Store):
    house = a_house(store)
    intake, token = house.starts(reason="before")
    with store.reading() as tx:
        before = tx.connection.scalar(select(INTAKE.c.draft))
    house.keeps(intake, reason="after")
    tampers(store, "UPDATE intake SET draft = :d", d=before)
    assert house.opens(token) is None


def test_swapped_records_are_unreadable(store: Store):
    house = a_house(store)
    first, second = house.signed(), house.signed()
    columns = ("content", "hash", "signature")
    with store.reading() as tx:
        query = select(RECORD.c.id, *(RECORD.c[name] for name in columns))
        rows = {row.id: row._asdict() for row in tx.connection.execute(query)}
    fields = ", ".join(f"{name} = :{name}" for name in columns)
    for here, there in ((first.id, second.id), (second.id, first.id)):
        tampers(store, f"UPDATE record SET {fields} WHERE id = :id", **{**rows[there], "id": here})
    for swapped in (first.id, second.id):
        with pytest.raises(Unreadable), store.reading() as tx:
            records.find(tx, swapped)


def test_a_store_with_another_key_reads_nothing(store: Store, url: str):
    house = a_house(store)
    house.starts(reason="shoulder")
    other = Store(url, Keys.fresh())
    with other.reading() as tx:
        (kept,) = intakes.waiting(tx)
    assert (kept.state, kept.draft) == ("torn", {})
    other.close()
