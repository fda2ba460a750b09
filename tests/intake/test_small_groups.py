"""No number tells of fewer than five people, neither by itself nor by what stands beside it."""

from __future__ import annotations

from itertools import product

from kiosk.intake.small_groups import FEWEST, shown, shown_with_total


def test_a_small_group_is_hidden_and_so_is_what_would_tell_it():
    assert shown({"a": 4, "b": 5, "c": 0}) == {"a": None, "b": 5}
    assert shown_with_total({"en": 40, "es": 2}) == (42, {"en": None, "es": None})
    assert shown_with_total({"en": 40, "es": 12, "fr": 2}) == (
        54,
        {"en": 40, "es": None, "fr": None},
    )
    assert shown_with_total({"en": 40, "es": 12}) == (52, {"en": 40, "es": 12})
    assert shown_with_total({"en": 2, "es": 1}) == (None, {"en": None, "es": None})


def test_whatever_the_counts_are_what_is_hidden_is_two_parts_and_five_people_or_all():
    for counts in product(range(9), repeat=3):
        parts = dict(zip("abc", counts, strict=True))
        total, told = shown_with_total(parts)
        hidden = [parts[key] for key, count in told.items() if count is None]
        assert all(count is None or count >= FEWEST for count in told.values())
        if total is not None and hidden:
            several = len(hidden) > 1 and sum(hidden) >= FEWEST
            assert several or len(hidden) == len(told) == 1, (parts, told)
