"""Languages for tests, whole whatever text was added since they were worded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.languages import typed_days, typed_times
from kiosk.languages.folders import folders


@pytest.fixture
def every_folder_whole(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days and times as they are once each folder has all its words: a new text changes none."""
    known = {code: each.name for code, each in folders().items()}
    for room in (typed_days, typed_times):
        monkeypatch.setattr(room, "whole", lambda: known)
    for names in (typed_days._months, typed_days._weekdays):
        names.cache_clear()
    yield
    for names in (typed_days._months, typed_days._weekdays):
        names.cache_clear()
