"""The chart of a history: numbers in, places on the drawing out. Clear without colour.

Pain is a solid line with dots, stress a dashed one with open squares, so that where both are
equal the dot is seen in its square. Under them stands a row of signs for each of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..frozen import dataclass
from ..intake.history import History, Point
from ..languages import format_short_day, isolated, translate, with_colon, with_commas

HIGHEST = 10


@dataclass(frozen=True)
class Size:
    """How large it is drawn, in its own units."""

    width: int
    height: int
    """Of the plot alone."""
    letters: float
    """The height of a letter."""
    every: int
    """Points from one line of the grid to the next."""
    visits: int = 0
    """How many of the newest visits it has room for; 0 for all."""
    rows: tuple[str, ...] = ("sleep", "home", "release", "softer", "freer", "wished")
    """The rows of signs that it has room for."""

    @property
    def edge(self) -> float:
        """Room for the numbers at the left."""
        return 2 * self.letters

    @property
    def names(self) -> float:
        """Room for the names at the right."""
        return 7 * self.letters


FULL = Size(760, 220, 13, 2)
STRIP = Size(330, 72, 9.5, 5, visits=8, rows=("sleep", "home", "release"))
SMALL = replace(STRIP, rows=FULL.rows)
"""For a narrow screen."""

NUMBERED = 10
"""Up to so many visits each dot has its number; more would run into one another."""


@dataclass(frozen=True)
class Text:
    """Words at a place."""

    x: float
    y: float
    words: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Series:
    """One line of numbers: its path, and its dots or squares."""

    key: str
    path: str
    dots: str
    name: Text


@dataclass(frozen=True)
class Signs:
    """A row of round signs: full, half or empty."""

    key: str
    name: Text
    rims: str
    filled: str


@dataclass(frozen=True)
class Chart:
    """All that is drawn."""

    title: str
    width: int
    height: float
    letters: float
    grid: str
    scale: tuple[Text, ...]
    series: tuple[Series, ...]
    numbers: tuple[Text, ...]
    rows: tuple[Signs, ...]
    ticks: str
    days: tuple[Text, ...]


FULL_SIGN, HALF_SIGN, EMPTY_SIGN = "full", "half", "empty"

YES_OR_NO = ("release", "softer", "freer", "wished")
SIGNS = {
    "sleep": {"good": FULL_SIGN, "ok": HALF_SIGN, "poor": EMPTY_SIGN},
    "home": {"yes": FULL_SIGN, "some": HALF_SIGN, "no": EMPTY_SIGN},
    **{key: {"True": FULL_SIGN, "False": EMPTY_SIGN} for key in YES_OR_NO},
}


def chart(history: History, language: str, size: Size = FULL) -> Chart | None:
    """The drawing of a history; None where there is nothing to draw."""
    points = history.points[-size.visits :]
    if not history or not any(p.pain is not None or p.stress is not None for p in points):
        return None
    return _Drawing(points, language, size).whole()


class _Drawing:
    """Where everything goes."""

    def __init__(self, points: Sequence[Point], language: str, size: Size) -> None:
        self.points, self.language, self.size = points, language, size
        self.inset = size.letters
        self.top = 1.6 * size.letters
        self.right = size.width - size.names
        self.step = (self.right - size.edge - 2 * self.inset) / max(1, len(points) - 1)
        self.lines = {"pain": [p.pain for p in points], "stress": [p.stress for p in points]}
        self.rows = {
            "sleep": [p.sleep for p in points],
            "home": [p.home for p in points],
            "release": [str(p.release) for p in points],
            "softer": [str(p.softer) for p in points],
            "freer": [str(p.freer) for p in points],
            "wished": [str(p.felt.as_wished) if p.felt else "" for p in points],
        }

    def whole(self) -> Chart:
        size = self.size
        rows = tuple(self._rows())
        foot = self._row(len(rows)) - 0.6 * size.letters
        return Chart(
            self._title(),
            size.width,
            round(foot + 1.5 * size.letters, 1),
            size.letters,
            "".join(f"M{size.edge:g} {self.y(n):g}H{self.right:g}" for n in self._levels()),
            tuple(self._at(size.edge - 5, self.y(n), str(n), "end") for n in self._levels()),
            tuple(self._series()),
            tuple(self._numbers()) if len(self.points) <= NUMBERED else (),
            rows,
            "".join(f"M{self.x(i):g} {self.y(0):g}v4" for i in range(len(self.points))),
            tuple(self._days(foot + size.letters)),
        )

    def x(self, number: int) -> float:
        return round(self.size.edge + self.inset + number * self.step, 1)

    def y(self, points: float) -> float:
        return round(self.top + self.size.height * (1 - points / HIGHEST), 1)

    def _levels(self) -> range:
        return range(0, HIGHEST + 1, self.size.every)

    def _row(self, number: int) -> float:
        return self.y(0) + (1.4 * number + 2) * self.size.letters

    def _at(self, x: float, y: float, words: str, anchor: str = "middle") -> Text:
        # A baseline a third of a letter lower has the words stand level with the place.
        return Text(round(x, 1), round(y + self.size.letters / 3, 1), words, anchor)

    def _title(self) -> str:
        first, last = (format_short_day(self.points[i].day, self.language) for i in (0, -1))
        told = [
            with_colon(
                self._name(key),
                with_commas(("-" if n is None else str(n) for n in numbers), self.language),
                self.language,
            )
            for key, numbers in self.lines.items()
            if _any(numbers)
        ]
        return f"{first} - {last}. {'. '.join(told)}."

    def _name(self, key: str) -> str:
        return {
            "pain": translate("Pain", self.language),
            "stress": translate("Stress", self.language),
            "sleep": translate("Sleep", self.language),
            "home": translate("Home ideas", self.language),
            "release": translate("Feelings", self.language),
            "softer": translate("Softer", self.language),
            "freer": translate("Freer", self.language),
            "wished": translate("As wished", self.language),
        }[key]

    def _series(self) -> Iterator[Series]:
        names = self._names()
        for key, numbers in self.lines.items():
            if _any(numbers):
                dot = self._dot if key == "pain" else self._square
                places = [(self.x(i), self.y(n)) for i, n in enumerate(numbers) if n is not None]
                dots = "".join(dot(x, y) for x, y in places)
                yield Series(key, self._path(numbers), dots, names[key])

    def _path(self, numbers: Sequence[int | None]) -> str:
        """A line from visit to visit; broken where one does not tell."""
        path, pen = "", "M"
        for i, number in enumerate(numbers):
            path += "" if number is None else f"{pen}{self.x(i):g} {self.y(number):g}"
            pen = "M" if number is None else "L"
        return path

    def _dot(self, x: float, y: float) -> str:
        r = self.size.letters / 3.4
        return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0-{2 * r:g} 0z"

    def _square(self, x: float, y: float) -> str:
        r = self.size.letters / 2.4
        return f"M{x - r:g} {y - r:g}h{2 * r:g}v{2 * r:g}h-{2 * r:g}z"

    def _names(self) -> dict[str, Text]:
        """The names of the lines beside their ends, kept apart from one another."""
        ends = {key: self.y(last) for key, last in self._lasts().items()}
        low = max(ends, key=lambda key: (ends[key], key))
        room = 1.1 * self.size.letters
        return {
            key: self._beside(y if key == low else min(y, ends[low] - room), self._end(key))
            for key, y in ends.items()
        }

    def _lasts(self) -> dict[str, int]:
        """The last number that each line tells."""
        known = {k: [n for n in numbers if n is not None] for k, numbers in self.lines.items()}
        return {key: numbers[-1] for key, numbers in known.items() if numbers}

    def _beside(self, y: float, words: str) -> Text:
        return self._at(self.right + 4, y, isolated(words, self.language), "start")

    def _end(self, key: str) -> str:
        now = self.lines[key][-1]
        return self._name(key) if now is None else f"{self._name(key)} {now}"

    def _numbers(self) -> Iterator[Text]:
        """Each number above its dot; below where the other line is in the way."""
        for i, told in enumerate(zip(*self.lines.values(), strict=True)):
            known = sorted({n for n in told if n is not None})
            near = len(known) == 2 and self.y(known[0]) - self.y(known[1]) < 3 * self.size.letters
            for n in known:
                side = 1 if near and n == known[0] else -1
                yield self._at(self.x(i), self.y(n) + side * self.size.letters, str(n))

    def _rows(self) -> Iterator[Signs]:
        shown = {key: self.rows[key] for key in self.size.rows}
        known = {key: said for key, said in shown.items() if set(said) & set(SIGNS[key])}
        for number, (key, said) in enumerate(known.items()):
            y, told = self._row(number), [SIGNS[key].get(each) for each in said]
            signs = [(self.x(i), sign) for i, sign in enumerate(told) if sign]
            yield Signs(
                key,
                self._beside(y, self._name(key)),
                "".join(self._dot(x, y) for x, _ in signs),
                "".join(self._filled(x, y, sign) for x, sign in signs),
            )

    def _filled(self, x: float, y: float, sign: str) -> str:
        r = self.size.letters / 3.4
        half = f"M{x:g} {y - r:g}a{r:g} {r:g} 0 0 0 0 {2 * r:g}z"
        return {FULL_SIGN: self._dot(x, y), HALF_SIGN: half, EMPTY_SIGN: ""}[sign]

    def _days(self, y: float) -> Iterator[Text]:
        """The last day, and as many before it as have room."""
        apart = max(1, -int(-7 * self.size.letters // self.step))
        for i in range(len(self.points) - 1, -1, -apart):
            day = format_short_day(self.points[i].day, self.language)
            yield Text(self.x(i), round(y, 1), isolated(day, self.language))


def _any(numbers: Sequence[int | None]) -> bool:
    return any(number is not None for number in numbers)
