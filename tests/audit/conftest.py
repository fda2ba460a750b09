"""The browser of the other tests, and a folder for pictures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.conftest import browser, playwright

__all__ = ["browser", "pictures", "playwright"]


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where every page looked at is kept as a picture: KIOSK_AUDIT names the folder."""
    return Path(os.environ.get("KIOSK_AUDIT") or tmp_path)
