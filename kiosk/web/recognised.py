"""A client as staff tell one from another: on one line, without an answer."""

from __future__ import annotations

from ..store.blind import last_four
from ..store.clients import Known
from .frame import Frame, day_in_words, tell


def in_words(person: Known, frame: Frame) -> str:
    """Enough to tell one from another on one line."""
    parts = [person.name]
    if person.birth_date:
        born = day_in_words(frame, person.birth_date)
        parts.append(tell(frame, "born %(day)s", {"day": born}))
    if end := last_four(person.phone):
        parts.append(tell(frame, "phone ends in %(end)s", {"end": end}))
    last = day_in_words(frame, person.last_visit)
    parts.append(tell(frame, "last visit %(day)s", {"day": last}))
    return " · ".join(parts)
