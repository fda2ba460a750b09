"""A paper is sealed before it is kept, and comes out without where that goes wrong."""

from __future__ import annotations

import logging
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from kiosk.exports.carried_seals import look_at
from kiosk.exports.drawn import Drawn
from kiosk.exports.press import Press
from kiosk.exports.seal_room import NoRoom, room_in
from kiosk.store import Busy
from kiosk.store.records import owed, papers, seals
from kiosk.usecases import seal_paper as sealing
from kiosk.usecases.print_record import print_record
from kiosk.usecases.seal_paper import make_seal, seal_paper
from tests.builders.small_paper import small_paper
from tests.exports import verapdf
from tests.walks.clinic import Clinic
from tests.web.visits import signs

pytestmark = pytest.mark.paper

MOMENT = datetime(2026, 3, 10, 10, 12, tzinfo=UTC)


class SmallPress(Press):
    """A press whose papers have one line."""

    def draw(self, *_: Any, **__: Any) -> Drawn:
        return Drawn(small_paper())


def prints(clinic: Clinic, record_id: str) -> None:
    with clinic.store.writing() as tx:
        claim = owed.claim(tx, "here", wanted=record_id)
    assert claim
    print_record(clinic.store, SmallPress(), claim)


def kept(clinic: Clinic, record_id: str) -> tuple[bytes, bool]:
    """The paper, and whether it is said to be sealed."""
    with clinic.store.reading() as tx:
        pdf, [told] = papers.paper_of(tx, record_id), papers.all_of(tx, record_id)
    assert pdf
    return pdf, told.sealed


def test_the_paper_kept_at_signing_carries_the_seal(clinic: Clinic):
    signed = signs(clinic)
    prints(clinic, signed)
    pdf, sealed = kept(clinic, signed)
    assert sealed
    with clinic.store.reading() as tx:
        certificate = seals.certificate(tx)
    [found] = look_at((pdf, seals.as_bytes(certificate))).seals
    assert found.whole
    assert len(pdf) == len(small_paper())


def test_a_viewer_is_told_that_it_is_sealed_and_nothing_of_a_seal_before(clinic: Clinic):
    pdf, _ = seal_paper(clinic.store, "x", small_paper())
    with pikepdf.open(BytesIO(pdf)) as read:
        form, [field] = read.Root.AcroForm, read.Root.AcroForm.Fields
        assert form.SigFlags == 3
        assert read.Root.Perms.DocMDP.objgen == field.V.objgen
    with pikepdf.open(BytesIO(small_paper())) as read:
        assert read.Root.AcroForm.SigFlags == 0
        assert "/Perms" not in read.Root
        assert "/V" not in read.Root.AcroForm.Fields[0]


def test_every_paper_has_the_same_seal(clinic: Clinic):
    make_seal(clinic.store)
    before = make_seal(clinic.store).certificate
    for _ in range(2):
        prints(clinic, signs(clinic))
    assert make_seal(clinic.store).certificate == before


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler's pdfsig is not installed")
def test_another_program_finds_the_seal_valid_over_the_whole_file(clinic: Clinic, tmp_path: Path):
    pdf, _ = seal_paper(clinic.store, "x", small_paper())
    (tmp_path / "paper.pdf").write_bytes(pdf)
    said = subprocess.run(["pdfsig", tmp_path / "paper.pdf"], capture_output=True, text=True)
    assert "Signature is Valid." in said.stdout
    assert "Total document signed" in said.stdout
    assert "Common Name: Willow Street" in said.stdout
    assert "ETSI.CAdES.detached" in said.stdout


@verapdf.needs_verapdf
def test_sealed_or_not_it_is_clean_by_both_standards(clinic: Clinic, tmp_path: Path):
    pdf, _ = seal_paper(clinic.store, "x", small_paper())
    assert verapdf.says({"sealed": pdf, "not": small_paper()}, tmp_path) == []


def test_a_paper_without_room_comes_out_unsealed(clinic: Clinic, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING, "kiosk.paper"):
        assert seal_paper(clinic.store, "abc", b"%PDF no room") == (b"%PDF no room", False)
    assert caplog.messages == ["paper abc not sealed: NoRoom"]


@pytest.mark.parametrize("breaks", ["make", "the_seal"])
def test_whatever_keeps_the_seal_off_the_paper_is_kept(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, breaks: str
):
    signed = signs(clinic)
    with monkeypatch.context() as broken:
        broken.setattr(seals, breaks, fails)
        prints(clinic, signed)
    pdf, sealed = kept(clinic, signed)
    assert not sealed
    assert pdf == small_paper()
    with clinic.store.reading() as tx:
        assert seals.certificate(tx) is None
    later = signs(clinic)
    prints(clinic, later)
    assert kept(clinic, later)[1]


def fails(*_: object) -> None:
    raise RuntimeError("nobody has thought of this")


def test_while_the_store_is_away_a_paper_stays_owed_and_no_key_is_made_by_halves(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    signed = signs(clinic)
    with monkeypatch.context() as broken:
        broken.setattr(sealing, "make_seal", is_busy)
        with pytest.raises(Busy):
            prints(clinic, signed)
    with clinic.store.writing() as tx:
        assert owed.how_many(tx) == 1
        assert seals.certificate(tx) is None
        owed.take_up(tx, "here")
    prints(clinic, signed)
    assert kept(clinic, signed)[1]


def is_busy(*_: object) -> None:
    raise Busy


def test_room_is_found_once_or_not_at_all():
    with pytest.raises(NoRoom):
        room_in(small_paper() * 2, MOMENT)
    room = room_in(small_paper(), MOMENT)
    with pytest.raises(NoRoom):
        room.sealed(b"x" * 961)
    with pytest.raises(NoRoom):
        room_in(room.sealed(b"x"), MOMENT)
