"""The seal as somebody else's program reads it, who knows nothing of how it was made."""

from __future__ import annotations

from io import BytesIO

import pytest

pytest.importorskip("pyhanko", reason="the other programs that judge papers are not installed")

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from kiosk.store.records import seals
from kiosk.usecases.seal_paper import seal_paper
from tests.builders.small_paper import small_paper
from tests.walks.clinic import Clinic

pytestmark = pytest.mark.paper


def test_a_second_judge_finds_nothing_changed_and_that_nothing_may_be(clinic: Clinic):
    pdf, _ = seal_paper(clinic.store, "x", small_paper())
    told = judged(clinic, pdf)
    assert told.bottom_line, "trusted, sound, and nothing changed that may not be"
    assert told.coverage is SignatureCoverageLevel.ENTIRE_FILE
    [signature] = PdfFileReader(BytesIO(pdf)).embedded_signatures
    assert signature.docmdp_level is MDPPerm.NO_CHANGES
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_the_second_judge_sees_a_changed_byte(clinic: Clinic):
    pdf, _ = seal_paper(clinic.store, "x", small_paper())
    assert not judged(clinic, pdf.replace(b"/F 132", b"/F 128")).bottom_line


def judged(clinic: Clinic, pdf: bytes) -> PdfSignatureStatus:
    """What pyHanko says of the seal, where the clinic's certificate is trusted."""
    with clinic.store.reading() as tx:
        found = seals.certificate(tx)
    trusted = ValidationContext(trust_roots=[Certificate.load(seals.as_bytes(found))])
    [signature] = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(signature, trusted)
