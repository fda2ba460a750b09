"""A value as it stands in a cell: by id for programs, or in words for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from ..catalogue import CATALOGUE
from ..catalogue.agreements import OWN
from ..catalogue.flags import RULES
from ..catalogue.questions import PickMany, PickOne, Question
from ..catalogue.regions import REGION
from ..intake.shown_cards import in_words
from ..intake.treatment import OUTCOMES, REACHES, TAPS, WHOSE
from ..intake.wording import choice_label, mark_in_words, marks, staff_prompt
from ..languages import N_, language_name, translate
from .columns import MISSING, Column
from .exported import Exported
from .values import shown_of

Cell = str | int | date | datetime | None
"""None is an empty cell."""

STATES: Mapping[str, str] = {
    "waiting": N_("Waiting"),
    "read": N_("Read"),
    "in_room": N_("In the room"),
    "done": N_("Done"),
    "postponed": N_("Postponed"),
    "unreadable": N_("Cannot be read"),
}
SIGNERS: Mapping[str, str] = {"client": N_("The client"), "guardian": N_("The guardian")}
UNDERSTOOD: Mapping[str, str] = {"yes": N_("Yes"), "not_quite": N_("Not quite")}
WHY_EMPTY: Mapping[str, str] = {
    "not_answered": N_("Asked and not answered"),
    "not_asked": N_("Not asked"),
    "private": N_("For the therapist alone"),
    "unreadable": N_("Cannot be read"),
}
YES_OR_NO = (N_("No"), N_("Yes"))

CODES: Mapping[str, Mapping[str, str]] = {
    "state": STATES,
    "signed_by": SIGNERS,
    "session_understood": UNDERSTOOD,
}
"""By column that is no question's, its codes in words."""

_OWN = {card.key: card for card in OWN}
_RULES = {rule.key: rule for rule in RULES}
_CAME: Mapping[str, str] = {str(key): words for key, words in OUTCOMES.items()}
_ROOM: Mapping[str, str] = {
    **{str(key): words for key, words in REACHES.items()},
    **{str(key): words for key, words in WHOSE.items()},
}


def as_code(value: Any) -> str | int | None:
    """A value as programs read it: ids, joined by semicolons; whole numbers as they are.

    Marks are region:mark:feel:level, and :since behind it where that was said. A signature is how
    it was made.
    """
    match value:
        case None | int() | str():
            return value
        case [{"region": _}, *_]:
            return "; ".join(_mark(mark) for mark in value)
        case list():
            return "; ".join(value)
        case {"region": _}:
            return _mark(value)
        case {"method": "on_paper", "witness": witness}:
            return f"on_paper; witness: {witness}"
        case {"method": method}:
            return str(method)
    return str(value)


def _mark(mark: Mapping[str, Any]) -> str:
    since = (mark["since"],) if "since" in mark else ()
    parts = (mark["region"], mark["mark"], mark.get("feel", ""), mark.get("level"), *since)
    return ":".join("" if part is None else str(part) for part in parts)


class InWords:
    """The cells of one visit in words: as they were worded at signing, in this language.

    A record that was never worded in this language is worded as the same is asked today.
    """

    def __init__(self, one: Exported, language: str) -> None:
        self.one, self.language = one, language

    def cell(self, column: Column, value: Any) -> Cell:
        """What stands in a cell."""
        if value is None or (isinstance(value, int) and column.kind == "number"):
            return value
        match column.kind:
            case "yes":
                return self._say(YES_OR_NO[value])
            case "day":
                return self.day(value)
            case "moment":
                return self.moment(value)
        if column.part == "missing":
            return self._say(WHY_EMPTY[value])
        return self._answer(column, value) if column.question else self._own(column, value)

    def _say(self, text: str) -> str:
        return translate(text, self.language)

    def moment(self, at: str) -> datetime:
        """As the clinic's clock showed it; a cell has no zone."""
        zone = ZoneInfo(self.one.kept.get("time_zone") or "UTC")
        moment = datetime.fromisoformat(at).astimezone(zone)
        return moment.replace(tzinfo=None, microsecond=0)

    def day(self, day: str) -> Cell:
        """A day as a date; what is none stays as it was typed."""
        try:
            return date.fromisoformat(day)
        except ValueError:
            return day

    @cached_property
    def _lines(self) -> Mapping[str, Mapping[str, Any]]:
        """By question id, how it was worded in this language, where it ever was."""
        for wording in (self.one.kept.get("told"), self.one.kept.get("said")):
            if wording and wording["language"] == self.language:
                sections = wording["sections"]
                return {line["key"]: line for part in sections for line in part["lines"]}
        return {}

    def _answer(self, column: Column, value: Any) -> str:
        question = column.question
        match question:
            case PickOne() | PickMany():
                keys = [value] if isinstance(value, str) else value
                words = "; ".join(self._labels(question, keys))
                return f"{self.title(column.key)}: {words}" if column.key in _OWN else words
        if isinstance(value, list):
            said = marks(still_there(value), self.language)
            worded = (f"{each.mark_label}: {mark_in_words(each, self.language)}" for each in said)
            return "; ".join(worded)
        if isinstance(value, dict) and "region" in value:
            return "".join(self._mark(value))
        return str(as_code(value))

    def _mark(self, value: Mapping[str, Any]) -> Iterator[str]:
        for mark in marks(still_there([value]), self.language):
            details = [mark.feel_label, "" if mark.level is None else str(mark.level)]
            details = [each for each in (*details, mark.since_label) if each]
            yield f"{mark.mark_label} ({', '.join(details)})" if details else mark.mark_label

    def _labels(self, question: Question, keys: list[str]) -> Iterator[str]:
        assert isinstance(question, PickOne | PickMany)  # noqa: S101 - tells the checker
        line = self._lines.get(question.key)
        if line and len(line["labels"]) == len(keys):
            return iter(line["labels"])
        words = {c.key: choice_label(question, c, self.language) for c in question.choices}
        return (words.get(key, key) for key in keys)

    def _own(self, column: Column, value: Any) -> str:
        if column.key in CODES:
            return self._say(CODES[column.key][value])
        if column.key == "language":
            return language_name(value)
        if isinstance(value, list):
            return "; ".join(self._listed(column.key, each) for each in value)
        return str(value)

    def _listed(self, key: str, each: str) -> str:
        """One of many in words, as far as it names something that has words."""
        first, _, rest = each.partition(":")
        match key:
            case "flags":
                return self.flag(first)
            case "consents":
                return self._consent(each)
            case "session_talked":
                return f"{self.flag(first)}: {self._say(_CAME[rest])}"
            case "session_taps":
                at = self.moment(rest).strftime("%H:%M")
                return f"{self._say(TAPS[first])} ({at})" if first in TAPS else each
            case "own_agreements":
                return rest
            case "cards_shown":
                return self._shown(first)
            case "note_added":
                at, _, words = each.partition(": ")
                return f"{self.moment(at):%Y-%m-%d %H:%M}: {words}"
        return self._about_a_question(first, rest)

    def _about_a_question(self, key: str, rest: str) -> str:
        name = self.title(key)
        parts = rest.split(":") if rest else []
        said = [self._say(_ROOM[each]) if each in _ROOM else each for each in parts]
        return f"{name}: {', '.join(said)}" if said else name

    def flag(self, key: str) -> str:
        """A flag as it was worded for the therapist, or as it reads in this language."""
        kept = next((f for f in self.one.kept["flags"] if f["key"] == key), None)
        if kept and self.one.kept.get("clinic_language") == self.language:
            return str(kept["flag"])
        rule = _RULES.get(key)
        if rule:
            return translate(rule.flag, self.language, f"flag.{key}")
        return str(kept["flag"]) if kept else key

    def _consent(self, each: str) -> str:
        key, version, _, at = each.split(":", 3)
        card = next(each for each in self.one.kept["agreements"] if each["key"] == key)
        title, label = self.agreement(card)
        return f"{title} {version}: {label} ({self.moment(at).date().isoformat()})"

    def _shown(self, key: str) -> str:
        kept = self.one.kept
        card = next(each for each in kept["agreements"] if each["key"] == key)
        zone = str(kept.get("time_zone") or "UTC")
        how = in_words(shown_of(kept, card), zone, self.language)
        title, _ = self.agreement(card)
        return f"{title} {card['version']}, {language_name(card['language'])}: {how}"

    def title(self, key: str) -> str:
        """A question as staff read it; an agreement of the clinic's own by its title that day."""
        named = {each["key"]: each["title"] for each in self.one.kept.get("agreements", ())}
        titles = {**{k: line["prompt"] for k, line in self._lines.items()}, **named}
        own = titles.get(key, "") if key in _OWN else ""
        return own or heading_of(key, self.language)

    def agreement(self, card: Mapping[str, Any]) -> tuple[str, str]:
        """An agreement that was shown: its title, and what was said to it."""
        if card["language"] == self.language:
            return card["title"], card["answer_label"]
        key, language = card["key"], self.language
        return self.title(key), answer_of(key, card["answer"], language)


def heading_of(key: str, language: str) -> str:
    """A question as staff read it; its id where it is asked no more."""
    key = key.removesuffix(MISSING)
    if key.startswith("consent_") and key not in CATALOGUE.keys:
        key = key.removeprefix("consent_")
    return staff_prompt(CATALOGUE.question(key), language) if key in CATALOGUE.keys else key


def answer_of(key: str, answer: str, language: str) -> str:
    """One choice of a card in words; its id where it is offered no more."""
    card = key if key in CATALOGUE.keys else key.removeprefix("consent_")
    question = CATALOGUE.question(card) if card in CATALOGUE.keys else _OWN.get(card)
    offered = question.choices if isinstance(question, PickOne) else ()
    found = (choice_label(question, c, language) for c in offered if question and c.key == answer)
    return next(found, answer)


def still_there(value: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [mark for mark in value if mark["region"] in REGION]
