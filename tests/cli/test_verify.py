"""``verify`` and ``certificate``, as a script would run them."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.x509 import load_pem_x509_certificate

from kiosk.store.records import papers
from tests.builders.small_paper import small_paper
from tests.faults.running import asks, runs
from tests.usecases.test_seal_paper import prints
from tests.walks.clinic import Clinic
from tests.web.visits import signs

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


def test_certificate_prints_the_same_one_each_time(data: Path):
    first, second = runs(data, "certificate"), asks(data, "certificate")
    assert first.stdout == second.stdout
    found = load_pem_x509_certificate(first.stdout.encode())
    assert found.subject.rfc4514_string() == "CN=Willow Street"
