"""A finger on the glass, drawing."""

from __future__ import annotations

from playwright.sync_api import CDPSession


def stroke(finger: CDPSession, points: list[tuple[float, float]]) -> None:
    """One line through these points."""
    kinds = ["touchStart", *["touchMove"] * (len(points) - 1)]
    for kind, (x, y) in zip(kinds, points, strict=True):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
