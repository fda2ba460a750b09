"""Reviewing: a clinician reads the rules, the agreements and the safety texts, and signs for them.

What was signed for is a version of all of it together. Any word that changes makes another one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from ..catalogue import CATALOGUE
from ..intake.agreement_words import AgreementWords, from_text
from ..intake.normal import one_line
from ..languages import N_
from ..store import Refused, Store, Transaction, audit
from ..store.clinics import Clinic

ABOUT = "texts"
"""What the audit calls all of them together."""

LONGEST = 80

NO_NAME = N_("Write the name of the clinician who has read it, and what they are.")
NOT_SURE = N_("Tick this once all of it is read.")
ANOTHER = N_("The texts have changed meanwhile. Read what is new, and sign again.")


@dataclass(frozen=True)
class Reviewed:
    """The last review there was."""

    name: str
    at: datetime
    version: str
    is_of_now: bool
    """Whether not one word has changed since."""


def version_of(clinic: Clinic) -> str:
    """The version of all texts of this clinic, its own words among them: twelve hex digits."""
    words: AgreementWords = from_text(clinic.agreement_words)
    told = [CATALOGUE.version, *(version.hash for version in words.versions)]
    return hashlib.sha256(" ".join(told).encode()).hexdigest()[:12]


def last_review(tx: Transaction, clinic: Clinic) -> Reviewed | None:
    """Who reviewed the texts last; None where nobody has."""
    row = audit.last_of(tx, "review", ABOUT)
    if row is None:
        return None
    version, _, name = row.reason.partition(" ")
    return Reviewed(name, row.at, version, version == version_of(clinic))


def sign_review(
    store: Store, clinic: Clinic, name: str, version: str, by: str, *, is_sure: bool
) -> None:
    """A clinician has read this version of all texts, and says so. The same twice is noted once.

    Raises Refused for the field that is to be put right.
    """
    name = one_line(name)[:LONGEST]
    if not name:
        raise Refused("name", NO_NAME)
    if not is_sure:
        raise Refused("sure", NOT_SURE)
    if version != version_of(clinic):
        raise Refused("sure", ANOTHER)
    with store.writing() as tx:
        last = last_review(tx, clinic)
        if last is None or (last.name, last.version) != (name, version):
            audit.write(tx, "review", by, ABOUT, f"{version} {name}")
