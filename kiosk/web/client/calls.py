"""Calling staff: what a client's step means for Today."""

from __future__ import annotations

from collections.abc import Iterable

from ...intake.draft import Draft, from_json
from ...intake.ending import CallKind, called
from ...store import Transaction
from ...store.intakes import calls
from ...store.intakes.drafts import Intake


def call_staff(tx: Transaction, here: Intake, draft: Draft, kinds: Iterable[CallKind]) -> None:
    """Let Today show that this client needs someone; no longer where the reason has ended."""
    before = from_json(here.draft)
    for kind in called(before) - called(draft):
        calls.settle_all(tx, here.id, kind, "client")
    if before.short_name != draft.short_name:
        calls.rename(tx, here.id, draft.short_name)
    for kind in kinds:
        calls.call(tx, here.id, kind, draft.short_name)
