"""Keeping: what a step came to is written down, and Today is told whom it calls."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from ..changed import replace
from ..intake.draft import MEANWHILE, Draft, as_json
from ..intake.ending import CallKind, called
from ..intake.move import Move
from ..store import ContinuedElsewhere, Over, Store, Transaction
from ..store.intakes import calls, intakes
from ..store.intakes.drafts import Intake, reached_now
from .posts import Post


def keep_step(tx: Transaction, here: Intake, moved: Move, post_id: str) -> Intake:
    """Keep what this post did, so that the same post again does nothing; call whom it calls.

    Raises ContinuedElsewhere or Over.
    """
    draft = replace(moved.draft, reached=reached_now(tx))
    kept = intakes.keep(tx, here, as_json(draft), moved.step, post_id)
    call_staff(tx, here, moved.draft, moved.calls)
    return kept


def move_on(store: Store, here: Intake, draft: Draft, step: str) -> None:
    """The step has closed under the client: the walk goes on where it is open."""
    with suppress(ContinuedElsewhere, Over), store.writing(beside=True) as tx:
        intakes.keep(tx, here, as_json(draft), step)


def call_staff(tx: Transaction, here: Intake, draft: Draft, kinds: Iterable[CallKind]) -> None:
    """Let Today show that this client needs someone; no longer where the reason has ended."""
    before = here.as_left
    for kind in called(before) - called(draft):
        calls.settle_all(tx, here.id, kind, "client")
    if before.short_name != draft.short_name:
        calls.rename(tx, here.id, draft.short_name)
    for kind in kinds:
        calls.call(tx, here.id, kind, draft.short_name)


def as_typed(moved: Move, here: Intake, post: Post) -> Move:
    """The move with what was typed and cannot be taken, where a button kept the page that asks for
    nothing: it waits as it was typed. Skip passes it by."""
    if post.go in ("next", "skip") or not post.said.untaken:
        return moved
    typed = {**post.typed, MEANWHILE: [post.go]}
    return replace(moved, draft=replace(moved.draft, typed={**moved.draft.typed, here.step: typed}))
