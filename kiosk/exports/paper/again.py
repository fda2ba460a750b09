"""Coming back: since when answers are kept, and what is new beside what it was."""

from __future__ import annotations

from ...frozen import dataclass
from ...intake.record import Change
from .details import Block, block
from .text import Words, joined, plain, strong
from .told import Told


@dataclass(frozen=True)
class New:
    """One answer that is new: the old one and the new one, line by line."""

    prompt: str
    before: tuple[Words, ...]
    on: str
    """The day of the old answer in words; empty where there was none."""
    now: tuple[Words, ...]


@dataclass(frozen=True)
class Changes:
    """What the client says about what has changed, and each answer that has."""

    block: Block
    rows: tuple[New, ...]

    def __bool__(self) -> bool:
        return bool(self.block.pairs or self.rows)


def changes(told: Told) -> Changes:
    """Old and new side by side; nothing on a first visit."""
    rows = tuple(_new(told, change) for change in told.changes)
    return Changes(block(told, "p2_changes", "What has changed"), rows)


def visit(told: Told) -> Words:
    """Whether this is a first visit, what has changed, and from when the rest is."""
    if told.record.visit_kind == "new":
        return strong(told.translate("NEW"))
    parts = (_changed(told), told.labels("still_true_ok"), _kept(told))
    said = joined((part for part in parts if part), ". ")
    return (*_returning(told), *(plain(": ") if said else ()), *said, *(plain(".") if said else ()))


def _returning(told: Told) -> Words:
    what = told.has("changed", "nothing") or not told.label("changed")
    return strong(told.translate("RETURNING") if what else told.translate("RETURNING, changed"))


def _changed(told: Told) -> Words:
    if told.has("changed", "nothing") and told.changes:
        # Looking over what was kept, they put something right after all.
        return plain(told.translate("New answers on page 2: %(n)d", n=len(told.changes)))
    return told.or_open("changed", told.labels("changed"))


def _kept(told: Told) -> Words:
    if not told.kept_days:
        return ()
    first, last = told.day(told.kept_days[0]), told.day(told.kept_days[-1])
    if first == last:
        return plain(told.translate("Kept from %(day)s", day=first))
    return plain(told.translate("Kept from %(first)s to %(last)s", first=first, last=last))


def _new(told: Told, change: Change) -> New:
    return New(
        told.prompt(change),
        _said(told, change.key, change.before),
        told.day(change.on) if change.on else "",
        _said(told, change.key, change.now),
    )


def _said(told: Told, key: str, words: str) -> tuple[Words, ...]:
    if not words:
        return (plain(told.translate("not answered")),)
    line = told.line(key)
    if line and line.kind == "words":
        return (told.typed(words),)
    # One mark of the body map a line: a row of them in one is hard to compare.
    parts = words.split(told.semicolon) if key == "body_marks" else [words]
    return tuple(plain(part) for part in parts)
