"""Apart: rows that would read alike are told from each other, as privately as that can be done.

What stands in a waiting room's sight may add a tablet, the seconds of a time, or a sign: three
letters that mean nothing, and stand on the client's own tablet as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from ..http.short_sign import sign_of
from .visit_rows import VisitRow


def told_apart(rows: Sequence[VisitRow]) -> tuple[VisitRow, ...]:
    """The rows; those of one name at one time say what else there is to tell them by."""
    same = [(row.day, row.time, row.name) for row in rows]
    details = [(*row.details, sign_of(row.intake_id)) for row in rows]
    return tuple(
        replace(row, apart=apart) for row, apart in zip(rows, told_by(same, details), strict=True)
    )


def told_by(same: Sequence[Hashable], details: Sequence[tuple[str, ...]]) -> list[str]:
    """For each of those that are the ``same``, the first of their details that differs most.

    Empty where nothing else is the same. The last detail is their sign, and always stands there.
    """
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, each in enumerate(same):
        groups[each].append(at)
    told = [""] * len(same)
    for group in (group for group in groups.values() if len(group) > 1):
        columns = list(zip(*(details[at] for at in group), strict=False))
        column = max(columns[:-1] or columns, key=lambda each: len(set(each)))
        for at, words in zip(group, column, strict=True):
            told[at] = " · ".join(dict.fromkeys((words, details[at][-1])))
    return told
