"""A sealed file is opened whole, by this clinic's key, as what it is; or it is refused, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.store import BadBackup, Keys
from kiosk.store.backups import sealed_file
from kiosk.store.backups.sealed_file import BACKUP, ERASURES, HEAD

KEYS = Keys.fresh()
SMALL = 64
"""Bytes of a chunk here, so that few make many."""


@pytest.fixture(autouse=True, scope="module")
def small_chunks():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed_file, "CHUNK", SMALL)
        yield


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sealed") / "a.backup"


def seals(file: Path, plain: bytes, keys: Keys = KEYS) -> bytes:
    """The bytes of a sealed file with this in it, handed over in parts that fit no chunk."""
    with file.open("wb") as out:
        parts = [plain[at : at + 23] for at in range(0, len(plain), 23)]
        sealed_file.write(keys, out, BACKUP, len(plain), parts)
    return file.read_bytes()


def opens(file: Path, keys: Keys = KEYS, kind: int = BACKUP) -> bytes:
    return b"".join(sealed_file.read(keys, file, kind))


def refused(file: Path, keys: Keys = KEYS, kind: int = BACKUP) -> str:
    with pytest.raises(BadBackup) as no:
        opens(file, keys, kind)
    said = no.value.sentence
    assert "\n" not in said
    return said


@given(plain=some.binary(max_size=5 * SMALL))
def test_what_was_sealed_is_what_is_opened(file: Path, plain: bytes):
    seals(file, plain)
    assert opens(file) == plain


@pytest.mark.parametrize("length", [0, 1, SMALL - 1, SMALL, SMALL + 1, 3 * SMALL])
def test_lengths_beside_a_chunk_are_whole(file: Path, length: int):
    seals(file, bytes(length))
    assert opens(file) == bytes(length)


@given(plain=some.binary(min_size=1, max_size=3 * SMALL), where=some.floats(0, 1, exclude_max=True))
def test_a_file_that_is_cut_anywhere_is_refused(file: Path, plain: bytes, where: float):
    whole = seals(file, plain)
    file.write_bytes(whole[: int(where * len(whole))])
    said = refused(file)
    assert "cut short" in said or "no backup of a kiosk" in said


@given(
    plain=some.binary(min_size=1, max_size=3 * SMALL),
    where=some.floats(0, 1, exclude_max=True),
    bit=some.integers(0, 7),
)
def test_a_file_with_one_bit_changed_is_refused(file: Path, plain: bytes, where: float, bit: int):
    changed = bytearray(seals(file, plain))
    changed[int(where * len(changed))] ^= 1 << bit
    file.write_bytes(changed)
    said = refused(file)
    assert "damaged" in said or "no backup of a kiosk" in said
    assert "another key" not in said


def test_chunks_cannot_be_swapped_left_out_or_added(file: Path):
    whole, step = seals(file, bytes(range(256))), SMALL + 16
    head, chunks = whole[:HEAD], [whole[at : at + step] for at in range(HEAD, len(whole), step)]
    for other in (chunks[1::-1] + chunks[2:], chunks[1:], [*chunks, chunks[-1]]):
        file.write_bytes(head + b"".join(other))
        assert refused(file)


def test_chunks_of_another_file_are_refused(file: Path):
    one, other = seals(file, bytes(SMALL)), seals(file, bytes(SMALL))
    file.write_bytes(one[:HEAD] + other[HEAD:])
    assert "damaged" in refused(file)


def test_another_clinics_key_is_told_from_damage(file: Path):
    seals(file, b"everything")
    assert "another key" in refused(file, Keys.fresh())
    assert "another key" in refused(file, Keys({7: bytes(32)}))


def test_an_older_key_still_opens_what_it_sealed(file: Path):
    seals(file, b"everything")
    turned = Keys({**KEYS.masters, 2: bytes(range(32))})
    assert opens(file, turned) == b"everything"


def test_a_list_of_erasures_is_no_backup(file: Path):
    seals(file, b"everything")
    assert "is a backup, not a list of erasures" in refused(file, kind=ERASURES)


def test_nothing_in_it_can_be_read_and_the_key_is_not_there(file: Path):
    whole = seals(file, b"Marisol-Kestrel-7741 " * 20)
    assert b"Kestrel" not in whole
    assert KEYS.masters[1] not in whole


def test_fewer_bytes_than_announced_are_never_taken_for_the_whole(file: Path):
    with file.open("wb") as out, pytest.raises(ValueError, match="announced"):
        sealed_file.write(KEYS, out, BACKUP, 10, [b"few"])
