"""How tall the pages behind page 1 will be, reckoned from their letters."""

from __future__ import annotations

from .details import SIZE, STRIP_TALL, TITLE, Block, long_pair, tall_block
from .letters import LINE, MM, PLAIN, STRONG, rows, tall
from .page import Details

NOTES = 21
"""Room for notes that is worth having: three lines."""


def behind(details: Details, width: float) -> float:
    """Millimetres from the top of page 2 to the third line for notes."""
    flags = (*details.notes, *details.good_to_know)
    notes = sum(TITLE + sum(_flag(f.flag, f.note, width) for f in n.flags) for n in flags)
    since = TITLE * bool(details.written)
    marks = TITLE + len(details.marks) / 3 * 5.2 if details.marks else 0
    health = sum(TITLE + _in_pairs(block, width) for block in details.health)
    left, right = (sum(tall_block(each) for each in column) for column in details.beside)
    beside = max(left + STRIP_TALL * bool(details.over_time), right)
    table = TITLE + (len(details.agreements) + 1) * 4.4 * bool(details.agreements)
    said = tall((*details.written, *details.kept, *details.review), width, SIZE)
    return notes + since + marks + health + beside + table + said + NOTES


def _flag(flag: str, note: str, width: float) -> float:
    length = len(flag) * STRONG + len(note) * PLAIN
    return rows(length, width, SIZE) * 1.22 * SIZE * MM + 0.8


def _in_pairs(block: Block, width: float) -> float:
    lines = [rows(long_pair(pair), 0.485 * width, SIZE) for pair in block.pairs]
    said = sum(max(lines[n : n + 2]) * LINE * SIZE * MM + 0.8 for n in range(0, len(lines), 2))
    return said + tall(block.after, width, SIZE)
