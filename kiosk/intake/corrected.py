"""A record with what was put right since: what stands, while the record stays as it was signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.conditions import holds
from ..catalogue.flags import RULES, SEVERITIES, Rule
from ..catalogue.questions import BodyMarks, Card, Question, Signature
from .after_correction import BY_THE_CLIENT, Known, before_and_after
from .freeze import flag_in_words
from .record import Change, Flag, Line, Record, Section, Wording
from .wording import answer_in_words, labels, line, marks

_TABLE = {rule.key: number for number, rule in enumerate(RULES)}


def may_be_corrected(key: str) -> bool:
    """Whether staff may put this answer right. A yes to touch is the client's alone."""
    if key not in CATALOGUE.keys or key in BY_THE_CLIENT:
        return False
    return not isinstance(CATALOGUE.question(key), Card | Signature)


def another_signed(record: Record) -> bool:
    """Whether a guardian signed for somebody who needs none, as the record stands by now."""
    needs_one = CATALOGUE.step("guardian").when
    return record.signer == "guardian" and not holds(needs_one, {**record.says, **record.facts})


def is_drawn(question: Question) -> bool:
    """Whether it is answered on a drawing, which the page of a correction does not have."""
    return isinstance(question, BodyMarks)


def corrected(
    record: Record, now: Mapping[str, Any], majority_age: int, rules: tuple[Rule, ...] = RULES
) -> Record:
    """The record as it stands with these answers put right, by question id.

    Everything that hangs on them follows: what closes behind them, age, facts and flags, and the
    words in both languages. Agreements and the signature stay as they were given.
    """
    if not now:
        return record
    before, after = before_and_after(record, now, majority_age, rules)
    shown = _Shown(before, after)
    age = after.facts.get("age")
    said = shown.wording(record.said)
    return replace(
        record,
        age=int(age) if age else None,
        is_minor=after.facts.get("is_minor") == "yes",
        answers=_answers(record, after),
        carried=_carried(record, now, after),
        facts=after.facts,
        flags=_flags(record, before, after),
        said=said,
        told=said if record.is_worded_once else shown.wording(record.told),
    )


def _answers(record: Record, after: Known) -> dict[str, Any]:
    """What was asked that day; also what was put right without having been asked or carried."""
    return {key: said for key, said in after.says.items() if key not in record.carried} | {
        key: after.says[key] for key in record.answers if key in after.says
    }


def _carried(record: Record, now: Mapping[str, Any], after: Known) -> dict[str, dict[str, Any]]:
    return {
        key: {"said": after.says[key], "on": kept["on"]}
        for key, kept in record.carried.items()
        if key in after.says and key not in record.answers
    }


def _flags(record: Record, before: Known, after: Known) -> tuple[Flag, ...]:
    """What fired at signing and does not fall with the correction, and what it has raised."""
    was, fires = ({rule.key for rule in each.fired} for each in (before, after))
    signed = {flag.key for flag in record.flags}
    stay = (flag for flag in record.flags if flag.key in fires or flag.key not in was)
    raised = (rule for rule in after.fired if rule.key not in was | signed)
    new = (flag_in_words(rule, record.clinic_language) for rule in raised)
    return tuple(sorted((*stay, *new), key=_place))


def _place(flag: Flag) -> tuple[int, int]:
    return SEVERITIES.index(flag.severity), _TABLE.get(flag.key, -1)


class _Shown:
    """The words of a record, moved from one reading of it to another."""

    def __init__(self, before: Known, after: Known) -> None:
        self.before, self.after = before, after
        self.was, self.now = before.severities, after.severities

    def wording(self, told: Wording) -> Wording:
        """These words with what has changed; what closed is gone."""
        sections = (replace(s, lines=tuple(self._section(s, told))) for s in told.sections)
        moved = replace(
            told,
            sections=tuple(section for section in sections if section.lines),
            changes=tuple(self._changes(told)),
        )
        if not self._moved("body_marks"):
            return moved
        return replace(moved, marks=marks(self.after.says.get("body_marks") or (), told.language))

    def _moved(self, key: str) -> bool:
        return bool(self.before.says.get(key) != self.after.says.get(key))

    def _section(self, section: Section, told: Wording) -> Iterator[Line]:
        yield from self._lines(section.lines, told)
        new = self.after.says.keys() - self.before.says.keys() - {one.key for one in section.lines}
        here = (step.questions for step in CATALOGUE.steps if step.key == section.key)
        for question in chain.from_iterable(here):
            answer = self.after.says.get(question.key)
            if question.key in new and answer is not None:
                # Put in although nobody had been asked: the therapist reads it all the same.
                yield line(question, answer, told.language, self.now.get(question.key, ""))

    def _lines(self, lines: tuple[Line, ...], told: Wording) -> Iterator[Line]:
        for one in lines:
            if one.key in self.after.says or one.key not in self.before.says:
                yield self._line(one, told.language)

    def _line(self, one: Line, language: str) -> Line:
        if self.was.get(one.key) != self.now.get(one.key):
            one = replace(one, severity=self.now.get(one.key, ""))
        if not self._moved(one.key):
            return one
        answer = self.after.says.get(one.key)
        words = labels(_question(one.key), answer, language)
        return replace(one, answer=answer, labels=words, given_on="")

    def _changes(self, told: Wording) -> Iterator[Change]:
        """What is new since the last visit, without what turned out to be the same as before."""
        for change in told.changes:
            if not self._moved(change.key):
                yield change
            elif change.key in self.after.says:
                answer = self.after.says[change.key]
                now = answer_in_words(_question(change.key), answer, told.language)
                if now != change.before:
                    yield replace(change, now=now)


def _question(key: str) -> Question:
    return CATALOGUE.question(key)
