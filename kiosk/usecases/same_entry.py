"""Which entry that was read before an entry of the clinic's calendar is, and which are gone.

The one of its own mark, where it names the same client still. In the place of one of a series that
is there no more, the nearest one of the same client may have come: all of it moved. By a name alone
nobody's visit is another's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from ..intake.names import folded
from ..store import Missing, Transaction
from ..store.intakes import calendar_entries, planned_visits
from ..store.intakes.calendar_entries import Known, Said

NEAR = 3
"""Days by which all of a series may have moved: with more, a week's next visit would be as near."""


class Entries:
    """The entries that were read before; ``there`` are the marks of those that are read now."""

    def __init__(self, tx: Transaction, there: Collection[bytes]) -> None:
        self.tx = tx
        self.there = there
        self.known = {each.mark: each for each in calendar_entries.all_known(tx)}

    def before(self, said: Said, name: str) -> Known | None:
        """The entry this was when it was read last; None for one that is new."""
        own = self.known.get(said.mark)
        if own is None:
            return self._of_series(said)
        if not self._is_of_another(own, said, name):
            return own
        del self.known[own.mark]
        calendar_entries.let_go(self.tx, own)
        return None

    def gone(self, first: str, last: str) -> set[str]:
        """The visits of these days of which no entry is there any more."""
        rows = [each for each in calendar_entries.all_known(self.tx) if first <= each.day <= last]
        return _visits(each for each in rows if each.mark not in self.there) - _visits(
            each for each in rows if each.mark in self.there
        )

    def _of_series(self, said: Said) -> Known | None:
        """The nearest one of its series and client that is there no more; it is taken once."""
        left = [
            each
            for each in self.known.values()
            if (each.series, each.called) == (said.series, said.called)
            and not (each.gone or each.mark in self.there)
        ]
        nearest = min(left, key=lambda each: _apart(each, said), default=None)
        if nearest is None or _apart(nearest, said) > NEAR:
            return None
        return self.known.pop(nearest.mark)

    def _is_of_another(self, own: Known, said: Said, name: str) -> bool:
        """Whether it names another client now; whoever has begun is whom it was of."""
        if own.called == said.called:
            return False
        try:
            visit = planned_visits.find(self.tx, own.visit_id)
        except Missing:
            return own.called is not None
        was = folded(str(visit.answers.get("full_name", "")))
        return visit.state == "planned" and (own.called is not None or was != folded(name))


def as_said(tx: Transaction, event: Mapping[str, str]) -> Said:
    """An entry as it is kept."""
    called = calendar_entries.called(tx, folded(event["name"]))
    series = calendar_entries.series(tx, event["series"])
    mark = calendar_entries.mark(tx, event["uid"])
    return Said(mark, series, called, event["day"], event["therapist"])


def _apart(before: Known, now: Said) -> int:
    return abs((date.fromisoformat(before.day) - date.fromisoformat(now.day)).days)


def _visits(entries: Iterable[Known]) -> set[str]:
    return {each.visit_id for each in entries}
