"""At a glance: what matters most of what was said, one line a step, each leading to its step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...catalogue import CATALOGUE
from ...catalogue.questions import BodyMarks, Card, PickMany, PickOne, Question, Step, Words
from ...frozen import dataclass
from ...intake.wording import answer_in_words, choice_label, fixed, mark_in_words, marks, prompt
from ...intake.wording import title as title_of
from ...languages import N_, quoted, translate, with_semicolons

BOUNDARIES: Mapping[str, Mapping[str, str]] = {
    "draping": {
        "undress_level": "",
        "keep_covered": N_("Keep covered"),
        "companion": N_("Someone in the room"),
        "respect_note": N_("Please respect"),
    },
    "body_map": {"body_marks": ""},
    "touch": {"pressure": "", "touch_avoid": N_("Do not touch")},
    "sensitive": {},
}
HEALTH: Mapping[str, Mapping[str, str]] = {
    "today_check": {"pregnancy": "", "recent_events": N_("In the last 3 months")},
    "health": {"cancer": N_("Cancer")},
    "medicines": {"allergies": N_("Allergies"), "rescue_items": N_("For emergencies")},
}
PLAN: Mapping[str, Mapping[str, str]] = {
    "feelings": {
        "feelings_first": "",
        "pause_signal": N_("Pause signal"),
        "feelings_avoid": N_("Please do not"),
    },
    "agree": {},
}
"""By step, the questions that are looked at once more and a short name where one is needed.

Of health and of private areas all are, and of the others also what should be answered and is not.
"""

PRIVATE = CATALOGUE.step("sensitive").keys

SIGNS = CATALOGUE.question("today_signs")
"""Its "None of these" says the same of a whole step."""

NOTHING = frozenset({"no", "none", "never"})
"""Answers that leave nothing to look at again."""


@dataclass(frozen=True)
class Phrase:
    """One thing that was said."""

    words: str
    label: str = ""


@dataclass(frozen=True)
class Glance:
    """One step in a line, which is the button that leads there."""

    title: str
    change_go: str
    phrases: tuple[Phrase, ...]
    missing: bool = False


@dataclass(frozen=True)
class Part:
    """Lines that belong together."""

    heading: str
    lines: tuple[Glance, ...]


def at_a_glance(
    steps: Mapping[str, Step], answers: Mapping[str, Any], language: str
) -> tuple[Part, ...]:
    """Boundaries first; then health, the plan for feelings, and what is still open."""
    rest: dict[str, Mapping[str, str]] = {
        key: {} for key in steps if key not in {*BOUNDARIES, *HEALTH, *PLAN}
    }
    glances = _Glances(answers, language)
    parts = (
        (N_("Your boundaries"), BOUNDARIES),
        (N_("Your health and your plan"), {**HEALTH, **PLAN, **rest}),
    )
    made = (
        Part(
            translate(heading, language),
            tuple(
                line
                for key, names in group.items()
                if key in steps and (line := glances.of(steps[key], names))
            ),
        )
        for heading, group in parts
    )
    return tuple(part for part in made if part.lines)


@dataclass(frozen=True)
class _Glances:
    answers: Mapping[str, Any]
    language: str

    def of(self, step: Step, names: Mapping[str, str]) -> Glance | None:
        """The step in a line; None where nothing of it has to be looked at again."""
        said = [p for q in step.questions if _matters(step, q, names) for p in self._said(q, names)]
        open_ = [q for q in step.questions if q.required and q.key not in self.answers]
        missed = [Phrase(translate("not answered", self.language), self._prompt(q)) for q in open_]
        if step.key in HEALTH and not said and not missed:
            said = [Phrase(answer_in_words(SIGNS, ["none"], self.language))]
        if not said and not missed:
            return None
        heading = title_of(step, self.language)
        return Glance(heading, f"change:{step.key}", (*said, *missed), bool(missed))

    def _said(self, question: Question, names: Mapping[str, str]) -> Iterator[Phrase]:
        answer = self.answers.get(question.key)
        private = question.key in PRIVATE
        if answer is None or (isinstance(answer, str) and answer in NOTHING and not private):
            return
        label = translate(names.get(question.key, ""), self.language)
        match question:
            case BodyMarks():
                yield from self._marks(answer)
            case Card():
                yield from self._card(question, answer)
            case PickOne() if private and answer == "choose":
                return
            case PickMany(choices=choices):
                picked = [c for c in choices if c.key in answer and c.key not in NOTHING]
                worded = (choice_label(question, c, self.language) for c in picked)
                words = with_semicolons(worded, self.language)
                yield from (Phrase(words, label),) if picked else ()
            case Words():
                yield Phrase(quoted(answer, self.language), label)
            case _:
                yield Phrase(answer_in_words(question, answer, self.language), label)

    def _card(self, card: Card, answer: str) -> Iterator[Phrase]:
        """A private area, whatever was said; an agreement that waits for a talk."""
        if answer == "talk_first":
            yield Phrase(self._prompt(card), fixed("talk_first", self.language))
        elif card.key in PRIVATE:
            yield Phrase(answer_in_words(card, answer, self.language), self._prompt(card))

    def _marks(self, kept: Any) -> Iterator[Phrase]:
        said = marks(kept, self.language)
        for kind in ("avoid", "ask", "gentle"):
            places = [mark for mark in said if mark.mark == kind]
            if places:
                worded = (mark_in_words(each, self.language) for each in places)
                yield Phrase(with_semicolons(worded, self.language), places[0].mark_label)

    def _prompt(self, question: Question) -> str:
        return prompt(question, self.language)


def _matters(step: Step, question: Question, names: Mapping[str, str]) -> bool:
    return question.key in names or step.key in (*HEALTH, "sensitive", "agree")
