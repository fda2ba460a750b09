"""No paper: why one was not drawn, by a word that is kept, and in words."""

from __future__ import annotations

WHY = {
    "engine": "Pango is not installed, so no paper can be drawn here",
    "time": "the paper took too long to draw",
    "memory": "the paper took too much memory to draw",
    "died": "the press ended while it was drawing",
    "fault": "the paper could not be drawn",
    "stopped": "the press stopped while it drew",
    "busy": "the paper is still being drawn",
    "unread": "the record cannot be read",
}
"""Why there is no paper, by a word that is kept."""


class NoPaper(Exception):
    """There is no PDF; ``why`` says why by a word, without a word of the record."""

    def __init__(self, why: str, kind: str = "") -> None:
        super().__init__(why, kind)
        self.why = why
        self.kind = kind
        """Which exception it was, where nobody has thought of it."""

    def __str__(self) -> str:
        return f"{WHY[self.why]} ({self.kind})" if self.kind else WHY[self.why]
