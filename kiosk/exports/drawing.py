"""From a record to the bytes of its paper. Runs in the press process, and loads WeasyPrint there.

One font configuration and one parsed stylesheet serve every paper of a process: a fresh
configuration for each would leak half a MiB a paper.
"""

from __future__ import annotations

import gc
import logging
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from typing import Any

from ..intake.history import NO_HISTORY, History
from ..intake.issue import UNNUMBERED, Issue
from ..intake.record import Record, Wording
from ..intake.session_said import SessionSaid
from .archive import OPTIONS, Finisher, finish, give_colours
from .drawn import Drawn
from .engine import load_engine
from .faces import heard_of, tell_files_apart
from .names import BASE, MIRRORED, SHEET, address, fetch, lent, sheet_text
from .own_direction import with_own_direction
from .page_tree import page_tree
from .paper.as_data import as_data
from .paper.fitting import Fit
from .paper.html import html_of
from .paper.page import Paper
from .paper.setting import Setting

NOBODY = Wording("en", (), ())
_NOTHING: dict[str, Any] = dict.fromkeys(("id", "therapist", "tablet", "clinic", "app_version"), "")
_ONCE: dict[str, Any] = dict.fromkeys(("started_at", "signed_at"), "2026-01-01T00:00:00+00:00")
BLANK = Record(
    **_NOTHING,
    **_ONCE,
    visit_day="2026-01-01",
    time_zone="UTC",
    clinic_language="en",
    language="en",
    catalogue_version="",
    visit_kind="new",
    age=None,
    is_minor=False,
    answers={},
    facts={},
    said=NOBODY,
    told=NOBODY,
    flags=(),
    agreements=(),
    signature=None,
    signer="client",
)
"""A record of nobody."""

TRIES = 3
"""How often a paper is set by what was drawn before; then as the roomiest of these that fitted."""

RIGHT_TO_LEFT = 'dir="rtl"'

MM = 25.4 / 96
"""One of the engine's units in millimetres."""


def draw(
    record: Record,
    size: str = "A4",
    watermark: str = "",
    history: History = NO_HISTORY,
    issue: Issue = UNNUMBERED,
    said: SessionSaid | None = None,
) -> Drawn:
    """The paper as a tagged PDF/A-3a that is PDF/UA-1 as well, page 1 fitted to one page.

    ``said`` is what was noted of its session: the document of a finished visit has it behind.
    Where a letter in it has no face, it is drawn once more, and says in which answers.
    """
    _load_engine()
    drawn = _pressed(record, size, watermark, history, issue, said)
    if not drawn.unreadable:
        return drawn
    says_so = replace(issue, is_whole=False, unreadable=_asked(record, drawn.unreadable))
    return _pressed(record, size, watermark, history, says_so, said)


def _pressed(
    record: Record,
    size: str,
    watermark: str,
    history: History,
    issue: Issue,
    said: SessionSaid | None,
) -> Drawn:
    html = partial(html_of, size=size, asset=address, watermark=watermark)
    with _listening() as heard, lent(issue.mark):
        setting = Setting(record, size, history, issue, said)
        paper, document = _fitted(setting, html)
        data = as_data(paper, record)
        pdf = _written(document, finish(record.told.language, data, sealable=True))
    return Drawn(pdf, *heard_of(heard, lambda: html(paper)))


def printed(sheet: str, *pages: str, most: int = 0) -> Drawn:
    """Any other page of ours as a tagged PDF, with one of the stylesheets under ``static``.

    Of several, each closer set than the one before: the first with no more than ``most`` sides.
    Its faces are the paper's: declared a second time, they would change a paper's bytes.
    """
    _load_engine()
    _sheet(SHEET)
    laid_out = cache(lambda number: _rendered(pages[number], sheet))
    with _listening() as heard:
        closer = range(len(pages) - 1)
        fits = bisect_left(closer, True, key=lambda number: len(laid_out(number).pages) <= most)
        pdf = _written(laid_out(fits), finish(""))
    return Drawn(pdf, *heard_of(heard, lambda: pages[fits]))


def warm(size: str = "A4") -> Drawn:
    """Draw an empty paper, so that the next one finds faces and stylesheet ready.

    What is loaded by then stays for good: the collector looks at it no more.
    """
    drawn = draw(BLANK, size)
    gc.collect()
    gc.freeze()
    return drawn


def _load_engine() -> None:
    load_engine()
    tell_files_apart()


def _fitted(setting: Setting, html: Callable[[Paper], str]) -> tuple[Paper, Any]:
    """The paper as it was reckoned to fit; drawn again only where that was far off."""
    laid_out: dict[Fit, Any] = {}
    for _ in range(TRIES):
        paper, document = _laid_out(setting, html, laid_out)
        if not setting.learn([_heights(page) for page in document.pages]):
            break
    else:
        setting.fall_back()
        paper, document = _laid_out(setting, html, laid_out)
    for page in document.pages:
        # Places to measure from, and no places to go to.
        page.anchors.clear()
    return paper, document


def _laid_out(
    setting: Setting, html: Callable[[Paper], str], known: dict[Fit, Any]
) -> tuple[Paper, Any]:
    """The paper as it is set for now. Where more did not fit after all, an earlier one is back."""
    paper, fit = setting.paper(), setting.fit
    document = known[fit] = known.get(fit) or _rendered(html(paper), SHEET)
    return paper, document


def _heights(page: Any) -> dict[str, float]:
    """The height of each block that has a part on the page, in millimetres."""
    return {key: (box[3] - box[1]) * MM for key, box in page.anchors.items()}


def _rendered(html: str, sheet: str) -> Any:
    page = _page()(with_own_direction(html))
    mirrored = [_sheet(MIRRORED)] if RIGHT_TO_LEFT in html.partition("<body")[0] else []
    sheets = [_sheet(sheet), *mirrored]
    shared = {"stylesheets": sheets, "font_config": _fonts(), "cache": _pictures()}
    return page.render(**shared, **OPTIONS)


@cache
def _page() -> Any:
    from cssselect2 import ElementWrapper
    from weasyprint import HTML

    class OurPage(HTML):  # type: ignore[misc, unused-ignore]
        """A page of ours, read by the fast parser where that can."""

        def __init__(self, html: str) -> None:
            tree = page_tree(html)
            if tree is None:
                super().__init__(string=html, base_url=BASE, url_fetcher=_fetcher())
                return
            self.base_url, self.url_fetcher, self.media_type = BASE, _fetcher(), "print"
            self.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

    return OurPage


def _written(document: Any, finisher: Finisher) -> bytes:
    give_colours(document)
    pdf: bytes = document.write_pdf(finisher=finisher, **OPTIONS)
    return pdf


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _sheet(name: str) -> Any:
    from weasyprint import CSS

    return CSS(string=sheet_text(name), base_url=BASE, url_fetcher=_fetcher(), font_config=_fonts())


@cache
def _pictures() -> dict[Any, Any]:
    """Signs, parsed once for all papers: there are eight and never more."""
    return {}


@cache
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurFiles(URLFetcher):  # type: ignore[misc, unused-ignore]
        """Opens nothing: not the network, not the disk, not even ``data:``."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=())

        def fetch(self, url: str, headers: Any = None) -> Any:
            body, kind = fetch(url)
            return URLFetcherResponse(url, body, {"Content-Type": kind})

    return OnlyOurFiles()


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collects what WeasyPrint logs while the block runs."""
    heard: list[str] = []
    ear = _Ear(heard)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(ear)
    try:
        yield heard
    finally:
        logger.removeHandler(ear)


class _Ear(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


def _asked(record: Record, words: Iterable[str]) -> tuple[str, ...]:
    """The ids of the questions whose answers have one of these words."""
    lines = (line for section in record.told.sections for line in section.lines)
    typed = [(line.key, str(line.answer or "")) for line in lines if line.kind == "words"]
    typed.append(("signature_helper", record.signature_helper))
    return tuple(key for key, text in typed if not set(text.split()).isdisjoint(words))
