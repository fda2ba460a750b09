"""A draft: an intake that is not signed yet, as the client left it after each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from typing import Any, Literal, TypeAlias

from ..frozen import dataclass

Typed: TypeAlias = dict[str, list[str]]
"""A form as it was posted: every field with all its values."""


Home: TypeAlias = Literal["", "there", "was"]
"""Whether an intake is filled in at home, or was begun there."""

WAITING = ("returning", "earlier")
"""Pages where it is waited for what was said before: for staff, and for the client's own tap."""


MEANWHILE = "meanwhile"
"""Beside what was typed: the button that kept it on the way, and asked for nothing."""


@dataclass(frozen=True)
class Draft:
    """Everything said so far, valid or not, and what the walk must remember of its way."""

    answers: dict[str, Any] = field(default_factory=dict)
    """Valid answers by question id, also those behind doors that have closed since."""
    typed: dict[str, Typed] = field(default_factory=dict)
    """By step: a post that could not be taken, just as typed. Never read as an answer."""
    passed: tuple[str, ...] = ()
    """Steps the client has gone on from."""
    emptied: tuple[str, ...] = ()
    """Questions asked now whose answer was taken out again: none is filled in from before."""
    said_at: dict[str, str] = field(default_factory=dict)
    """When each agreement card was answered, as ISO time in UTC."""
    said_in: dict[str, str] = field(default_factory=dict)
    """The language in which each of them was read when it was last answered."""
    called_for: tuple[str, ...] = ()
    """Rules that fire now, and that the desk has been called for."""
    told: tuple[str, ...] = ()
    """Those of them that the client has been asked to tell the desk about."""
    return_to: str = ""
    """The step behind a page that stands aside: tell-the-desk, stop, person."""
    came_from: str = ""
    """The step that page was reached from."""
    changing: str = ""
    """The check page a change goes back to; empty when nothing is being changed."""
    alone: bool = False
    """A grown-up is asked for, and it was said that none is here."""
    been_before: bool = False
    """Said "I have been here before" and went on as new: staff join the records later."""
    client: str = ""
    """Id of whom the clinic knows this to be; empty on a first visit, and until staff say so."""
    walk_up: bool = False
    """Says to have been here before; the desk has not started this visit."""
    closed: bool = False
    """Staff help, and the client has not opened here what was said before: it is not in it."""
    shown_to: tuple[str, ...] = ()
    """Ids of the staff for whom the client has opened it."""
    misfits: int = 0
    """Birth dates that were not of whoever the desk expects."""
    not_looked_for: bool = False
    """Too many walk-ups were tried on this tablet: nobody was looked for."""
    carried: dict[str, Any] = field(default_factory=dict)
    """What earlier visits leave for this one, as ``carry`` writes it."""
    by_staff: int = 0
    """The rev that was made under the page, by staff or a stroke: a post of the page still fits."""
    opened: tuple[str, ...] = ()
    """Steps of the first visit that were asked for on this one, and say something new."""
    home: Home = ""
    """Begun before the day of the visit, on the client's own phone, or at home and gone on since:
    what belongs to the day itself is asked at the clinic."""
    helpers: tuple[tuple[str, str], ...] = ()
    """Id and name of each of the staff who filled it in together with the client."""
    reached: dict[str, Any] = field(default_factory=dict)
    """When the page that is shown was reached: ``at`` which ISO time, and by the ``mark`` of the
    clock that nobody can set, in microseconds."""
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By card, ``at`` which ISO time it was first shown, for how many ``seconds`` it was open in
    all, and by whom it was helped with or read aloud."""
    words: dict[str, Any] = field(default_factory=dict)
    """As of when the agreements are worded: how many versions were ``known``, and on which ISO
    ``day``. They stay so, whatever is published meanwhile."""
    theme: str = ""
    text: str = "100"
    shows: str = "words"
    pace: str = "page"
    taps: str = "usual"
    at: str = ""
    """Where they are asked one at a time, the question of the step that is on the page."""
    news: str = ""
    """Key of a fixed text shown once on the next page."""

    def says(self, key: str) -> Any:
        """The answer given today, else the one that is carried; empty where there is neither."""
        return self.answers.get(key) or self.carried.get("answers", {}).get(key) or ""

    @property
    def awaits(self) -> bool:
        """Whether staff must first say who this is."""
        returning = self.answers.get("visit_kind") == "returning"
        return self.walk_up and returning and not self.client

    @property
    def waits_at(self) -> str:
        """The page where it is waited for what was said before; empty where nothing is."""
        return "returning" if self.awaits else "earlier" if self.closed else ""

    @property
    def is_let_in(self) -> bool:
        """Whether the client is known, and has shown that it is them: what is theirs opens."""
        return bool(self.client) and not self.waits_at and "hello_again" in self.passed

    @property
    def name(self) -> str:
        """What to call the client: the preferred name, else the first of the full name."""
        full = str(self.says("full_name")).split()
        return str(self.says("preferred_name") or (full[0] if full else ""))

    @property
    def short_name(self) -> str:
        """First name and initial, for lists that a waiting room may read over a shoulder."""
        full = str(self.says("full_name")).split()
        initial = f" {full[-1][0]}." if len(full) > 1 else ""
        return (self.name.split() or [""])[0] + initial


PARTS = fields(Draft)


def as_json(draft: Draft) -> dict[str, Any]:
    """The draft as plain JSON values, empty parts left out."""
    return {part.name: value for part in PARTS if (value := getattr(draft, part.name))}


def from_json(kept: Mapping[str, Any]) -> Draft:
    """A draft as it was kept. Parts this version does not know are left aside."""
    known = {part.name: kept[part.name] for part in PARTS if part.name in kept}
    for name in ("passed", "emptied", "called_for", "told", "opened", "shown_to"):
        known[name] = tuple(known.get(name, ()))
    known["helpers"] = tuple((who, name) for who, name in known.get("helpers", ()))
    return Draft(**known)
