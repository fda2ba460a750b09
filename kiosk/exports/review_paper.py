"""The review sheet on paper: what a clinician reads, with a line to sign on at its end."""

from __future__ import annotations

from ..frozen import dataclass
from ..intake.review_sheet import ReviewSheet
from ..languages import direction, marks_between, translate
from .drawing import printed
from .drawn import Drawn
from .foot import foot
from .paper.html import environment

SHEET = "review.css"


@dataclass(frozen=True)
class ReviewPaper:
    """The sheet, and what is said of it on the day it is printed."""

    sheet: ReviewSheet
    status: str
    """Who has reviewed it, or that nobody has."""
    day: str
    changed: tuple[str, ...] = ()
    """The parts that were changed since the last review."""


def draw_review(paper: ReviewPaper, size: str = "A4", watermark: str = "") -> Drawn:
    """The sheet as a tagged PDF. Runs in the press."""
    return printed(SHEET, review_html(paper, size=size, watermark=watermark))


def review_html(
    paper: ReviewPaper, *, size: str = "A4", watermark: str = "", styles: tuple[str, ...] = ()
) -> str:
    """The sheet as one HTML page; with ``styles`` it is one for the screen."""
    language, version = paper.sheet.language, {"version": paper.sheet.version}
    said = translate("Version %(version)s", language) % version
    return (
        environment()
        .get_template("paper/review.html")
        .render(
            paper=paper,
            sheet=paper.sheet,
            version=said,
            direction=direction,
            foot=foot(language, f"{paper.sheet.clinic} · {said} · {paper.day}"),
            _=lambda words: translate(words, language),
            **marks_between(language),
            size=size.lower(),
            watermark=watermark,
            styles=styles,
        )
    )
