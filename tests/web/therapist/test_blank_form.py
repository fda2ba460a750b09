"""The form to fill in by hand is drawn once for all, and anew when the paper is another."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.exports.press import Drawn, Press
from kiosk.settings import Settings
from kiosk.usecases.change_setting import change_setting
from kiosk.usecases.paper_size import paper_size
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff


class Counting(Press):
    """A press that draws a few bytes, in the clinic's size, and counts."""

    def __init__(self, clinic: Clinic) -> None:
        super().__init__(lambda: paper_size(clinic.store, Settings()))
        self.drawn: list[str] = []

    def make(self, *_: Any, keep: Any = None, **__: Any) -> Any:
        self.drawn.append(self.size())
        paper = Drawn(f"%PDF-1.7 {self.size()}".encode())
        keep(paper)
        return paper


def test_it_is_drawn_once_and_anew_when_the_paper_is_another(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    press = Counting(clinic)
    monkeypatch.setitem(clinic.app.extensions, "press", press)
    monkeypatch.setitem(clinic.app.extensions, "blank forms", {})
    dana = Staff(clinic).signs_in("Dana Desk")
    for size in ("A4", "A4", "Letter", "Letter", "A4"):
        change_setting(clinic.store, "paper_size", size, "ada")
        assert dana.gets("/staff/blank/en.pdf").data == f"%PDF-1.7 {size}".encode()
    assert press.drawn == ["A4", "Letter"]
