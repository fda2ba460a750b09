"""The browser of the other tests, a clinic that speaks every language, and a folder to keep."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.languages import LANGUAGES
from kiosk.usecases.change_setting import change_setting
from tests.browser.clinic import Clinic, open_clinic
from tests.browser.conftest import browser, playwright

__all__ = ["browser", "clinic_in", "kept_in", "playwright"]


@pytest.fixture
def kept_in(tmp_path: Path) -> Path:
    """Where pictures and findings are kept: KIOSK_AUDIT names the folder."""
    return Path(os.environ.get("KIOSK_AUDIT") or tmp_path / "audit")


@pytest.fixture
def clinic_in(tmp_path: Path) -> Iterator[Callable[[str], Clinic]]:
    """Opens a new clinic of this language, which offers all of them, reviewed or not."""
    with ExitStack() as opened:

        def open_in(language: str) -> Clinic:
            folder = tmp_path / f"{language}-{len(list(tmp_path.iterdir()))}"
            folder.mkdir()
            public = {"public_url": "https://forms.example.org"}
            clinic = opened.enter_context(open_clinic(folder, language, **public))
            change_setting(clinic.store, "languages", ",".join(LANGUAGES), "setup")
            return clinic

        yield open_in
