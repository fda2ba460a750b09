"""An issue: one numbered paper of a record, and what is known of it before it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ..frozen import dataclass

LOOK = "look/"
"""Where a paper asks for the clinic's own mark."""


@dataclass(frozen=True)
class Mark:
    """The clinic's mark, as a paper prints it."""

    name: str
    picture: bytes


@dataclass(frozen=True)
class Issue:
    """Paper n of a record, when it was printed, and what stood then."""

    number: int
    at: str
    """ISO time in UTC."""
    stands: str
    """The fingerprint of what stands, in hex: that of the signed answers where nothing was written
    about them since."""
    names: Mapping[str, str] = field(default_factory=dict)
    """By id, the names of the staff who wrote about the record."""
    fallen: tuple[str, ...] = ()
    """The flags, in words, that what was written since has taken away."""
    risen: tuple[str, ...] = ()
    """Those it has raised."""
    drawn_for: str = ""
    """The id of the therapist whose paper it is: it tells of no visit that they may not read."""
    is_whole: bool = True
    """False where something on it holds a letter that no face here can draw."""
    of_whole_visit: bool = False
    """Whether it is the finished visit, which has no number: each is drawn anew."""
    unreadable: tuple[str, ...] = ()
    """The questions, by id, in whose answers it stands."""
    mark: Mark | None = None
    """The clinic's, where it has one."""


UNNUMBERED = Issue(0, "", "")
"""What is shown or drawn beside the numbered papers."""
