"""Rows about the paper: its CPU and size, and what drawing one asks of a step."""

from __future__ import annotations

import pickle
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kiosk.demo.people import storied
from kiosk.exports.drawing import draw
from kiosk.exports.names import SHEET, sheet_text
from kiosk.exports.paper.html import paper_html
from kiosk.exports.press import Press
from kiosk.exports.seal_room import room_in
from kiosk.intake.draft import Draft
from kiosk.intake.freeze import Signing, record_of
from kiosk.intake.record import Record
from kiosk.settings import Settings
from kiosk.store import Store, clinics, open_store
from kiosk.store.clinics import Clinic
from kiosk.store.records.seals import Seal
from kiosk.usecases.seal_paper import make_seal

from .measure import ROOT, Row, cpu_of_all, instructions, least_cpu
from .personas import PERSONAS, Walk
from .walking import kiosk

COLD = """
import sys, pickle
from kiosk.exports.drawing import draw
draw(pickle.load(sys.stdin.buffer))
"""


WARM = """
import gc, pickle, sys
from kiosk.exports.drawing import warm
from tools.bench_rows.papers import draw, sealed, the_seal
paper, seal = pickle.load(sys.stdin.buffer), the_seal()
warm()
gc.disable()
for _ in range(int(sys.argv[1])):
    sealed(draw(paper).pdf, seal)
    gc.collect()
"""
"""So many papers as they are kept, one after the other: each collected as the press does."""

PRINTS = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as started:
    browser = started.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox"])
    for _ in range(int(sys.argv[3])):
        page = browser.new_page()
        page.goto(sys.argv[2])
        page.pdf(prefer_css_page_size=True)
        page.close()
    browser.close()
"""
"""So many pages printed by one Chromium, one after the other."""

SIZES = ("A4", "Letter")


def record() -> Record:
    """The record of the invented client with the fullest first page."""
    return records()[4]


def records() -> list[Record]:
    """Those of all invented clients who have a story, each on a first visit."""
    with _clinic() as (store, clinic):
        visit = clinic.visit_at(store.now(), Draft())
    moment = "2026-03-10T10:12:00+00:00"
    signing = Signing("bench", "Bench", "en", "UTC", "", "", moment, moment, "1")
    drafts = [Draft(answers=person.answers) for person in storied()]
    made = [record_of(visit, draft, signing) for draft in drafts]
    return [replace(each, fingerprint="0" * 64) for each in made]


def the_seal() -> Seal:
    """A seal of some clinic."""
    with _clinic() as (store, _):
        return make_seal(store)


def sealed(pdf: bytes, seal: Seal) -> bytes:
    """The paper as it is kept."""
    room = room_in(pdf, datetime.now(UTC))
    return room.sealed(seal.sign(room.digest))


@contextmanager
def _clinic() -> Iterator[tuple[Store, Clinic]]:
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        store = open_store(Settings(data=data, key_file=data / "keys" / "master.key"))
        with store.writing() as tx:
            clinic = clinics.found(tx, "Bench", "en", "UTC")
        yield store, clinic
        store.close()


def row_2() -> Row:
    """The slowest steps while papers are drawn, beside the same with the press at rest."""
    with tempfile.TemporaryDirectory() as name:
        walk, press, paper = Walk(kiosk(Path(name)), PERSONAS[0]), Press(), record()
        walk.starts()
        walk.walks(lambda _, __, sends: sends(), until="touch")
        press.draw(paper)

        def waits() -> list[float]:
            walls = []
            for _ in range(60):
                for go in ("next", "back"):
                    said = walk.said(go)
                    start = time.perf_counter()
                    walk.sends(said)
                    walls.append(time.perf_counter() - start)
            return statistics.quantiles(walls, n=100)

        idle = [waits() for _ in range(3)]
        stop = threading.Event()
        busy = threading.Thread(target=_draw_on, args=(press, paper, stop))
        busy.start()
        drawing = [waits() for _ in range(3)]
        stop.set()
        busy.join()
        press.close()
    half, most = (_beside(idle, drawing, percent) for percent in (50, 99))
    ratio = max(half[0], most[0])
    figure = f"{ratio:.2f} (p50 {_told(*half)}, p99 {_told(*most)})"
    what = "step p50 and p99 while papers are drawn / idle, the worse"
    return Row("2", what, "≤ 1.3", figure, ratio <= 1.3)


def _beside(
    idle: list[list[float]], drawing: list[list[float]], percent: int
) -> tuple[float, float, float]:
    """What so many of a hundred steps take at most, middle of all rounds: ratio, busy, idle."""
    busy, rest = (
        statistics.median(each[percent - 1] for each in rounds) for rounds in (drawing, idle)
    )
    return busy / rest, busy, rest


def _told(ratio: float, busy: float, rest: float) -> str:
    return f"{ratio:.2f}: {busy * 1e3:.1f} ms / {rest * 1e3:.1f} ms"


def _draw_on(press: Press, paper: Record, stop: threading.Event) -> None:
    while not stop.is_set():
        press.draw(paper)


def row_3() -> Row:
    """A paper as it is kept, counted in instructions: they repeat where times do not."""
    what = "paper, tagged, PDF/A-3a and UA-1 with its data, sealed: instructions"
    if shutil.which("valgrind") is None:
        return Row("3", what, "≤ 1,300 M", "no valgrind here", met=False)
    counted = instructions(WARM, pickle.dumps(record()))
    million = counted / 1e6
    return Row("3", what, "≤ 1,300 M", f"{million:,.0f} M", million <= 1300)


def row_4() -> Row:
    """A paper beside headless Chromium: warm with warm, cold with cold, bytes with bytes."""
    chromium = shutil.which("chromium")
    what = "paper / the same page printed by Chromium, CPU: warm, cold; bytes"
    budget = "< 1, < 1; ≤ 1/3"
    if chromium is None:
        return Row("4", what, budget, "no Chromium here", met=False)
    paper = record()
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "paper.html"
        page.write_text(_for_a_browser(paper))
        words = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        print_it = [*words, f"--print-to-pdf={name}/out.pdf", page.as_uri()]
        theirs_cold = min(cpu_of_all(print_it) for _ in range(4))
        theirs_warm = _warm_chromium(chromium, page.as_uri())
        size = (Path(name) / "out.pdf").stat().st_size
    cold = [sys.executable, "-c", COLD]
    ours_cold = min(cpu_of_all(cold, pickle.dumps(paper)) for _ in range(4))
    ours_warm = least_cpu({"paper": lambda: draw(paper)}, rounds=6, times=1)["paper"]
    bytes_ = len(draw(paper).pdf) / size
    warm, cold_ = ours_warm / theirs_warm, ours_cold / theirs_cold
    figure = (
        f"{warm:.2f} ({ours_warm:.2f} s / {theirs_warm:.2f} s), "
        f"{cold_:.2f} ({ours_cold:.2f} s / {theirs_cold:.2f} s); {bytes_:.2f}"
    )
    return Row("4", what, budget, figure, max(warm, cold_) < 1 and bytes_ <= 1 / 3)


def _for_a_browser(paper: Record) -> str:
    """The paper's own page with its stylesheet in it."""
    static = (ROOT / "static").as_uri()
    sheet = f'<base href="{static}/"><style>{sheet_text(SHEET)}</style></head>'
    return paper_html(paper, asset=f"{static}/{{}}".format).replace("</head>", sheet)


def _warm_chromium(chromium: str, url: str) -> float:
    """Seconds of CPU of one more page, in a Chromium that runs."""
    few, many = 2, 12
    print_them = [sys.executable, "-c", PRINTS, chromium, url]
    spent = {n: min(cpu_of_all([*print_them, str(n)]) for _ in range(2)) for n in (few, many)}
    return (spent[many] - spent[few]) / (many - few)


def row_7() -> Row:
    """The size of the largest paper of the invented clients, as it is kept."""
    seal = the_seal()
    size = max(len(sealed(draw(each, size).pdf, seal)) for each in records() for size in SIZES)
    figure = f"{size / 1024:.1f} KB"
    what = "size of the largest paper: PDF/A-3a, with its data and the clinic's seal"
    return Row("7", what, "≤ 56 KB", figure, size <= 56 * 1024)
