"""What no paper prints: the reasons for a private talk, which whoever finds it would read.

A partner finds the client's copy in a bag, a guardian is handed that of a fifteen-year-old.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...intake.record import Line, Section
from ...intake.since import PRIVATE

NEVER = frozenset({"private_word", "today_private"})
"""Questions that only raise a flag."""


def is_private(key: str, said: Any) -> bool:
    """Whether an answer is a reason for a private talk, or holds one."""
    listed = said if isinstance(said, list) else [said]
    return PRIVATE in listed or (key, said) == ("after_release", "talk")


def printable(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections without the reasons for a private talk."""
    return tuple(
        replace(section, lines=tuple(kept for line in section.lines for kept in kept_of(line)))
        for section in sections
    )


def kept_of(line: Line) -> tuple[Line, ...]:
    """The line as it may be printed; nothing where all of it is a reason."""
    if line.key in NEVER or _is_reason(line):
        return ()
    if not isinstance(line.answer, list) or PRIVATE not in line.answer:
        return (line,)
    pairs = [pair for pair in zip(line.answer, line.labels, strict=True) if pair[0] != PRIVATE]
    if not pairs:
        return ()
    answer, labels = zip(*pairs, strict=True)
    # Its severity may come from the very answer that is taken out.
    return (replace(line, answer=list(answer), labels=labels, severity=""),)


def _is_reason(line: Line) -> bool:
    return not isinstance(line.answer, list) and is_private(line.key, line.answer)
