"""A posted answer enters the page of its step twice: in with the post, out with what it came to."""

from __future__ import annotations

import sys
from itertools import groupby
from types import FrameType
from typing import Any

import pytest

from tests.house.tree import HOUSE
from tests.walks.tablet import Tablet

VIEW = "kiosk/web/client/step.py"
MEND = (
    "What a client's answer does belongs into kiosk/usecases/answer_step.py and its neighbours, "
    "which hand back an outcome; the view reads the post, asks once, and answers with it."
)


class Way:
    """The files of ours that are called, one after the other."""

    def __init__(self) -> None:
        self.called: list[str] = []

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        path = frame.f_code.co_filename
        if event == "call" and path.startswith(f"{HOUSE}/kiosk/"):
            self.called.append(path.removeprefix(f"{HOUSE}/"))

    @property
    def stays(self) -> list[str]:
        return [path for path, _ in groupby(self.called)]


@pytest.mark.parametrize("step", ["life", "sign", "stop"])
def test_a_posted_answer_enters_its_view_twice(tablet: Tablet, step: str):
    signature = {"method": "typed", "name": "Hal Brook"}
    tablet.is_at("life" if step == "stop" else step)
    if step == "stop":
        tablet.presses("stop")
    sent = tablet.fills("next" if step != "stop" else "keep")
    if step == "sign":
        sent = tablet.fills("next", signature=signature)
    way = Way()
    sys.setprofile(way)
    try:
        response = tablet.sends(sent)
    finally:
        sys.setprofile(None)
    assert response.status_code == 303
    times = way.stays.count(VIEW)
    assert times == 2, f"{step}: {VIEW} is entered {times} times, of {len(way.stays)}. {MEND}"
