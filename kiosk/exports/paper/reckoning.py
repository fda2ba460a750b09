"""How tall each block of page 1 will be: reckoned before anything is laid out.

It need not be right to the millimetre. What was drawn shows how far off it was, block by block.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...frozen import dataclass
from .details import long_pair
from .fitting import Fit
from .flags import Box
from .letters import LINE, MM, PLAIN, SERIF, STRONG, long, rows, tall
from .page import PageOne
from .text import Words


@dataclass(frozen=True)
class Sheet:
    """A size of paper in millimetres, and what its margins leave of it on page 1."""

    width: float
    height: float

    def across(self, fit: Fit) -> float:
        """The width of a line."""
        return self.width - (22 if fit.tight else 24)

    def down(self, fit: Fit) -> float:
        """The height of page 1."""
        return self.height - (20 if fit.tight else 24)


SHEETS: Mapping[str, Sheet] = {"A4": Sheet(210, 297), "Letter": Sheet(215.9, 279.4)}

BESIDE: Mapping[int, tuple[float, float]] = {
    44: (0.34, 0.32),
    55: (0.31, 0.27),
    62: (0.31, 0.25),
    70: (0.29, 0.239),
    80: (0.26, 0.214),
}
"""The shares of the width that today's wishes and the marks have beside figures of a height."""

MANY: Mapping[int, float] = {44: 0.69, 55: 0.625, 62: 0.585, 70: 0.535, 80: 0.48}
"""The share of today's wishes where the marks stand under the figures."""

BESIDE_COVER = (1, 0.77, 0.55)
"""The share of the width beside no drawing of the covering, beside one and beside two."""

COVER, SMALL_COVER, SMALL_HIGH = 23.8, 24 * 15, 15.6
"""How tall such a drawing is; what it takes of the text where that flows around it, and how tall
it is there."""

FIGURE_HEAD = 4.6
BADGE = 5.1
SIGNATURE = 11
SIGN = 12
"""Over the title of a box of flags."""


def reckoned(one: PageOne, sheet: Sheet) -> dict[str, float]:
    """Each block by its id, without the room between them; two ids for two that flow as one."""
    blocks = _tight(one, sheet) if one.fit.tight else _loose(one, sheet)
    return dict(blocks)


def _loose(one: PageOne, sheet: Sheet) -> Iterator[tuple[str, float]]:
    width, size = sheet.across(one.fit), one.fit.letters
    title = 1.15 * 1.1 * size * MM + 0.6
    yield "head", _head(one, width, size)
    yield "stop", _flags(one.stop, width, size, 2.5)
    share = BESIDE_COVER[len(one.boundaries.covering.drawings)]
    drawn = COVER if share < 1 else 0
    yield "not", max(drawn, title + tall(one.boundaries.lines, share * (width - 5), size))
    yield "rule", title + tall(one.medicines, width, size) + 1.3
    yield "care", _flags(one.caution, width, size, 0.7)
    if one.changes:
        yield "new", _changes(one, width, size) + title
    yield "now", _now(one, width, size, title) + 1.3
    yield "plan", _plan(one, width, size, title) + 1.3
    if one.over_time:
        yield "past", _past(one, width, size) + title + 1.3


def _head(one: PageOne, width: float, size: float) -> float:
    head = one.header
    tight = one.fit.tight
    large = (12 if head.long else 15) if tight else (13 if head.long else 22)
    name = rows(len(head.name) * SERIF, 0.67 * width, large) * 1.1 * large * MM
    who = name + tall(head.lines[:1], 0.67 * width, size)
    below = tall((*head.lines[1:], *head.after), width, size)
    badges = _badges(one, width) * (0.9 if tight else 1)
    return max(who, 3 * LINE * size * MM) + below + badges + (1.2 if tight else 2.2)


def _badges(one: PageOne, width: float) -> float:
    """Badge after badge, as long as a line has room."""
    lines, used = int(bool(one.header.badges)), 0.0
    for badge in one.header.badges:
        wide = sum(len(run.text) for run in badge) * 0.6 * 9 * MM + 5
        lines, used = (lines + 1, wide) if used and used + wide > width else (lines, used + wide)
    return lines * BADGE


def _flags(box: Box, width: float, size: float, border: float) -> float:
    if box.empty:
        return LINE * size * MM
    inner = width - 34 - border
    body = _with_notes(box, inner, size) + _in_columns(box, inner, size)
    title = rows(len(box.title) * 0.7, 26, 10) * 1.1 * 10 * MM
    hint = rows(len(box.hint) * PLAIN, 26, 9) * LINE * 9 * MM if box.hint else 0
    return max(body, SIGN + title + hint) + 2.4 + border


def _with_notes(box: Box, width: float, size: float) -> float:
    return sum(
        max(
            rows(len(flag.flag) * STRONG, 0.41 * width - 2, 1.1 * size) * 1.1,
            rows(len(flag.note) * PLAIN, 0.58 * width, size),
        )
        * 1.22
        * size
        * MM
        + 0.9
        for flag in box.noted
    )


def _in_columns(box: Box, width: float, size: float, line: float = 1.12, gap: float = 0.6) -> float:
    return max(
        sum(
            rows(len(flag.flag) * STRONG, 0.494 * width - 5.2, 1.1 * size) * 1.1 * line * size * MM
            + gap
            for flag in column
        )
        for column in box.columns
    )


def _changes(one: PageOne, width: float, size: float) -> float:
    changes = one.changes
    if not changes:
        return 0
    pairs = [rows(long_pair(pair), 0.485 * width, size) for pair in changes.block.pairs]
    said = sum(max(pairs[n : n + 2]) * LINE * size * MM + 0.8 for n in range(0, len(pairs), 2))
    table = (
        max(
            rows(len(row.prompt) * PLAIN, 0.26 * width - 2, size) * LINE * size * MM,
            tall(row.before, 0.37 * width - 2, size) + (LINE * 0.85 * size * MM if row.on else 0),
            tall(row.now, 0.37 * width - 2, size),
        )
        + 1.4
        for row in changes.rows
    )
    head = LINE * size * MM + 2.6 if changes.rows else 0
    return said + head + sum(table)


def _now(one: PageOne, width: float, size: float, title: float) -> float:
    """Today beside the figures beside the marks, or the marks under both."""
    figure = one.fit.figure
    today, marks = BESIDE[figure]
    many = len(one.marks.shown) > 8
    wide = MANY[figure] if many else today
    above = max(title + tall(one.today, wide * width, size), FIGURE_HEAD + figure)
    legend = sum(len(f"{letter} {words}, ") for letter, words in one.marks.legend)
    under = rows(legend * 0.85 * PLAIN, (1 if many else marks) * width, size) * LINE * size * MM
    more = LINE * size * MM if one.marks.more else 0
    listed = [_place(words, (0.329 if many else marks) * width, size) for words in _places(one)]
    if many:
        listed = [max(listed[n : n + 3]) for n in range(0, len(listed), 3)]
        return above + title + sum(listed) + under + more + 2
    return max(above, title + sum(listed) + under + more)


def _places(one: PageOne) -> Iterator[str]:
    return (f"{place.label}, {place.feeling}" for place in one.marks.shown)


def _place(words: str, width: float, size: float) -> float:
    return rows(len(words) * PLAIN, width - 6.5, size) * LINE * size * MM + 0.7


def _plan(one: PageOne, width: float, size: float, title: float) -> float:
    pressure = (one.touch.pressure,) if one.touch.pressure else ()
    touch: tuple[Words, ...] = (*pressure, *one.touch.lines)
    signed = SIGNATURE if one.signature else 0
    if one.touch.short:
        above = title + tall(touch, width, size) + 1
        plan, agreed = 0.57 * width, 0.39 * width
        beside = tall(one.feelings, plan, size), tall(one.consent, agreed, size) + signed
        return above + title + max(beside)
    beside3 = (
        tall(touch, 0.33 * width, size),
        tall(one.feelings, 0.36 * width, size),
        tall(one.consent, 0.25 * width, size) + signed,
    )
    return title + max(beside3)


def _past(one: PageOne, width: float, size: float) -> float:
    shown = one.over_time
    if not shown:
        return 0
    wide, beside = (0.45, 0.52) if one.fit.figure == 44 else (0.52, 0.45)
    chart = wide * width * shown.chart.height / shown.chart.width if shown.chart else 0
    areas = (f"{a.area}: {a.visits}: {a.days}. Days between: {a.between}." for a in shown.areas)
    lines = [*shown.pain, *areas]
    text = sum(rows(len(words) * PLAIN, beside * width, size) for words in lines)
    signs = rows(len(" ".join(shown.signs)) * 0.85 * PLAIN, beside * width, size)
    return max(chart, (text + signs) * LINE * size * MM)


def _tight(one: PageOne, sheet: Sheet) -> Iterator[tuple[str, float]]:
    width, size = sheet.across(one.fit), one.fit.letters
    line = 1.13 * size * MM
    yield "head", _head(one, width, size)
    yield "stop", _close(one.stop, width, size, 2.5)
    drawn = len(one.boundaries.covering.drawings)
    beside = rows(_run(one.boundaries.lines, 9), width - 5, size) * line
    yield "not", max(beside + drawn * SMALL_COVER / (width - 5), SMALL_HIGH if drawn else 0)
    yield "rule", rows(_run(one.medicines, 24), width, size) * line + 1.3
    yield "care", _close(one.caution, width, size, 0.7)
    yield "now plan", _around(one, width, size, line)


def _close(box: Box, width: float, size: float, border: float) -> float:
    if box.empty:
        return LINE * size * MM
    inner = width - 3 - border
    body = _with_notes(box, inner, size) + _in_columns(box, inner, size, 1.08, 0)
    return body + 4.9 + border


def _run(lines: tuple[Words, ...], title: int) -> float:
    """Lines that run on behind their title."""
    return sum(long(words) + PLAIN for words in lines) + 1.2 * title * SERIF


def _around(one: PageOne, width: float, size: float, line: float) -> float:
    """Text that flows around the figures, then under them."""
    legend = sum(len(f"{letter} {words}, ") for letter, words in one.marks.legend) * 0.85 * PLAIN
    marks = sum(len(words) * PLAIN + 3 for words in _places(one)) + legend + 10 * PLAIN
    pressure = (one.touch.pressure,) if one.touch.pressure else ()
    today = rows(_run(one.today, 5), width, size)
    rest = (
        marks,
        _run((*pressure, *one.touch.lines), 8),
        _run(one.feelings, 20),
        _run(one.consent, 9),
    )
    high = FIGURE_HEAD + one.fit.figure
    narrow = width - (66 if one.fit.figure > 44 else 53)
    beside = sum(rows(length, narrow, size) for length in rest) * line
    over = max(0.0, beside + (6 if one.signature else 0) - high) * narrow / width
    return today * line + high + over
