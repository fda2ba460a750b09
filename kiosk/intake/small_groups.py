"""Small groups: which numbers of a table are hidden, so that none tells of fewer than five people.

Where a total stands beside its parts, what is hidden must not follow from the rest: then the next
smallest parts are hidden as well, until what is hidden is at least two of them and five people.
"""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 5


def shown(parts: Mapping[str, int]) -> dict[str, int | None]:
    """Parts that stand by themselves, without a total: None where there are fewer than five."""
    return {key: count if count >= FEWEST else None for key, count in parts.items() if count}


def shown_with_total(parts: Mapping[str, int]) -> tuple[int | None, dict[str, int | None]]:
    """The total, and its parts; None for each that is hidden, or would tell one that is."""
    counts = {key: count for key, count in parts.items() if count}
    total = sum(counts.values())
    hidden = {key for key, count in counts.items() if count < FEWEST}
    for key in sorted(counts, key=lambda key: (counts[key], key)):
        if not hidden or (len(hidden) > 1 and sum(counts[each] for each in hidden) >= FEWEST):
            break
        hidden.add(key)
    told = {key: None if key in hidden else count for key, count in counts.items()}
    return (total if total >= FEWEST else None), told
