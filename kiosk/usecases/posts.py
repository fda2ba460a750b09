"""A post of the walk, and what it comes to: what answering is handed, and what it hands back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from ..frozen import dataclass
from ..intake.draft import Draft, Typed
from ..intake.visit import Visit
from ..store.access.staff import Staff
from ..store.intakes.drafts import Intake
from ..store.records import records

Kept = Literal["", "all", "saved", "erased", "other", "home"]
"""What Welcome says of the answers of whoever left; nothing where it need not say it."""


@dataclass(frozen=True)
class Reading:
    """What one post says."""

    given: dict[str, Any]
    """Valid answers of the step's open questions; None for those left empty."""
    errors: dict[str, str] = field(default_factory=dict)
    """A kind sentence by question id, in English, for what cannot be taken."""
    shown: frozenset[str] = frozenset()
    """Follow-ups that were on the screen without a post."""
    void: frozenset[str] = frozenset()
    """Fields whose words are another person's, and are not shown again."""
    untaken: dict[str, str] = field(default_factory=dict)
    """The same of what was typed and cannot be taken, whichever button was pressed."""
    opens: str = ""
    """The first question that was answered with a yes whose choices were not on the screen."""


@dataclass(frozen=True)
class Post:
    """One post, as it was read against the step its client is on."""

    step: str
    """The step of the page that was sent; any words, if somebody made it up."""
    rev: str
    go: str
    """The button: next, back, skip, more, stop, person, away; marks, words; or change, unmark and
    the choices of the display with what to, behind a colon."""
    id: str
    """What tells this very post from any other."""
    said: Reading
    typed: Typed = field(default_factory=dict)
    """All that the page it came from can hold, as typed."""
    strange: bool = False
    """Whether it has a field that the step does not ask for."""
    in_place: bool = False
    """Whether the page waits for the answer, and shows what was typed without being sent on."""
    helper: Staff | None = None
    """Who fills it in together with the client."""
    visit: Visit | None = None
    """What it was read against."""


@dataclass(frozen=True)
class Stayed:
    """The client stays on this page, with what was typed and what to do about it."""

    intake: Intake
    draft: Draft
    typed: Typed
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Moved:
    """The intake stands at its step, which may be another one now."""

    display: bool = False
    """Whether it is to be shown in another language, size or theme."""
    intake: Intake | None = field(default=None, compare=False, repr=False)
    """How this very post has left it; None where it must be looked up."""
    visit: Visit | None = field(default=None, compare=False, repr=False)
    """What its answers were walked with."""


@dataclass(frozen=True)
class Signed:
    """The intake is a record."""

    kept: records.Signed
    draft: Draft
    """How the client saw it: the thank-you looks the same."""


@dataclass(frozen=True)
class Left:
    """The client is done with this tablet, and has not signed."""

    kept: Kept = ""
    draft: Mapping[str, Any] = field(default_factory=dict)
    """What they said, where they are spoken to in their own language."""


Outcome = Stayed | Moved | Signed | Left


class NotOffered(Exception):
    """A button or a field that the page does not have: nothing is changed."""


def fits(here: Intake, post: Post) -> bool:
    """Whether the post is of the page as it stands, or of the one before that staff moved on."""
    by_staff = here.draft.get("by_staff") == here.rev
    return post.rev == str(here.rev) or (by_staff and post.rev == str(here.rev - 1))
