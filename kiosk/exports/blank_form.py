"""The blank form: the intake on paper, for a client who would rather write by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from ..catalogue import CATALOGUE
from ..catalogue.questions import (
    BodyMarks,
    Card,
    Day,
    PickMany,
    PickOne,
    Question,
    Scale,
    Signature,
    Step,
    Words,
)
from ..frozen import dataclass
from ..intake.facts import ClinicFacts
from ..intake.on_paper import Asked, PaperStep, steps_on_paper
from ..intake.wording import choice_label, fixed, prompt, statement_text, title
from ..languages import direction, is_reviewed, marks_between, translate
from .drawing import printed
from .drawn import Drawn
from .foot import Foot, foot, unreviewed
from .paper.body_map import Outline, outlines
from .paper.html import environment
from .paper.marks import LETTER, letters

SHEET = "blank-form.css"

SIDES = 4
"""Two sheets of paper: what a client fills in without losing one."""

FITS = ("roomy", "even", "close", "tight")
"""How lines are set, loosest first; never in smaller letters."""

ABOUT_THE_SCREEN = ("welcome", "body_map", "sign")
"""Steps whose help says what to do with a tablet."""

SHORT = 16
"""Letters of a choice that is never broken over two lines."""

TOGETHER = "\N{NO-BREAK SPACE}"

BESIDE = 24
"""Letters of a question that leave room to write on its own line."""


@dataclass(frozen=True)
class Form:
    """Whose form, and in which language."""

    language: str
    clinic: str
    facts: ClinicFacts
    room_rule: str = ""
    """What the clinic says of a grown-up in the room."""


@dataclass(frozen=True)
class Blank:
    """One question, ready to be filled in."""

    kind: str
    choices: tuple[str, ...] = ()
    prompt: str = ""
    only_for: str = ""
    starred: bool = False
    text: str = ""
    about: str = ""
    """Which version of a statement this is."""

    @property
    def beside(self) -> bool:
        """Whether the answer is written beside the question, and not under it."""
        return len(self.prompt) <= BESIDE and not self.only_for


@dataclass(frozen=True)
class Group:
    """Questions in a row that the same people are asked."""

    only_for: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True)
class Part:
    """One step of the form."""

    title: str
    help: str
    only_for: str
    notes: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Every question, in order."""
        return tuple(blank for group in self.groups for blank in group.blanks)


@dataclass(frozen=True)
class Sheet:
    """The whole form in words."""

    language: str
    direction: str
    title: str
    clinic: str
    star: str
    unreviewed: str
    """That no native reader had read these words; empty where one had."""
    parts: tuple[Part, ...]
    figures: tuple[tuple[str, Outline, tuple[str, str]], ...]
    """Title, drawing, and what is at the viewer's left and right."""
    legend: tuple[str, ...]
    foot: Foot


def draw_blank(form: Form, size: str = "A4", watermark: str = "") -> Drawn:
    """The form as a tagged PDF, as roomy as two sheets of paper allow. Runs in the press."""
    pages = (blank_html(form, size, watermark, fit=fit) for fit in FITS)
    return printed(SHEET, *pages, most=SIDES)


def blank_html(
    form: Form,
    size: str = "A4",
    watermark: str = "",
    styles: tuple[str, ...] = (),
    fit: str = "roomy",
) -> str:
    """The form as one HTML page; with ``styles`` it is one for the screen."""
    return (
        environment()
        .get_template("paper/blank.html")
        .render(
            sheet=sheet_of(form),
            _=lambda words: translate(words, form.language),
            text=lambda key: fixed(key, form.language),
            **marks_between(form.language),
            size=size.lower(),
            fit=fit,
            watermark=watermark,
            styles=styles,
        )
    )


def sheet_of(form: Form) -> Sheet:
    """What is on the form."""
    language = form.language
    left, right = fixed("your_left", language), fixed("your_right", language)
    drawings = outlines()
    version = translate("catalogue %(version)s", language) % {"version": CATALOGUE.version}
    return Sheet(
        language,
        direction(language),
        translate("Intake form", language),
        form.clinic,
        fixed("star_meaning", language),
        "" if is_reviewed(language) else unreviewed(language),
        tuple(_part(step, form) for step in steps_on_paper(form.facts, language)),
        (
            (fixed("map_front", language), drawings["front"], (right, left)),
            (fixed("map_back", language), drawings["back"], (left, right)),
        ),
        letters(LETTER, language),
        foot(language, version),
    )


def _part(on_paper: PaperStep, form: Form) -> Part:
    step, language = on_paper.step, form.language
    notes = [fixed(n.key, language) for n in step.notes if n.key != "welcome_privacy"]
    if step.intro:
        notes.append(statement_text(step.intro, language))
    if step.key == "guardian" and form.room_rule:
        notes.append(form.room_rule)
    return Part(
        title(step, language),
        _help(step, language),
        on_paper.only_for,
        tuple(notes),
        tuple(_groups(_blank(asked, language) for asked in on_paper.asked)),
    )


def _groups(blanks: Iterable[Blank]) -> Iterator[Group]:
    for only_for, together in groupby(blanks, attrgetter("only_for")):
        yield Group(only_for, tuple(together))


def _help(step: Step, language: str) -> str:
    if not step.help or step.key in ABOUT_THE_SCREEN:
        return ""
    return translate(step.help, language, f"step.{step.key}.help")


def _blank(asked: Asked, language: str) -> Blank:
    return replace(
        _made(asked.question, language),
        prompt=_prompt(asked.question, language),
        only_for=asked.only_for,
        starred=asked.question.required,
    )


def _prompt(question: Question, language: str) -> str:
    if isinstance(question, Signature):
        return translate("Signature", language)
    return prompt(question, language)


def _made(question: Question, language: str) -> Blank:
    match question:
        case Card(statement=statement):
            text = statement_text(statement, language)
            about = translate("Version %(number)d", language) % {"number": statement.version}
            return Blank("card", _choices(question, language), text=text, about=about)
        case PickOne(among=among) if among:
            return Blank("line")
        case PickOne() | PickMany():
            return Blank("choices", _choices(question, language))
        case Words():
            return Blank("line")
        case Scale():
            return Blank("scale", tuple(str(number) for number in range(11)))
        case Day():
            return Blank("day", tuple(fixed(part, language) for part in ("day", "month", "year")))
        case BodyMarks():
            return Blank("map")
        case Signature():
            return Blank("signature")
    raise TypeError(f"no place on paper for {type(question).__name__}")


def _choices(question: PickOne | PickMany, language: str) -> tuple[str, ...]:
    """The choices; the words of a short one stay together, beside their box."""
    labels = (choice_label(question, c, language) for c in question.choices)
    return tuple(label.replace(" ", TOGETHER) if len(label) <= SHORT else label for label in labels)
