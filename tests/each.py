"""One test for many small cases: cheaper than a test for each, and as plain when it fails."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

import pytest

Case = TypeVar("Case")


def for_each(cases: Collection[Case]) -> Callable[[Callable[[Case], None]], Callable[[], None]]:
    """Run the test for every case, to the end; its message names all that fail."""

    def whole(test: Callable[[Case], None]) -> Callable[[], None]:
        def run() -> None:
            assert cases, "there is nothing to look at"
            wrong = [no for case in cases if (no := _wrong(test, case))]
            assert not wrong, f"{len(wrong)} of {len(cases)}:\n" + "\n".join(wrong)

        run.__name__, run.__doc__, run.__module__ = test.__name__, test.__doc__, test.__module__
        return run

    return whole


def _wrong(test: Callable[[Case], None], case: Case) -> str:
    """What a case fails with; empty where it holds. Any other exception ends the test."""
    try:
        test(case)
    except AssertionError as no:
        return f"{case}: {no}"
    return ""


SQLITE_FIRST = pytest.mark.parametrize(
    "url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.torture)], indirect=True
)
"""What the database has no part in: the suite tries it on SQLite, `make torture` on both."""
