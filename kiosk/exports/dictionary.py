"""The data dictionary: every column there ever was, what it means, and since when it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..catalogue.agreements import OWN
from ..catalogue.questions import Card, PickMany, PickOne
from ..intake.wording import choice_label, title
from ..languages import N_, language_name, translate
from ..languages.folders import folders
from .cells import CODES, WHY_EMPTY, YES_OR_NO
from .columns import Column, Known, columns, known, split
from .groups import group_of, in_words
from .headings import heading, headings
from .own_columns import Kind

Versions = Sequence[tuple[str, str, str]]
"""Each version of the questions, with the first and the last day it was signed under."""

KINDS: Mapping[Kind, str] = {
    "text": N_("Text"),
    "number": N_("Whole number"),
    "day": N_("Day"),
    "time": N_("Hour and minute, where the clinic is"),
    "moment": N_("Moment: in UTC for programs, as the clinic's clock showed it for people"),
    "code": N_("One of the choices"),
    "codes": N_("Any of the choices, with semicolons between"),
    "yes": N_("1 or 0 for programs, yes or no for people"),
    "marks": N_("Marks of the body map"),
}
WHERE = N_("Asked under “%(step)s”.")
AGREEMENT = N_("Asked under “%(step)s”; now version %(version)d of its words.")
OF_CLINIC = N_("What was said to it. Its title at each visit stands under “own_agreements”.")
PICKED = N_("Whether “%(choice)s” was picked, where the question was answered.")
PLACE = N_("The mark at this place: what to do, how it feels, 0 to 10, and since when.")
WHY = N_("Why there is no answer; empty where there is one.")
RETIRED = N_("Asked no more; what was answered stands under “other_answers”.")
MOVED = N_("Stands under “%(column)s” since.")

TITLES = (
    *(N_("Column"), N_("Heading"), N_("Group"), N_("What stands in it"), N_("Kind")),
    *(N_("Choices"), N_("Since version"), N_("Until version")),
)


class Entry(NamedTuple):
    """One line of the dictionary, in words."""

    column: str
    heading: str
    group: str
    means: str
    kind: str
    choices: str
    since: str
    until: str


def titles(language: str) -> Entry:
    """What each part of a line is called."""
    return Entry(*(translate(each, language) for each in TITLES))


def dictionary(language: str, versions: Versions = ()) -> Iterator[Entry]:
    """Every column in its place: whole for programs, and split for people."""
    whole = {each.key: each for each in columns()}
    parts = dict(zip((p.key for p in split()), headings(split(), language), strict=True))
    every = whole | {each.key: each for each in split()}
    for key, about in known().items():
        column = every.get(key)
        if column is None:
            yield _retired(about, language)
        else:
            called = parts.get(key) or heading(column, language)
            yield _entry(column, called, about, language, versions)


def _entry(column: Column, called: str, about: Known, language: str, versions: Versions) -> Entry:
    return Entry(
        column.key,
        called,
        in_words(group_of(column), language),
        _means(column, language),
        translate(KINDS[column.kind], language),
        "; ".join(_choices(column, language, versions)),
        about.since,
        "",
    )


def _retired(about: Known, language: str) -> Entry:
    words = MOVED if about.now else RETIRED
    means = translate(words, language) % {"column": about.now}
    return Entry(about.key, about.key, "", means, "", "", about.since, about.until)


def _means(column: Column, language: str) -> str:
    if column.own:
        return translate(column.own.means, language)
    if column.part == "missing":
        return translate(WHY, language)
    step = title(column.step, language) if column.step else ""
    match column.question:
        case PickMany(choices=choices) as question if column.choice:
            picked = next(each for each in choices if each.key == column.choice)
            label = choice_label(question, picked, language)
            return translate(PICKED, language) % {"choice": label}
        case Card() as card if card in OWN:
            return translate(OF_CLINIC, language)
        case Card(statement=statement):
            said = {"step": step, "version": statement.version}
            return translate(AGREEMENT, language) % said
    words = PLACE if column.choice else WHERE
    return translate(words, language) % {"step": step}


def _choices(column: Column, language: str, versions: Versions) -> Iterator[str]:
    if column.key == "catalogue_version":
        yield from (f"{version}: {first} – {last}" for version, first, last in versions)
    elif column.key == "language":
        yield from (f"{code} = {language_name(code)}" for code in folders())
    elif column.kind == "yes":
        yield from (f"{n} = {translate(each, language)}" for n, each in enumerate(YES_OR_NO))
    elif column.part == "missing":
        yield from _coded(WHY_EMPTY, language)
    elif column.own:
        yield from _coded(CODES.get(column.key, {}), language)
    elif isinstance(column.question, PickOne | PickMany):
        question = column.question
        yield from (f"{c.key} = {choice_label(question, c, language)}" for c in question.choices)


def _coded(codes: Mapping[str, str], language: str) -> Iterator[str]:
    return (f"{code} = {translate(words, language)}" for code, words in codes.items())
