"""The record as the paper reads it: in the clinic's language, without what is never printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ...intake.history import NO_HISTORY, History
from ...intake.issue import UNNUMBERED, Issue
from ...intake.record import Change, Flag, Line, PutRight, Record
from ...intake.wording import for_staff
from ...languages import (
    format_day,
    format_time,
    quotes,
    translate,
    translate_count,
    with_colon,
    with_commas,
    with_semicolons,
)
from .private_talk import NEVER, is_private, kept_of, printable
from .text import Run, Words, name, plain, quote, strong

SIGN = "†"
"""Stands behind an answer that was put right, or an agreement that was taken back."""

ASKED_AS = {"pain_now": "today_pain"}
"""Questions of a first visit, and what a return visit always asks in their place."""


class Told:
    """What was told at a visit, ready to be set in lines."""

    def __init__(
        self, record: Record, history: History = NO_HISTORY, issue: Issue = UNNUMBERED
    ) -> None:
        self.record = record
        self.history = history
        self.issue = issue
        self.language = record.told.language
        self.sections = printable(record.told.sections)
        self.marks = record.told.marks
        self._lines = {line.key: line for section in self.sections for line in section.lines}
        self.last = _still_told(record.told.last, self._lines)
        self.changes = tuple(change for change in record.told.changes if _may_print(change))
        kept = {line.given_on for line in self._carried() if not _is_card(line)}
        self.kept_days = tuple(sorted(kept))
        self.put_right = tuple(right for right in record.put_right if self._is_told(right))
        self.withdrawn = {each.card: each for each in reversed(record.withdrawn)}
        self._changed = {*(right.question for right in self.put_right), *self.withdrawn}

    @property
    def kept_on(self) -> str:
        """The one ISO date that all kept answers have; empty where they have several, or none."""
        return self.kept_days[0] if len(self.kept_days) == 1 else ""

    @property
    def carried_cards(self) -> tuple[Line, ...]:
        """The agreements that hold from an earlier visit."""
        return tuple(line for line in self._carried() if _is_card(line))

    def _is_told(self, right: PutRight) -> bool:
        """Whether the paper says that it was put right: no private answer was, or is one."""
        key, before, stands = right.question, right.before, right.now
        if before == stands or is_private(key, before) or is_private(key, stands):
            return False
        return key not in NEVER and key in self._lines

    def sign(self, key: str) -> str:
        """What stands behind an answer that is not as it was signed; empty behind any other."""
        return SIGN if key in self._changed else ""

    def _carried(self) -> Iterator[Line]:
        return (line for line in self._lines.values() if line.given_on)

    @property
    def semicolon(self) -> str:
        """What stands between the things of a list, as the paper's language has it."""
        return with_semicolons(("", ""), self.language)

    @property
    def comma(self) -> str:
        """The lighter of the two."""
        return with_commas(("", ""), self.language)

    def listed(self, *things: str) -> str:
        """Those of these that say anything, in a row."""
        return with_commas(filter(None, things), self.language)

    def translate(self, text: str, **parts: object) -> str:
        """Our own words in the clinic's language, with the parts put in."""
        words = translate(text, self.language)
        return words % parts if parts else words

    def translate_count(self, one: str, many: str, count: int, **parts: object) -> str:
        """Our own words for so many things, with the parts put in."""
        return translate_count(one, many, count, self.language) % parts

    def line(self, key: str) -> Line | None:
        """A question's line; None where it was not asked or is not for paper."""
        return self._lines.get(key)

    def prompt(self, asked: Line | Change) -> str:
        """What was asked; a guardian's phone is the guardian's."""
        return for_staff(asked.key, asked.prompt, self.language)

    def answer(self, key: str) -> Any:
        """The answer as kept; None where there is none."""
        line = self.line(key)
        return line.answer if line else None

    def has(self, key: str, *choices: str) -> bool:
        """Whether one of these choices was picked."""
        answer = self.answer(key)
        return bool({answer} & set(choices) if isinstance(answer, str) else _any(answer, choices))

    def label(self, key: str) -> str:
        """The picked choices in words; empty where there are none."""
        line = self.line(key)
        return f"{self.semicolon.join(line.labels)}{self.sign(key)}" if line and line.labels else ""

    def choice(self, key: str, choice: str) -> str:
        """One picked choice in words; empty where it was not picked."""
        line = self.line(key)
        picked = zip(line.answer or (), line.labels, strict=True) if line else ()
        return next((label for key, label in picked if key == choice), "")

    def labels(self, key: str) -> Words:
        """The picked choices as words of a line."""
        return plain(self.label(key))

    def typed(self, words: str) -> Words:
        """What the client typed, in quotes, with its language where that is not the paper's."""
        spoken = self.record.language
        return quote(words, quotes(self.language), spoken if spoken != self.language else "")

    def written(self, words: str) -> Words:
        """What somebody of the staff typed, in quotes."""
        return quote(words, quotes(self.language))

    def colon(self, what: str, said: str = "") -> str:
        """What something is, and what is said of it."""
        return with_colon(what, said, self.language)

    def says(self, label: str, content: Words) -> Words:
        """A label in bold and what it says, with a full stop; nothing where it says nothing."""
        if not content:
            return ()
        end = "" if content[-1].text.endswith((".", "?", "!")) and len(content) == 1 else "."
        return (*strong(self.colon(label).rstrip()), Run(" "), *content, *plain(end))

    def quote(self, key: str) -> Words:
        """What was typed, in quotes."""
        typed = self.typed(str(self.answer(key) or ""))
        return (*typed, *plain(self.sign(key))) if typed else ()

    def name(self, key: str) -> Words:
        """A name or number as typed."""
        typed = name(str(self.answer(key) or ""))
        return (*typed, *plain(self.sign(key))) if typed else ()

    def number(self, key: str) -> Words:
        """A number from 0 to 10."""
        answer = self.answer(key)
        return () if answer is None else plain(f"{answer}{self.sign(key)}")

    def left_open(self, key: str) -> bool:
        """Asked, not optional, and not answered."""
        line = self.line(key)
        return line is not None and line.answer in (None, "", []) and not line.more

    def answered(self, block: str) -> bool:
        """Whether anything was said to the questions that a block of the paper prints."""
        lines = (line for line in self._lines.values() if line.answer not in (None, "", []))
        return any(place.split(".")[0] == block for line in lines for place in line.prints)

    def or_open(self, key: str, said: Words) -> Words:
        """What was said, or "not answered" in bold where the question was left open."""
        return self.not_answered() if not said and self.left_open(key) else said

    def not_answered(self) -> Words:
        """The words for a question that was asked and left open."""
        return strong(self.translate("not answered"))

    def last_time(self, line: Line, said: Words) -> Words:
        """What was last said to a question that was not asked this visit, with its day."""
        asked = plain(f"{self.translate('not asked this visit; last:')} ")
        return (*asked, *said, *plain(f"{self.comma}{self.day(line.given_on)}"))

    def open_list(self, questions: Iterable[tuple[str, str]]) -> Words:
        """One sentence naming the questions left open; each comes with its short name."""
        names = [words for key, words in questions if self.left_open(key)]
        return self.says(self.translate("Not answered"), plain(self.comma.join(names)))

    def flags(self, severity: str) -> tuple[Flag, ...]:
        """The flags of one severity, in print order."""
        return tuple(flag for flag in self.record.flags if flag.severity == severity)

    def flag(self, key: str) -> str:
        """A flag's words; empty where it did not fire."""
        return next((flag.flag for flag in self.record.flags if flag.key == key), "")

    def day(self, iso: str) -> str:
        """A date in words."""
        return format_day(iso[:10], self.language)

    def moment(self, iso: str) -> datetime:
        """A UTC time on the clinic's clock."""
        return datetime.fromisoformat(iso).astimezone(ZoneInfo(self.record.time_zone))

    def local_day(self, iso: str) -> str:
        """The day of a UTC time on the clinic's calendar, in words."""
        return self.day(self.moment(iso).date().isoformat())

    def clock(self, iso: str) -> str:
        """The hour and minute of a UTC time on the clinic's clock."""
        return format_time(datetime.fromisoformat(iso), self.record.time_zone, self.language)


def _is_card(line: Line) -> bool:
    return line.kind == "card"


def _still_told(last: Iterable[Line], asked: Mapping[str, Line]) -> dict[str, Line]:
    """What was last said, without what today asks by another name."""
    kept = (one for line in last for one in kept_of(line))
    return {line.key: line for line in kept if ASKED_AS.get(line.key) not in asked}


def _may_print(change: Change) -> bool:
    return not change.private and change.key not in NEVER


def _any(answer: Any, choices: tuple[str, ...]) -> bool:
    return isinstance(answer, list) and any(choice in answer for choice in choices)
