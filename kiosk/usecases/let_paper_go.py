"""Letting a paper go: its bytes open no more, and will not, whatever the disk is asked.

The record is whole all the same, and the paper is drawn anew under the next number. Until somebody
says so, ``doctor`` goes on naming it: a key or a disk that is back may open it again.
"""

from __future__ import annotations

from ..store import Transaction, audit
from ..store.records import papers


def let_paper_go(tx: Transaction, record_id: str, number: int, by: str) -> bool:
    """Let its bytes go; False where they went before. The newest one is owed from now on.

    Raises Missing where there is no such paper, Refused where it opens.
    """
    is_newest = papers.next_number(tx, record_id) == number + 1
    if not papers.let_go(tx, record_id, number):
        return False
    if is_newest:
        papers.owe_anew(tx, record_id)
    audit.write(tx, "let_go", by, record_id, f"paper {number}")
    return True
