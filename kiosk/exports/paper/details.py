"""The pages behind page 1: every answer, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ...frozen import dataclass
from ...intake.record import Line
from ...languages import N_
from .answers import in_words
from .fitting import Fit
from .letters import LINE, MM, PLAIN, STRONG, long, rows, tall
from .text import Words, line, plain, small
from .told import Told
from .written import beside as beside_it

HEALTH = ("p2_health", N_("Health"))
BESIDE = (
    ("p2_story", N_("Story")),
    ("p2_life", N_("Days")),
    ("p2_experience", N_("Massage before")),
    ("p2_self_care", N_("Between visits")),
    ("p2_contact", N_("Contact")),
)
BESIDE_FIRST = {"p2_story": 0, "p2_life": 1}
"""Complaint and habits are seen together, whatever comes under them."""

ENDS = "¿?؟…. \u202f"
"""What a question begins and ends with, French's narrow space before the mark among it."""

STRIP_TALL = 72
"""The strip of earlier visits with its words, in millimetres."""

SIZE, COLUMN, TITLE = 10, 90, 8.3
"""Letters in points; a column and a title with its gap in millimetres."""

TOUCH = ("p1_touch", "Touch")
TODAY = ("p1_today", "Today")
WISHES = (TODAY, ("p1_feelings", "If feelings come up"))

FIRST = {"p2_health": ("pregnancy", "pregnancy_weeks")}
"""Lines that page 1 shows as a badge, and here in full."""

SEVERITY = {"stop_and_ask": "Stop and ask", "caution": "Caution", "info": "Good to know"}


@dataclass(frozen=True)
class Pair:
    """A question with its answer."""

    prompt: str
    said: Words
    severity: str
    """The highest severity among the flags it raised, in words; else empty."""


@dataclass(frozen=True)
class Block:
    """A heading with its pairs, and what is said in one line."""

    key: str
    title: str
    pairs: tuple[Pair, ...]
    after: tuple[Words, ...]


def health(told: Told) -> tuple[Block, ...]:
    """Health, across the page."""
    return _blocks(told, (HEALTH,))


def beside(told: Told, fit: Fit) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The other blocks in two columns: the story, and the days beside it.

    What page 1 had no room for is there in full. Each block goes where there is more room.
    """
    touch = (TOUCH,) if fit.touch_in_one_line else ()
    wishes = WISHES if fit.wishes_behind else ()
    last = () if fit.wishes_behind else _last_wishes(told)
    columns: tuple[list[Block], list[Block]] = [], []
    heights = [strip_above(told, fit), 0.0]
    for block in (*_blocks(told, (*BESIDE, *touch, *wishes)), *last):
        side = BESIDE_FIRST.get(block.key, heights.index(min(heights)))
        columns[side].append(block)
        heights[side] += tall_block(block)
    return tuple(columns[0]), tuple(columns[1])


def strip_above(told: Told, fit: Fit) -> float:
    """How tall the strip of earlier visits is over the story, where page 1 had no room for it."""
    return STRIP_TALL if told.history and not fit.history_first else 0.0


def tall_block(block: Block) -> float:
    """How tall a block is in its column: reckoned, in millimetres."""
    lines = [rows(long_pair(pair), COLUMN, SIZE) for pair in block.pairs]
    pairs = sum(lines) * LINE * SIZE * MM + 0.8 * len(lines)
    return TITLE + pairs + tall(block.after, COLUMN, SIZE)


def long_pair(pair: Pair) -> float:
    """How long a question is with its answer, in the size of its letters."""
    return len(pair.prompt) * STRONG + long(pair.said) + len(pair.severity) * PLAIN


def _last_wishes(told: Told) -> tuple[Block, ...]:
    """What page 1 says of today, where it was not asked again: as it was last time."""
    lines = [each for each in told.last.values() if _number(each, TODAY[0]) is not None]
    pairs = tuple(_pair(told, each) for each in lines if each.kind != "scale")
    return (Block(TODAY[0], told.translate(TODAY[1]), pairs, ()),) if pairs else ()


def _blocks(told: Told, wanted: Iterable[tuple[str, str]]) -> tuple[Block, ...]:
    made = (block(told, key, title) for key, title in wanted)
    return tuple(block for block in made if block.pairs or block.after)


def block(told: Told, key: str, title: str) -> Block:
    """The answers that belong in a block, and what was left open in it."""
    lines = list(_lines(told, key))
    none = [line for line in lines if key == "p2_health" and line.answer == ["none"]]
    open_ = [line for line in lines if told.left_open(line.key)]
    pairs = (line for line in lines if line.answer not in (None, "", []))
    return Block(
        key,
        told.translate(title),
        tuple(_pair(told, line) for line in pairs if line not in none),
        (*_none(told, none), *line(told.says(told.translate("Not answered"), _named(told, open_)))),
    )


def _none(told: Told, lines: Iterable[Line]) -> Iterator[Words]:
    """What "none" was answered to today, and to what on an earlier day."""
    days: dict[str, list[Line]] = {}
    for each in lines:
        days.setdefault(each.given_on, []).append(each)
    for day, said in days.items():
        none = told.translate("Nothing reported for")
        yield told.says(f"{none} ({told.day(day)})" if day else none, _named(told, said))


def _lines(told: Told, block: str) -> Iterator[Line]:
    """The lines of a block in their print order."""
    every = chain((line for s in told.sections for line in s.lines), told.last.values())
    numbered = ((_number(line, block), line) for line in every)
    yield from _present(told.line(key) for key in FIRST.get(block, ()))
    found = [(number, line) for number, line in numbered if number is not None]
    yield from (line for _, line in sorted(found, key=lambda pair: pair[0]))


def _named(told: Told, lines: Iterable[Line]) -> Words:
    """Questions named in a row, without their marks."""
    return plain(told.semicolon.join(told.prompt(line).strip(ENDS) for line in lines))


def _present(lines: Iterable[Line | None]) -> Iterator[Line]:
    return (line for line in lines if line is not None)


def _number(line: Line, block: str) -> int | None:
    orders = (place.split(".") for place in line.prints)
    return next((int(order[1]) for order in orders if order[0] == block), None)


def _pair(told: Told, line: Line) -> Pair:
    said = in_words(told, line)
    if line is told.last.get(line.key):
        return Pair(told.prompt(line), told.last_time(line, said), "")
    given = small(f" ({told.day(line.given_on)})") if _is_dated(told, line) else ()
    severity = told.translate(SEVERITY[line.severity]) if line.severity else ""
    more = (*beside_it(told, line.key), *given, *_earlier(told, line))
    return Pair(told.prompt(line), (*said, *more), severity)


def _earlier(told: Told, line: Line) -> Words:
    """What a question from 0 to 10 got at the last three visits that asked it."""
    before = told.history.before(line.key) if line.kind == "scale" else ()
    numbers = told.semicolon.join(told.listed(f"{number}", told.day(day)) for number, day in before)
    return small(f" ({told.colon(told.translate('before'), numbers)})") if numbers else ()


def _is_dated(told: Told, line: Line) -> bool:
    """Whether it is kept from another day than the one the head of the paper names for all."""
    return bool(line.given_on) and line.given_on != told.kept_on
