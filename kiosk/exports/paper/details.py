"""The pages behind page 1: every answer, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...intake.record import Line
from .fitting import Fit
from .text import Words, line, plain, quote, sentence, small
from .told import Told

NAMES = frozenset({"phone", "email", "emergency_contact", "guardian_phone"})
"""Typed, but to be dialled or written to: no quotes."""

ACROSS = (
    ("p2_changes", "What has changed"),
    ("p2_health", "Health"),
)
BESIDE = (
    ("p2_story", "Story"),
    ("p2_life", "Days"),
    ("p2_experience", "Massage before"),
    ("p2_self_care", "Between visits"),
    ("p2_contact", "Contact"),
)
TOUCH = ("p1_touch", "Touch")
WISHES = (("p1_today", "Today"), ("p1_feelings", "If feelings come up"))

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


def across(told: Told) -> tuple[Block, ...]:
    """What changed, and health."""
    return _blocks(told, ACROSS)


def beside(told: Told, fit: Fit) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The other blocks in two columns: the story, and the days beside it.

    What page 1 had no room for is there in full.
    """
    touch = (TOUCH,) if fit.touch_in_one_line else ()
    wishes = WISHES if fit.wishes_behind else ()
    blocks = _blocks(told, (*BESIDE, *touch, *wishes))
    story = next((n for n, block in enumerate(blocks) if block.key == "p2_life"), 0)
    half = story or (len(blocks) + 1) // 2
    return blocks[:half], blocks[half:]


def _blocks(told: Told, wanted: Iterable[tuple[str, str]]) -> tuple[Block, ...]:
    made = (_block(told, key, title) for key, title in wanted)
    return tuple(block for block in made if block.pairs or block.after)


def _block(told: Told, key: str, title: str) -> Block:
    lines = list(_lines(told, key))
    none = [line.prompt for line in lines if key == "p2_health" and line.answer == ["none"]]
    open_ = [line.prompt for line in lines if told.left_open(line.key)]
    pairs = (line for line in lines if line.answer not in (None, "", []))
    return Block(
        key,
        told.say(title),
        tuple(_pair(told, line) for line in pairs if line.prompt not in none),
        (
            *line(sentence(told.say("None"), _named(none))),
            *line(sentence(told.say("Not answered"), _named(open_))),
        ),
    )


def _lines(told: Told, block: str) -> Iterator[Line]:
    """The lines of a block in their print order."""
    numbered = ((_number(line, block), line) for s in told.sections for line in s.lines)
    yield from _present(told.line(key) for key in FIRST.get(block, ()))
    found = [(number, line) for number, line in numbered if number is not None]
    yield from (line for _, line in sorted(found, key=lambda pair: pair[0]))


def _named(prompts: Iterable[str]) -> Words:
    """Questions named in a row, without their marks."""
    return plain("; ".join(prompt.strip("¿?….") for prompt in prompts))


def _present(lines: Iterable[Line | None]) -> Iterator[Line]:
    return (line for line in lines if line is not None)


def _number(line: Line, block: str) -> int | None:
    orders = (place.split(".") for place in line.prints)
    return next((int(order[1]) for order in orders if order[0] == block), None)


def _pair(told: Told, line: Line) -> Pair:
    given = small(f" ({told.day(line.given_on)})") if line.given_on else ()
    severity = told.say(SEVERITY[line.severity]) if line.severity else ""
    return Pair(line.prompt, (*_answer(told, line), *given), severity)


def _answer(told: Told, line: Line) -> Words:
    match line.kind:
        case "words":
            return told.name(line.key) if line.key in NAMES else quote(str(line.answer))
        case "day":
            return plain(told.day(line.answer))
        case "scale":
            return plain(str(line.answer))
    return plain("; ".join(line.labels))
