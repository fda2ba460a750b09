"""Verifying a paper: whether a file was issued here, and is as it was, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Literal

from ..exports.carried_seals import LookedAt
from ..frozen import dataclass
from ..languages import N_, translate
from ..store import Store
from ..store.records import papers
from ..store.records.papers import Found

Kind = Literal["issued", "gone", "changed", "other", "no_pdf"]

SAID: dict[Kind, str] = {
    "issued": N_(
        "Issued here, byte for byte unchanged: paper %(number)d of %(of)d of record %(id)s."
    ),
    "gone": N_(
        "It carries this clinic's seal and is unchanged since, but it is kept here no more: "
        "its record may have been erased."
    ),
    "changed": N_("It carries this clinic's seal, and it was changed since."),
    "other": N_(
        "It was not issued here, or so much of it was changed that nothing of our seal is left."
    ),
    "no_pdf": N_("This is no PDF, so it is no paper of ours."),
}

NEWEST = N_("It is the newest paper of this record.")
SUPERSEDED = N_("A later paper has taken its place, or will.")
PROVES = N_(
    "The seal proves that a file is unchanged since it was printed. It does not prove who gave it "
    "to you, or that what it says is true."
)

Look = Callable[[tuple[bytes, bytes]], LookedAt]
"""Looks at a file beside a certificate: in the press, where the file may be anybody's."""


@dataclass(frozen=True)
class Verdict:
    """What a file is to this clinic."""

    kind: Kind
    paper: Found | None = None
    """Which paper it is, where it was issued here."""


def verify_paper(store: Store, pdf: bytes, look: Look) -> Verdict:
    """What this file is. A known one is found by its hash; ``look`` is asked of all others.

    Raises StoreError, and whatever ``look`` raises.
    """
    from ..store.engine import cms
    from ..store.records import seals

    with store.reading() as tx:
        found, certificate = papers.by_hash(tx, sha256(pdf).digest()), seals.certificate(tx)
    if found:
        return Verdict("issued", found)
    looked = look((pdf, seals.as_bytes(certificate) if certificate else b""))
    if not looked.is_pdf:
        return Verdict("no_pdf")
    if certificate is None:
        return Verdict("other")
    for each in looked.seals:
        signed = cms.what_was_signed(each.seal, certificate)
        if signed is not None:
            return Verdict("gone" if signed == each.digest and each.whole else "changed")
    return Verdict("changed" if looked.bears else "other")


def sentence(verdict: Verdict, language: str) -> str:
    """The verdict in words."""
    words, paper = translate(SAID[verdict.kind], language), verdict.paper
    if paper is None:
        return words
    said = words % {"number": paper.number, "of": paper.of, "id": paper.record_id}
    return f"{said} {translate(SUPERSEDED if paper.superseded else NEWEST, language)}"
