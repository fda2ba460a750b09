"""Pages with a form of the staff: what was typed, and what to put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .layout import Frame, tell


@dataclass(frozen=True)
class ToPutRight:
    """What stands above the form and beside each field; nothing where all is well."""

    title: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    """Field by field, with what to do."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A page with a form that may have something to put right."""

    title: str
    to_put_right: ToPutRight = ToPutRight()

    @property
    def errors(self) -> tuple[tuple[str, str], ...]:
        """Field by field, with what to do."""
        return self.to_put_right.lines

    @property
    def errors_title(self) -> str:
        """What stands above them."""
        return self.to_put_right.title

    @property
    def wrong(self) -> dict[str, str]:
        """What to do, by field."""
        return dict(self.errors)


def to_put_right(
    frame: Frame, wrong: Mapping[str, str], values: Mapping[str, object] | None = None
) -> ToPutRight:
    """The same in the page's language, with named values filled in."""
    if not wrong:
        return ToPutRight()
    lines = tuple((name, tell(frame, words, values)) for name, words in wrong.items())
    return ToPutRight(tell(frame, "Something to check"), lines)
