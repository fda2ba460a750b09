"""Charts of figures: they say what the rows beside them say, nothing where a row has no number."""

from __future__ import annotations

from tools.chart import WIDE, of_budgets, of_waits


def test_a_bar_is_as_long_as_its_share_of_the_budget():
    bars = of_budgets(["| 9 | a row | ≤ 40 | 20 (9 M / 1 M) | yes | today |"])
    assert f"   9 {'█' * (WIDE // 2):<{WIDE}}│ 0.50" in bars


def test_what_is_over_its_budget_goes_past_the_mark_and_is_cut_off_at_three():
    twice, much = of_budgets(
        [
            "| 3 | a paper | ≤ 1,000 M | 2,000 M | **no** | today |",
            "| 16 | beside others | ≤ 1/5 | 1/1 (5 M / 5 M) | **no** | today |",
        ]
    )[3:5]
    assert twice == f"   3 {'█' * WIDE}│{'█' * WIDE} 2.00"
    assert much == f"  16 {'█' * WIDE}│{'█' * 2 * WIDE}… 5.00"


def test_a_row_of_several_figures_or_of_none_is_not_drawn():
    assert not of_budgets(
        [
            "| 12 | bytes | ≤ 2 / 3.5 / 5 KB | 3.8 KB; 2.0 KB | **no** | today |",
            "| 18 | a tablet | ≤ 100 ms | not measured |  |  |",
        ]
    )


def test_how_long_answers_took_is_drawn_for_each_database():
    told = "SQLite, 5 min: 9 steps; p50 10 ms, p95 100 ms, p99 1000 ms; 0 faults"
    lines = of_waits([("flood", told), ("kills", "20 kills")])
    assert lines[3:6] == [
        f"flood  SQLite     p50 {'█' * 10} 10 ms",
        f"flood  SQLite     p95 {'█' * 20} 100 ms",
        f"flood  SQLite     p99 {'█' * 30} 1000 ms",
    ]
