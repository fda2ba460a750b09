"""Calling staff: what a client's step means for Today."""

from __future__ import annotations

from collections.abc import Iterable

from ..intake.draft import Draft
from ..intake.walk import CallKind
from ..store import Book, calls
from ..store.drafts import Intake


def call_staff(book: Book, here: Intake, draft: Draft, kinds: Iterable[CallKind]) -> None:
    """Let Today show that this client needs someone."""
    for kind in kinds:
        calls.call(book, here.id, kind, draft.short_name)
