"""The paper's HTML: the same blocks for the press and, should it fail, for a browser's print."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from ...intake.history import NO_HISTORY, History
from ...intake.issue import UNNUMBERED, Issue
from ...intake.record import Record
from ...intake.session_said import SessionSaid
from ...kept_templates import keep
from ...languages import direction, marks_between, translate
from ..own_direction import with_own_direction
from .fitting import NATURAL, Fit
from .page import Paper, paper_of
from .session import session
from .text import Run
from .told import Told

LONG = re.compile(r"(\S{18,})")
"""Words that may be wider than the narrowest column."""

TEMPLATES = Path(__file__).parents[3] / "templates"


def paper_html(
    record: Record,
    history: History = NO_HISTORY,
    *,
    fit: Fit = NATURAL,
    size: str = "A4",
    for_screen: bool = False,
    styles: Sequence[str] = (),
    asset: Callable[[str], str] = str,
    watermark: str = "",
    issue: Issue = UNNUMBERED,
    said: SessionSaid | None = None,
) -> str:
    """The paper as one HTML page, in the clinic's language.

    ``history`` is of this person's visits up to this one; nothing is printed of an empty one.
    ``issue`` says which paper of the record it is, ``fit`` how page 1 is set, ``said`` what was
    noted of its session, for the document of a finished visit. A page for the
    screen links to ``styles`` and to a sheet of its own, and ends with the foot that the press puts
    under every page. ``asset`` turns a file's name under ``static`` into its address.
    """
    paper = paper_of(record, fit, history, issue)
    behind = session(Told(record, history, issue), said) if said else None
    return html_of(
        replace(paper, session=behind),
        size=size,
        for_screen=for_screen,
        styles=styles,
        asset=asset,
        watermark=watermark,
    )


def html_of(
    paper: Paper,
    *,
    size: str,
    for_screen: bool = False,
    styles: Sequence[str] = (),
    asset: Callable[[str], str],
    watermark: str,
) -> str:
    """The same, of a paper that is made already."""
    html = _sheet().render(
        paper=paper,
        _=lambda words: translate(words, paper.language),
        **marks_between(paper.language),
        direction=direction(paper.language),
        size=size.lower(),
        for_screen=for_screen,
        styles=(*styles, asset("summary-screen.css")) if for_screen else styles,
        asset=asset,
        watermark=watermark,
    )
    return with_own_direction(html) if for_screen else html


@cache
def _sheet() -> Template:
    return environment().get_template("paper/paper.html")


@cache
def environment() -> Environment:
    """Where everything that is printed finds its templates."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(pieces=pieces, may_break=may_break)
    keep(made, "papers")
    return made


def may_break(quote: Run) -> bool:
    """Whether a word of a quote may have to be broken. The engine breaks no word that stands right
    behind another inline box, not even behind its own mark: both stand in one that may be broken.
    """
    return bool(LONG.search(quote.text.join(quote.marks)))


def pieces(text: str) -> list[tuple[str, bool]]:
    """A text piece by piece: each with whether it is a word that may have to be broken."""
    return [(piece, bool(number % 2)) for number, piece in enumerate(LONG.split(text)) if piece]
