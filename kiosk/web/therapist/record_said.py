"""All that was said at a visit, step by step, as an opened intake folds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...frozen import dataclass
from ...intake.record import Line, Wording
from ...intake.wording import line_in_words, marks_in_words
from ...languages import N_, format_day, with_colon
from ..http.layout import Layout
from ..http.page_parts import Tag

SEVERITIES = (
    ("stop_and_ask", N_("Stop and ask"), "alert"),
    ("caution", N_("Caution"), ""),
    ("info", N_("Good to know"), ""),
)
"""The gravest first: its key, its words and its tone."""


@dataclass(frozen=True)
class Said:
    """What was asked, and the answer in words."""

    prompt: str
    words: str
    tag: Tag | None
    """What the answer gives rise to; None for most."""
    language: str
    """Which language it was typed in, where that is not the page's."""


@dataclass(frozen=True)
class Section:
    """A part of what was said."""

    key: str
    title: str
    lines: tuple[Said, ...]
    tags: tuple[Tag, ...]
    """What its answers give rise to, told while it is folded."""


def sections_of(told: Wording, spoken: str, layout: Layout) -> tuple[Section, ...]:
    """Every step with something said, or left open that should not be."""
    tags = {key: Tag(layout.translate(words), tone) for key, words, tone in SEVERITIES}
    return tuple(
        Section(
            section.key,
            section.title,
            tuple(_line(line, told, spoken, tags) for line in lines),
            tuple(_raised(lines, tags, told.language)),
        )
        for section in told.sections
        if (lines := [each for each in section.lines if each.answer is not None or not each.more])
    )


def _raised(lines: Sequence[Line], tags: dict[str, Tag], language: str) -> Iterator[Tag]:
    for key, tag in tags.items():
        count = sum(line.severity == key for line in lines)
        if count:
            yield Tag(with_colon(tag.text, str(count), language), tag.tone)


def _line(line: Line, told: Wording, spoken: str, tags: Mapping[str, Tag]) -> Said:
    other = spoken if line.kind == "words" and line.answer and spoken != told.language else ""
    return Said(line.prompt, _words(line, told), tags.get(line.severity), other)


def _words(line: Line, told: Wording) -> str:
    said = _said(line, told)
    return f"{said} ({format_day(line.given_on, told.language)})" if line.given_on else said


def _said(line: Line, told: Wording) -> str:
    if line.kind == "bodymarks":
        return marks_in_words(told.marks, told.language)
    return line_in_words(line, told.language)
