"""The seal as somebody else's program reads it, who knows nothing of how it was made."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeAlias

import pytest

from kiosk.store.records import seals
from kiosk.usecases.seal_paper import seal_paper
from tests.builders.small_paper import small_paper
from tests.walks.clinic import Clinic

pytestmark = pytest.mark.paper

Judge: TypeAlias = Callable[[Clinic, bytes], tuple[Any, Any]]


@pytest.fixture
def judged() -> Judge:
    """What pyHanko says of the seal, where the clinic's certificate is trusted; and the seal.

    It is slow to import: only where it judges.
    """
    why = "the other programs that judge papers are not installed"
    validation = pytest.importorskip("pyhanko.sign.validation", reason=why)
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko_certvalidator import ValidationContext

    def judge(clinic: Clinic, pdf: bytes) -> tuple[Any, Any]:
        with clinic.store.reading() as tx:
            found = seals.certificate(tx)
        trusted = ValidationContext(trust_roots=[Certificate.load(seals.as_bytes(found))])
        [signature] = PdfFileReader(BytesIO(pdf)).embedded_signatures
        return validation.validate_pdf_signature(signature, trusted), signature

    return judge


def test_a_second_judge_finds_nothing_changed_and_that_nothing_may_be(
    clinic: Clinic, judged: Judge
):
    pdf, _ = seal_paper(clinic.store, "x", small_paper())
    told, signature = judged(clinic, pdf)
    assert told.bottom_line, "trusted, sound, and nothing changed that may not be"
    assert told.coverage.name == "ENTIRE_FILE"
    assert signature.docmdp_level.name == "NO_CHANGES"
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_the_second_judge_sees_a_changed_byte(clinic: Clinic, judged: Judge):
    pdf, _ = seal_paper(clinic.store, "x", small_paper())
    assert not judged(clinic, pdf.replace(b"/F 132", b"/F 128"))[0].bottom_line
