"""The record: what was said at a visit, in words, frozen at signing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from ..frozen import dataclass


@dataclass(frozen=True)
class Line:
    """One question as it was worded and answered."""

    key: str
    kind: str
    """The question's kind in lower case: pickone, pickmany, card, scale, words, day, …"""
    prompt: str
    answer: Any
    """The answer as kept (keys, numbers, text); None when asked and left open."""
    labels: tuple[str, ...]
    """The picked choices in words, in the order of the answer; empty for typed answers."""
    more: bool
    """Stood behind "Add more": left alone it prints nothing."""
    prints: tuple[str, ...]
    severity: Literal["", "stop_and_ask", "caution", "info"] = ""
    """The highest severity among the rules this answer fires."""
    given_on: str = ""
    """ISO date of the visit it was given at, where it was carried; else empty."""


@dataclass(frozen=True)
class Section:
    """One step of the walk with its lines."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Mark:
    """One mark on the body map, in words."""

    region: str
    region_label: str
    figure: str
    mark: str
    mark_label: str
    feel: str = ""
    feel_label: str = ""
    level: int | None = None
    since: str = ""
    since_label: str = ""


@dataclass(frozen=True)
class Flag:
    """A rule that fired, worded for the therapist in the clinic's language."""

    key: str
    severity: Literal["stop_and_ask", "caution", "info"]
    scope: Literal["whole", "local"]
    desk: bool
    flag: str
    note: str


@dataclass(frozen=True)
class Agreement:
    """A statement as it was shown, and what the client said to it."""

    key: str
    title: str
    version: int
    language: str
    text: str
    text_hash: str
    """SHA-256 of the exact words shown, in hex."""
    answer: str
    answer_label: str
    kind: Literal["required", "optional", "private"]
    answered_at: str
    """ISO time in UTC."""


@dataclass(frozen=True)
class Change:
    """One answer that is not what it was at an earlier visit, in words."""

    key: str
    prompt: str
    before: str
    """Empty where it had been left open."""
    now: str
    """Empty where it is left open today."""
    on: str
    """ISO date of the earlier answer; empty where there was none."""
    private: bool = False
    """One of the two says "in person only": no paper carries either."""


@dataclass(frozen=True)
class PutRight:
    """One answer that staff put right after the record was signed."""

    question: str
    before: Any
    now: Any
    """None takes the answer back."""
    reason: str
    at: str
    """ISO time in UTC."""
    by: str
    """Id of whoever put it right."""


@dataclass(frozen=True)
class Withdrawn:
    """One agreement that was taken back after the record was signed."""

    card: str
    """The card's question id."""
    said: str
    """The answer that was taken back."""
    asked_by: Literal["client", "guardian"]
    how: Literal["in_person", "by_phone", "in_writing", "on_tablet"]
    at: str
    """ISO time in UTC. It held from then on."""
    by: str
    """Id of whoever wrote it down."""


@dataclass(frozen=True)
class Wording:
    """The record in one language: prompts, choices and labels as worded that day."""

    language: str
    sections: tuple[Section, ...]
    """What was asked that day, and what was carried from earlier visits, with its date."""
    marks: tuple[Mark, ...]
    changes: tuple[Change, ...] = ()
    """On a return visit, what is new beside what it was."""
    last: tuple[Line, ...] = ()
    """What is asked anew each time and was not asked that day, as it was last answered."""

    def line(self, key: str) -> Line | None:
        """The line of a question; None where it was not asked."""
        return next(
            (line for part in self.sections for line in part.lines if line.key == key), None
        )


@dataclass(frozen=True)
class Record:
    """A signed intake, whole. Everything a reader needs stands in it; nothing is looked up."""

    id: str
    visit_day: str
    """ISO date in the clinic's time zone."""
    started_at: str
    signed_at: str
    """ISO times in UTC."""
    time_zone: str
    clinic: str
    clinic_language: str
    language: str
    """The language the client walked in."""
    catalogue_version: str
    app_version: str
    tablet: str
    therapist: str
    """Empty until someone is assigned."""
    visit_kind: Literal["new", "returning"]
    age: int | None
    is_minor: bool
    answers: dict[str, Any]
    """By question id: asked but unanswered is None, not asked is absent."""
    facts: dict[str, str]
    said: Wording
    """In the client's language."""
    told: Wording
    """In the clinic's language, for the paper; the same as ``said`` where they share it."""
    flags: tuple[Flag, ...]
    """In print order: by severity, then by rule table."""
    agreements: tuple[Agreement, ...]
    signature: dict[str, Any] | None
    """As answered; None where no signature was due."""
    signer: Literal["client", "guardian"]
    signature_helper: str = ""
    assisted_by: str = ""
    """Names of the staff who filled it in together with the client; empty where nobody did."""
    assisted_by_id: str = ""
    """Their ids, in the same order."""
    carried: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By question id, what stood from earlier visits: ``{"said": answer, "on": ISO date}``."""
    client: str = ""
    """Id of whom the clinic knew this to be; empty on a first visit."""
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By card, ``at`` which ISO time it was first shown, for how many ``seconds`` it was open, and
    by whom it was helped with (``helped_by``) or read aloud (``read_by``). The language and the
    version stand in its agreement. Empty in records from before this was noted."""
    site: dict[str, str] = field(default_factory=dict)
    """Where it was signed: ``id``, ``name``, ``address`` and ``phone`` as they were that day. Empty
    where the clinic had one place, and in records from before there were sites."""
    put_right: tuple[PutRight, ...] = ()
    """What staff corrected since, the oldest first: empty in a record as it was signed."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """The agreements taken back since, the oldest first: empty as above."""
    unreviewed: bool = False
    """No native reader had read the client's language when it was signed. Absent where one had."""
    fingerprint: str = field(default="", compare=False)
    """SHA-256 over the canonical JSON of all the above, in hex; made at signing."""

    @property
    def is_worded_once(self) -> bool:
        """Whether client and clinic share the one wording; false of records that have it twice."""
        return self.told is self.said

    @property
    def place(self) -> str:
        """The clinic, and which of its sites, as papers name it."""
        name = self.site.get("name", self.clinic)
        return self.clinic if name == self.clinic else f"{self.clinic} · {name}"

    @property
    def reached(self) -> str:
        """Address and phone of the site; empty where the clinic had only one."""
        return " · ".join(filter(None, (self.site.get(key, "") for key in ("address", "phone"))))

    @property
    def says(self) -> dict[str, Any]:
        """All that stands in it by question id, carried answers as well."""
        return what_stands(self.carried, self.answers)


def what_stands(
    carried: Mapping[str, Mapping[str, Any]] | None, answers: Mapping[str, Any] | None
) -> dict[str, Any]:
    """What was carried into a visit, under what was asked at it."""
    return {key: kept["said"] for key, kept in (carried or {}).items()} | dict(answers or {})
