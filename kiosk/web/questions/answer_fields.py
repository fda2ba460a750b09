"""The kinds of questions as form fields: what a browser sends, turned into an answer.

No form is built of them: WTForms would bind each field anew for every post.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from ...catalogue.questions import (
    BodyMarks,
    Card,
    Day,
    PickMany,
    PickOne,
    Question,
    Scale,
    Signature,
    Words,
)
from ...catalogue.regions import CAREFUL, FEELS, MARKS, OTHER_SIDE, REGIONS, SINCE
from ...clinic.kinds import TOO_LONG
from ...intake.normal import one_line, tidy
from .drawn_signature import signature_of
from .typed_day import day_ahead, past_day, typed_apart, typed_whole

WITNESS = "-witness"
"""Ends the name of the one field that only staff may send."""


class AnswerField:
    """A question's field in one post. ``data`` is the answer as kept, None where none was given;
    ``problem`` says what is wrong with one that cannot be taken."""

    yes = ""
    """The yes that was given before any choice; empty where none was."""

    def __init__(self, question: Any, posted: MultiDict[str, str] | None = None) -> None:
        self.question = question
        self.name: str = question.key
        self.data: Any = None
        self.problem = ""
        try:
            self.data = None if posted is None else self.read(posted)
        except ValidationError as problem:
            self.problem = str(problem)

    def names(self) -> tuple[str, ...]:
        """Every form field that belongs to this question."""
        return (self.name,)

    def read(self, posted: MultiDict[str, str]) -> Any:
        """The answer in a post; None where nothing was given. Raises ValidationError."""
        raise NotImplementedError


class PickOneField(AnswerField):
    """One choice of a closed list."""

    def read(self, posted: MultiDict[str, str]) -> str | None:
        """The picked choice's key."""
        picked = posted.getlist(self.name)
        if not picked or not picked[-1]:
            return None
        if picked[-1] not in {choice.key for choice in self.question.choices}:
            raise ValidationError("Choose one of these, please.")
        return str(picked[-1])


SOME, SEEN = "some", "seen"
"""A yes to a question that stands in one row: its choices closed, or on the screen."""


class PickManyField(AnswerField):
    """Any number of choices of a closed list."""

    def read(self, posted: MultiDict[str, str]) -> list[str] | None:
        """The picked choices' keys in catalogue order."""
        picked = {value for value in posted.getlist(self.name) if value}
        if self.question.yes_first:
            self.yes = next((yes for yes in (SEEN, SOME) if yes in picked), "")
            picked -= {SOME, SEEN}
        offered = [choice.key for choice in self.question.choices]
        if picked - set(offered):
            raise ValidationError("Choose from these, please.")
        return [key for key in offered if key in picked] or None


class ScaleField(AnswerField):
    """A whole number from 0 to 10."""

    def read(self, posted: MultiDict[str, str]) -> int | None:
        """The number."""
        return _level(posted.get(self.name, ""))


class WordsField(AnswerField):
    """Typed words, made safe to keep."""

    def read(self, posted: MultiDict[str, str]) -> str | None:
        """The words; one line for a short text."""
        typed = posted.get(self.name, "")
        longest = self.question.longest
        words = one_line(typed) if longest <= 120 else tidy(typed)
        if len(words) > longest:
            raise ValidationError(TOO_LONG)
        if words and self.question.holds == "phone" and not any(map(str.isdecimal, words)):
            raise ValidationError("A phone number has digits in it. Please check it.")
        return words or None


class DayField(AnswerField):
    """A day typed as three numbers, the month also by its name; or all of it in one field."""

    def names(self) -> tuple[str, ...]:
        """Day, month and year."""
        return tuple(f"{self.name}-{part}" for part in ("day", "month", "year"))

    def read(self, posted: MultiDict[str, str]) -> str | None:
        """The ISO date."""
        typed = [one_line(posted.get(name, "")) for name in self.names()]
        said = [part for part in typed if part]
        if not said:
            return None
        whole = len(said) == 1 and not said[0].isdecimal()
        parts = typed_whole(said[0]) if whole else typed_apart(typed)
        return (day_ahead if self.question.ahead else past_day)(*parts).isoformat()


MARK_PARTS = ("", "-feel", "-level", "-since", "-both")
"""Ends of the names of a region's form fields."""


class BodyMarksField(AnswerField):
    """Marks on the body map, one for a region at the most."""

    def names(self) -> tuple[str, ...]:
        """Mark, feeling, level, since when, and whether both sides, for every region."""
        return tuple(f"{self.name}-{region.key}{part}" for region in REGIONS for part in MARK_PARTS)

    def read(self, posted: MultiDict[str, str]) -> list[dict[str, Any]] | None:
        """The marked regions in catalogue order. A feeling without a mark says nothing."""
        sent = dict(posted.items())
        marks: dict[str, dict[str, Any]] = {}
        both: set[str] = set()
        for region in REGIONS:
            mark, feel, level, since, two = self._parts(sent, region.key)
            if mark:
                said = {"feel": feel, "level": _level(level), "since": since}
                kept = {key: value for key, value in said.items() if value not in ("", None)}
                marks[region.key] = {"region": region.key, "mark": mark, **kept}
                both |= {region.key} if two else set()
        marks |= dict(_other_sides(marks, both))
        return [marks[region.key] for region in REGIONS if region.key in marks] or None

    def _parts(self, sent: Mapping[str, str], region: str) -> list[str]:
        """What was sent for a region, part by part. Raises ValidationError."""
        said = [sent.get(f"{self.name}-{region}{part}", "") for part in MARK_PARTS]
        mark, feel, _, since, both = said
        offered = ((mark, MARKS), (feel, FEELS), (since, SINCE))
        strange = any(value and value not in _keys(choices) for value, choices in offered)
        if mark and (strange or both not in ("", "yes")):
            raise ValidationError("Choose from these, please.")
        return said


def _care(mark: Mapping[str, Any] | None) -> int:
    return CAREFUL.index(mark["mark"]) if mark else -1


def _other_sides(
    marks: Mapping[str, Mapping[str, Any]], both: Set[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What "Both sides" marks alike, unless the other side asks for more care by itself."""
    for region in both & OTHER_SIDE.keys():
        other = OTHER_SIDE[region]
        ours, theirs = (_care(marks.get(side)) for side in (region, other))
        if ours > theirs or (ours == theirs and other not in both):
            yield other, {**marks[region], "region": other}


class SignatureField(AnswerField):
    """A drawn or a typed signature; a drawn one counts where both are there.

    Where staff help, a form signed on paper counts instead, with whoever saw it signed.
    """

    def names(self) -> tuple[str, ...]:
        """The typed name, the drawn strokes, and the witness of a form signed on paper."""
        return (f"{self.name}-typed", f"{self.name}-strokes", f"{self.name}{WITNESS}")

    def read(self, posted: MultiDict[str, str]) -> dict[str, Any] | None:
        """The signature with its method."""
        typed, strokes, witness = (posted.get(name, "") for name in self.names())
        here, witness = _signed_here(typed, strokes), _name(witness)
        if here and witness:
            raise ValidationError("Give one of the two: the signature here, or the witness.")
        return {"method": "on_paper", "witness": witness} if witness else here


def _signed_here(typed: str, strokes: str) -> dict[str, Any] | None:
    if strokes.strip() and (drawn := signature_of(strokes)):
        return drawn
    name = _name(typed)
    return {"method": "typed", "name": name} if name else None


def _name(typed: str) -> str:
    name = one_line(typed)
    if len(name) > 120:
        raise ValidationError(TOO_LONG)
    return name


_FIELDS: Mapping[type[Question], type[AnswerField]] = {
    **dict.fromkeys((PickOne, Card), PickOneField),
    PickMany: PickManyField,
    Scale: ScaleField,
    Words: WordsField,
    Day: DayField,
    BodyMarks: BodyMarksField,
    Signature: SignatureField,
}


def fields_for(
    questions: Iterable[Question], posted: MultiDict[str, str] | None = None
) -> dict[str, AnswerField]:
    """By key, the field of each question, with what this post says to it."""
    return {each.key: _FIELDS[type(each)](each, posted) for each in questions}


def _keys(choices: Sequence[Any]) -> set[str]:
    return {choice.key for choice in choices}


def _level(typed: str) -> int | None:
    if not typed:
        return None
    if typed not in {str(number) for number in range(11)}:
        raise ValidationError("Choose a number from 0 to 10, please.")
    return int(typed)
