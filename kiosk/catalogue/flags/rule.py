"""A screening rule: what answers it waits for, and what it tells the therapist."""

from __future__ import annotations

from dataclasses import field
from typing import Literal, TypeAlias

from ...frozen import dataclass
from ..conditions import Condition

Severity: TypeAlias = Literal["stop_and_ask", "caution", "info"]

SEVERITIES: tuple[Severity, ...] = ("stop_and_ask", "caution", "info")
"""From the most to the least urgent."""


@dataclass(frozen=True)
class Rule:
    """A prompt to talk, never a refusal. Its key is for ever."""

    key: str
    when: Condition
    severity: Severity
    scope: Literal["whole", "local"] = field(default="whole", kw_only=True)
    """Whether it speaks about the whole session or about one place."""
    desk: bool = field(default=False, kw_only=True)
    """Asks the client to tell the desk at once."""
    flag: str = field(kw_only=True)
    """The line on the paper, in a few words."""
    note: str = field(kw_only=True)
    """What the therapist may do about it."""
    sources: tuple[str, ...] = field(kw_only=True)
    """Keys of ``sources.SOURCES``."""
