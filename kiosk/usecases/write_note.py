"""The session's note: begun from what is known, kept at every change, signed once, added to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..frozen import dataclass
from ..intake.home_care import wrong_in_plan
from ..intake.next_visit import wrong_next
from ..intake.session_note import begun_from, wrong_in
from ..store import Refused, Store, Transaction
from ..store.access.staff import Staff
from ..store.records import notes
from ..store.records.notes import Note, NoteDraft
from .read_answers import may_read
from .treat_client import Treated, look_at

AT_MOST = 1000
"""Letters of what is added at a time."""


class NotWhole(Refused):
    """The note cannot be signed yet: what is to be put right, by field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(*next(iter(wrong.items())))
        self.wrong = wrong


@dataclass(frozen=True)
class OpenNote:
    """A treatment with its note."""

    treated: Treated
    draft: NoteDraft
    """The note so far; begun from what is known where nobody has written yet."""
    signed: Note | None


def open_note(tx: Transaction, who: Staff, record_id: str) -> OpenNote:
    """The note of a treatment. Raises Missing, Unreadable, AsksWhy or MayNotRead."""
    treated = look_at(tx, who, record_id)
    draft, signed = notes.draft_of(tx, record_id), notes.of(tx, record_id)
    if (draft is notes.EMPTY or draft.is_torn) and signed is None:
        says, minor = treated.stands.says, treated.is_minor
        begun = begun_from(says, treated.stop, treated.treatment, is_minor=minor)
        draft = replace(draft, answers=begun)
    return OpenNote(treated, draft, signed)


def read_note(store: Store, who: Staff, record_id: str) -> OpenNote:
    """The same, to be shown: who reads is in the audit before anything is."""
    with store.writing() as tx:
        may_read(tx, who, record_id, "read")
        return open_note(tx, who, record_id)


def keep_note(
    store: Store, who: Staff, record_id: str, answers: Mapping[str, Any], rev: int
) -> NoteDraft:
    """Keep it as it is, valid or not. Raises as above; Refused where another page was quicker.

    What was signed with these very answers is kept already: the same post, sent twice.
    """
    with store.writing() as tx:
        look_at(tx, who, record_id)
        signed = notes.of(tx, record_id)
        if signed and dict(signed.answers) == dict(answers):
            return NoteDraft(rev, answers)
        before = notes.draft_of(tx, record_id)
        if before is not notes.EMPTY and dict(before.answers) == dict(answers):
            return before
        return notes.keep_draft(tx, record_id, answers, rev)


def sign_note(store: Store, who: Staff, record_id: str, answers: Mapping[str, Any]) -> Note:
    """Sign and lock it; signing twice is once. Raises NotWhole, or as above."""
    with store.writing() as tx:
        treated = look_at(tx, who, record_id)
        before = notes.of(tx, record_id)
        if before is not None:
            return before
        wrong = wrong_in(answers) | wrong_in_plan(answers, treated.known)
        if wrong := wrong | wrong_next(answers, treated.stands.visit_day):
            raise NotWhole(wrong)
        return notes.sign(tx, record_id, answers, who.id)


def add_to_note(store: Store, who: Staff, record_id: str, words: str) -> None:
    """Add to a signed note, dated. Raises Refused without words, or as above."""
    said = words.strip()
    if not said:
        raise Refused("words", "Write what is to be added.")
    if len(said) > AT_MOST:
        raise Refused("words", "This is too long. Please make it shorter.")
    with store.writing() as tx:
        look_at(tx, who, record_id)
        notes.add(tx, record_id, said, who.id)
