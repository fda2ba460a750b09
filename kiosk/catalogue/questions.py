"""The kinds of things we ask: small frozen questions, the steps they stand in, and their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import field
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias

from ..changed import replace
from ..frozen import dataclass
from .conditions import Answer, Condition, Test, looks_at, single_parts

Carry: TypeAlias = Literal["keep", "confirm", "fresh", "year"]
"""What happens to an answer on a return visit (intake-content, section 1)."""


@dataclass(frozen=True)
class Choice:
    """One thing that can be picked. Its key is for ever."""

    key: str
    label: str
    soft: bool = field(default=False, kw_only=True)
    """A soft way out ("none", "talk first"): drawn dashed and last."""
    clears: bool = field(default=False, kw_only=True)
    """Among several, this one clears the others, and any other clears it."""
    says: str = field(default="", kw_only=True)
    """Key of a fixed text that answers whoever picks it, at once and on the next page."""
    when: Condition | None = field(default=None, kw_only=True)
    """Offered only then; always where there is no condition."""
    language: str = field(default="", kw_only=True)
    """The language the label is written in, whatever the page speaks; empty for the page's."""


@dataclass(frozen=True)
class Question:
    """One thing we ask. Its key is for ever: answers are kept under it."""

    key: str
    prompt: str
    required: bool = field(default=False, kw_only=True)
    forced: bool = field(default=False, kw_only=True)
    """Cannot be skipped (the few that section 1 names)."""
    more: bool = field(default=False, kw_only=True)
    """Stands behind "Add more (optional)"; left alone it prints nothing."""
    when: Condition | None = field(default=None, kw_only=True)
    prints: tuple[str, ...] = field(default=(), kw_only=True)
    """Places on the paper, as ``block.order``."""
    carry: Carry = field(default="fresh", kw_only=True)

    # By identity: a value's hash would go through all of its words, at each look into a cache.
    __hash__ = object.__hash__

    def __init_subclass__(cls) -> None:
        cls.__hash__ = object.__hash__  # type: ignore[assignment]

    @property
    def offers_some(self) -> bool:
        """Whether some choices are only offered after certain answers."""
        return False

    def standing(self, answer: Answer) -> Answer:
        """The answer without choices that are not offered; None where none is left."""
        return answer


@dataclass(frozen=True)
class PickOne(Question):
    """One choice. The answer is its key."""

    choices: tuple[Choice, ...] = field(kw_only=True)
    among: str = field(default="", kw_only=True)
    """Only the choices picked in this earlier question are offered."""
    pictures: str = field(default="", kw_only=True)
    """The folder of ``static`` with a drawing of each choice that is not soft."""

    @cached_property
    def offered(self) -> frozenset[str]:
        """The keys of the choices."""
        return frozenset(choice.key for choice in self.choices)

    @cached_property
    def offers_some(self) -> bool:
        return bool(self.among) or any(choice.when for choice in self.choices)

    def standing(self, answer: Answer) -> Answer:
        return answer if answer in self.offered else None


@dataclass(frozen=True)
class PickMany(Question):
    """Any number of choices. The answer is the list of their keys, in catalogue order."""

    choices: tuple[Choice, ...] = field(kw_only=True)
    beside: str = field(default="", kw_only=True)
    """Key of a fixed text that stands beside the choices once one is picked."""
    yes_first: bool = field(default=False, kw_only=True)
    """Stands in one row that names its choices: none of them, or a yes that opens them."""
    away: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)
    """Regions of the body map, each with the choice that "please stay away" there says already."""

    @cached_property
    def offered(self) -> frozenset[str]:
        """The keys of the choices."""
        return frozenset(choice.key for choice in self.choices)

    @cached_property
    def offers_some(self) -> bool:
        return any(choice.when for choice in self.choices)

    def standing(self, answer: Answer) -> Answer:
        if answer is None or self.offered.issuperset(answer):
            return answer
        return [key for key in answer if key in self.offered]

    def kept_apart(self, picked: list[str], before: Iterable[str]) -> list[str]:
        """What was picked without "none" beside others: what was not there before counts."""
        nones = [choice.key for choice in self.choices if choice.clears and choice.key in picked]
        others = [key for key in picked if key not in nones]
        if not nones or not others:
            return picked
        was = set(before)
        return nones[:1] if was and set(others) <= was and not set(nones) & was else others


@dataclass(frozen=True)
class InOwnWords:
    """A card in the words that a clinic has published in one language."""

    language: str
    title: str
    text: str


@dataclass(frozen=True)
class Statement:
    """A text a client agrees to. A changed text is a new version, never an edit."""

    key: str
    version: int
    text: str
    own: InOwnWords | None = field(default=None, repr=False, kw_only=True)
    """The clinic's own words, where it has published some: these are read, in their language."""


@dataclass(frozen=True)
class Card(PickOne):
    """A statement with its choices: an agreement, or a private area's own opt-in."""

    statement: Statement = field(kw_only=True)
    starts_on: str = field(default="", kw_only=True)
    """The choice that stands until another is picked: "no" on optional and private cards."""
    valid: Literal["year", "visit"] = field(default="year", kw_only=True)
    folded: bool = field(default=False, kw_only=True)
    """Stands behind one line that names it, until that is opened; asked and kept all the same."""


@dataclass(frozen=True)
class Scale(Question):
    """A whole number from 0 to 10, with no default."""


Holds: TypeAlias = Literal["words", "name", "phone", "number", "email", "medicine"]
"""What is typed: which keyboard a person expects for it, and what it must have."""


@dataclass(frozen=True)
class Words(Question):
    """Something typed, up to ``longest`` characters."""

    longest: int = field(default=120, kw_only=True)
    holds: Holds = field(default="words", kw_only=True)


@dataclass(frozen=True)
class Day(Question):
    """A date typed as day, month and year. The answer is an ISO date."""

    ahead: bool = field(default=False, kw_only=True)
    """A day to come; any other is one that was."""


@dataclass(frozen=True)
class BodyMarks(Question):
    """Marks on the body map, one for a region at the most."""


@dataclass(frozen=True)
class Signature(Question):
    """Drawn strokes, a typed name, or a form signed on paper; the answer keeps which.

    ``{"method": "typed", "name": str}`` or ``{"method": "drawn", "w": int, "h": int,
    "strokes": [[x, y, x, y, …], …]}`` in whole pixels of the pad, or, entered by staff,
    ``{"method": "on_paper", "witness": str}``.
    """


@dataclass(frozen=True)
class Note:
    """A fixed text that stands in a calm box above a step's questions."""

    key: str
    when: Condition | None = None
    """Shown only then; always where there is no condition."""


@dataclass(frozen=True)
class Step:
    """One page of the walk."""

    key: str
    title: str
    help: str
    questions: tuple[Question, ...]
    when: Condition | None = field(default=None, kw_only=True)
    notes: tuple[Note, ...] = field(default=(), kw_only=True)
    intro: Statement | None = field(default=None, kw_only=True)
    """A statement that stands before the step's cards, where they have one."""
    joins: tuple[Step, ...] = field(default=(), kw_only=True)
    """Of a page: the further steps that are asked on it, their questions behind its own."""

    __hash__ = object.__hash__  # as a question's

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its questions."""
        return frozenset(question.key for question in self.questions)

    @property
    def conditions(self) -> Iterator[Condition | None]:
        """Whatever decides of it, its notes, its questions and their choices."""
        yield self.when
        yield from (note.when for note in self.notes)
        for question in self.questions:
            yield question.when
            yield from (choice.when for choice in getattr(question, "choices", ()))

    @cached_property
    def plan(self) -> tuple[tuple[Question, str, Test | None, bool], ...]:
        """Its questions, each with its key, when it is asked, and whether it offers but some
        choices: what a walk asks of each of them for every set of answers."""
        return tuple(
            (each, each.key, each.when.is_met if each.when else None, each.offers_some)
            for each in self.questions
        )

    def of(self, keys: Set[str]) -> Step:
        """The same step with the questions of these keys alone."""
        return self.only(tuple(q for q in self.questions if q.key in keys))

    def with_follow_ups(self, keys: Set[str]) -> Set[str]:
        """These keys, and those of its questions that hang on one of them."""
        found = set(keys & self.keys)
        for question in self.questions:
            if any(looks_at(part) in found for part in single_parts(question.when)):
                found.add(question.key)
        return found

    def only(self, questions: tuple[Question, ...]) -> Step:
        """The same step with these questions alone. For the same ones it is the very same step:
        what is worked out from it is worked out once."""
        whole = len(questions) == len(self.questions) and questions == self.questions
        return self if whole else _narrowed(self, questions)

    def noting(self, keys: tuple[str, ...]) -> Step:
        """The same step with the notes of these keys alone."""
        return self if len(keys) == len(self.notes) else _noting(self, keys)


@lru_cache(maxsize=1024)
def _narrowed(step: Step, questions: tuple[Question, ...]) -> Step:
    return replace(step, questions=questions)


@lru_cache(maxsize=256)
def _noting(step: Step, keys: tuple[str, ...]) -> Step:
    return replace(step, notes=tuple(note for note in step.notes if note.key in keys))
