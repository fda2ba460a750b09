"""``verify`` and ``certificate``, as a script would run them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.x509 import load_pem_x509_certificate

from kiosk.store import audit
from kiosk.store.records import entries, owed, papers
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.erase_record import erase_record
from tests.builders.small_paper import small_paper
from tests.faults.running import asks, runs
from tests.store.house import tampers
from tests.usecases.test_seal_paper import prints
from tests.walks.clinic import Clinic
from tests.web.visits import draws, signs

pytestmark = [pytest.mark.process, pytest.mark.paper]


def test_verify_says_in_one_sentence_what_a_file_is(opened: Clinic, data: Path, tmp_path: Path):
    signed = signs(opened)
    prints(opened, signed)
    with opened.store.reading() as tx:
        pdf = papers.paper_of(tx, signed)
    assert pdf
    for content, code, words in (
        (pdf, 0, f"Issued here, byte for byte unchanged: paper 1 of 1 of record {signed}."),
        (pdf + b"%", 3, "It carries this clinic's seal, and it was changed since."),
        (small_paper(), 5, "It was not issued here"),
        (b"Dear clinic", 6, "This is no PDF"),
    ):
        (tmp_path / "paper.pdf").write_bytes(content)
        said = asks(data, "verify", str(tmp_path / "paper.pdf"))
        assert (said.returncode, said.stderr) == (code, "")
        first, second = said.stdout.splitlines()
        assert first.startswith(words)
        assert "It does not prove who" in second


def test_verify_without_a_file_says_so(data: Path, tmp_path: Path):
    said = asks(data, "verify", str(tmp_path / "nothing.pdf"))
    assert said.returncode == 1
    assert "nothing.pdf" in said.stderr
    assert said.stderr.count("\n") == 1


def test_a_record_and_all_that_is_kept_are_as_they_were_signed(opened: Clinic, data: Path):
    kept = signs(opened)
    for words, told in (
        (["--record", kept], f"Record {kept} is"),
        (["--all"], "Every record, paper and card"),
    ):
        said = asks(data, "verify", *words)
        assert (said.returncode, said.stderr, said.stdout.count("\n")) == (0, "", 1)
        assert said.stdout.startswith(told)


def test_each_broken_one_has_a_line_and_the_others_are_looked_at_all_the_same(
    opened: Clinic, data: Path
):
    """Also one that cannot even be held against its signature, and one that is gone."""
    odd, flipped, whole, moved, gone = (signs(opened, f"Client {each}") for each in range(5))
    with opened.store.writing() as tx:
        correct_record(tx, whole, "phone", "555-0102", "misheard", "theo")
        (entry,) = entries.of(tx, [whole])
    for change, this in (
        ("UPDATE record SET signature = 'words' WHERE id = :id", odd),
        ("UPDATE record SET hash = zeroblob(32) WHERE id = :id", flipped),
        ("UPDATE record SET client_id = NULL WHERE id = :id", moved),
        ("DELETE FROM record WHERE id = :id", gone),
        ("UPDATE entry SET made_by = 'x' WHERE record_id = :id", whole),
    ):
        tampers(opened.store, change, id=this)
    said = asks(data, "verify", "--all")
    assert (said.returncode, said.stderr) == (3, "")
    named = {line.split()[1] for line in said.stdout.splitlines() if line.startswith("Record")}
    assert named == {odd, flipped, gone}
    assert f"Entry {entry.id} is not as it was written." in said.stdout.splitlines()
    assert f"The state of {moved} is not as the audit saw it left." in said.stdout.splitlines()
    for this in (odd, flipped, moved, gone, whole):
        one = asks(data, "verify", "--record", this)
        assert (one.returncode, one.stderr) == (3, "")
        assert set(one.stdout.splitlines()) <= set(said.stdout.splitlines())
    doctor = asks(data, "doctor").stdout
    assert all(line[:-1].lower() in doctor.lower() for line in said.stdout.splitlines())


def test_a_torn_paper_is_told_by_every_command_that_looks(
    opened: Clinic, data: Path, tmp_path: Path
):
    kept, other = signs(opened), signs(opened, "Ines Roca")
    draws(opened, kept)
    draws(opened, other)
    torn = "UPDATE paper SET content = substr(content, 1, length(content) - 1)"
    tampers(opened.store, f"{torn} WHERE record_id = :id", id=kept)
    opened.store.close()
    line = f"Paper {kept} 1 does not open, or is not what was sealed."
    for words in (["--all"], ["--record", kept]):
        said = asks(data, "verify", *words)
        assert (said.returncode, said.stdout) == (3, f"{line}\n")
    assert asks(data, "verify", "--record", other).returncode == 0
    doctor = asks(data, "doctor")
    assert doctor.returncode == 1
    assert f"NOT  {line[0].lower()}{line[1:-1]}" in doctor.stdout.splitlines()
    assert "NOT  Papers, cards and drafts open: " in doctor.stdout
    backup = asks(data, "backup", "--to", str(tmp_path / "out"))
    (file,) = (tmp_path / "out").glob("*.backup")
    for said in (backup, asks(data, "verify-backup", str(file))):
        assert said.returncode == 1
        assert f"sealed things that do not open: 1 (paper {kept} 1)" in said.stderr
    wrong = asks(data, "paper", "let-go", other, "1")
    assert (wrong.returncode, "nothing was changed" in wrong.stderr) == (1, True)
    assert asks(data, "paper", "let-go", kept, "7").returncode == 1
    for words in ("is let go", "was let go before"):
        gone = asks(data, "paper", "let-go", kept, "1")
        assert (gone.returncode, gone.stdout.partition(words)[0]) == (0, f"Paper {kept} 1 ")
    assert "ok   Papers, cards and drafts open" in asks(data, "doctor").stdout
    assert asks(data, "backup", "--to", str(tmp_path / "whole")).returncode == 0
    with opened.store.reading() as tx:
        assert papers.next_number(tx, kept) == 2, "its number is never used again"
        assert owed.how_many(tx) == 1, "another is drawn in its place"
        assert audit.was_noted(tx, "let_go", kept, "paper 1")


@pytest.mark.parametrize("what", ["owed_paper", "ix_paper_hash", "clinic", "record"])
def test_a_file_that_its_disk_spoiled_is_told_of_and_what_to_do(
    opened: Clinic, data: Path, what: str
):
    signs(opened)
    opened.store.close()
    spoil(data / "db" / "kiosk.db", what)
    said = asks(data, "doctor")
    assert (said.returncode, "Traceback" in said.stderr) == (1, False)
    told = [line for line in said.stdout.splitlines() if "file" in line]
    assert told[0].startswith("NOT  the file: ")
    assert told[-1].startswith("NOT  The database's file is sound: ")


def spoil(database: Path, what: str) -> None:
    """Zeros where this table or index begins, as after a disk lost a page."""
    with closing(sqlite3.connect(database)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = file.execute("PRAGMA page_size").fetchone()[0]
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = file.execute(query, (what,)).fetchone()
    with database.open("r+b") as raw:
        raw.seek((page - 1) * size)
        raw.write(bytes(size))


def test_a_record_that_never_was_is_no_broken_one(opened: Clinic, data: Path):
    kept = signs(opened)
    with opened.store.writing() as tx:
        erase_record(tx, kept, "admin", "asked to")
    for this in ("nobody", kept):
        said = asks(data, "verify", "--record", this)
        assert (said.returncode, said.stdout, said.stderr.count("\n")) == (1, "", 1)
    assert asks(data, "verify", "--all").returncode == 0


def test_certificate_prints_the_same_one_each_time(data: Path):
    first, second = runs(data, "certificate"), asks(data, "certificate")
    assert first.stdout == second.stdout
    found = load_pem_x509_certificate(first.stdout.encode())
    assert found.subject.rfc4514_string() == "CN=Willow Street"
