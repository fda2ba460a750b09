"""Reviewing: a clinician reads the rules, the agreements and the safety texts, and signs for them.

What was signed for is a version of all of it together. Any word that changes makes another one, and
what was signed says of each part what it was, so that it can be told which part that is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from ..clinic import SETTINGS
from ..frozen import dataclass
from ..intake.normal import one_line
from ..intake.review_sheet import Part
from ..languages import N_
from ..store import Refused, Store, Transaction, audit
from ..store.clinics import Clinic
from .change_setting import Changed, changes_of
from .review_parts import review_sheet

ABOUT = "texts"
"""What the audit calls all of them together."""

LONGEST = 80
NEWEST = 20
"""Changes of settings that are told."""

NO_NAME = N_("Write the name of the clinician who has read it, and what they are.")
NOT_SURE = N_("Tick this once all of it is read.")
ANOTHER = N_("The texts have changed meanwhile. Read what is new, and sign again.")

TOLD = re.compile(r"(?P<version>[0-9a-f]{12}) (?:(?P<signs>[a-z]+=[0-9a-f]{8}\S*) )?")
"""How a review begins in the audit: a version, then the sign of each part. The oldest have none."""

ON_THE_SHEET = frozenset(
    {"severities", "guardian_room_rule", "support_list_text", "desk_person", "languages"}
    | {"language", "parked_minutes"}
)
"""Settings whose change makes another sheet of it."""


@dataclass(frozen=True)
class Reviewed:
    """The last review there was."""

    name: str
    at: datetime
    version: str
    is_of_now: bool
    """Whether not one word has changed since."""
    changed: tuple[Part, ...] = ()
    """The parts that have; all of them where it was not noted what they were."""
    settings: tuple[Changed, ...] = ()
    """The settings that were changed since and made it so, the newest first."""
    signs: Mapping[str, str] = field(default_factory=dict)


def version_of(clinic: Clinic) -> str:
    """The version of all that is on the sheet of this clinic: twelve hex digits."""
    return review_sheet(clinic).version


def last_review(tx: Transaction, clinic: Clinic) -> Reviewed | None:
    """Who reviewed the texts last, and what has changed since; None where nobody has."""
    row = audit.last_of(tx, "review", ABOUT)
    told = TOLD.match(row.reason) if row else None
    if row is None or told is None:
        return None
    sheet, name = review_sheet(clinic), row.reason[told.end() :]
    signs = dict(each.split("=") for each in (told["signs"] or "").split(",") if each)
    if told["version"] == sheet.version:
        return Reviewed(name, row.at, sheet.version, True, signs=signs)
    since = [each for each in _changes(tx) if each.sequence > row.sequence]
    changed = sheet.changed_since(signs)
    return Reviewed(name, row.at, told["version"], False, changed, tuple(since), signs)


def sign_review(
    store: Store, clinic: Clinic, name: str, version: str, by: str, *, is_sure: bool
) -> None:
    """A clinician has read this version of all texts, and says so. The same twice is noted once.

    Raises Refused for the field that is to be put right.
    """
    name, sheet = one_line(name)[:LONGEST], review_sheet(clinic)
    if not name:
        raise Refused("name", NO_NAME)
    if not is_sure:
        raise Refused("sure", NOT_SURE)
    if version != sheet.version:
        raise Refused("sure", ANOTHER)
    signs = ",".join(f"{key}={sign}" for key, sign in sheet.signs.items())
    with store.writing() as tx:
        last = last_review(tx, clinic)
        if last is None or (last.name, last.version) != (name, version):
            audit.write(tx, "review", by, ABOUT, f"{version} {signs} {name}")


def _changes(tx: Transaction) -> list[Changed]:
    return changes_of(tx, ON_THE_SHEET & SETTINGS.keys(), NEWEST)
