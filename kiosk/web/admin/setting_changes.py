"""What was changed: each change of a setting in words, with what it was before."""

from __future__ import annotations

from collections.abc import Iterable

from ...clinic import OF_SITE, OFFERED, SETTINGS
from ...frozen import dataclass
from ...languages import format_time, with_arrow, with_colon, with_commas
from ...store.clinics import change_told
from ...usecases.change_setting import Changed
from ..http.layout import Layout, day_in_words
from ..http.viewer import Viewer

EVERY = {**SETTINGS, **OFFERED, **OF_SITE}


@dataclass(frozen=True)
class ChangeRow:
    """One change."""

    sequence: int
    when: str
    who: str
    what: str
    before: str
    after: str
    stands: bool = False
    """Whether it is as it was changed, so that the change can be taken back."""


def change_rows(changes: Iterable[Changed], who: Viewer) -> tuple[ChangeRow, ...]:
    """The changes in words."""
    return tuple(_row(each, who) for each in changes)


def _row(each: Changed, who: Viewer) -> ChangeRow:
    layout, kind = who.layout, EVERY[each.key].kind
    day = day_in_words(layout, who.clinic.day(each.at))
    time = format_time(each.at, who.clinic.time_zone, layout.language)
    return ChangeRow(
        each.sequence,
        with_commas((day, time), layout.language),
        who.names.get(each.by) or layout.translate("A command"),
        layout.translate(EVERY[each.key].title),
        kind.in_words(each.before, layout.language),
        kind.in_words(each.after, layout.language),
    )


def told_in_audit(reason: str, layout: Layout) -> str:
    """A row's reason in words: a change as before and after, all else as it is written."""
    change = change_told(reason)
    setting = EVERY.get(change.key) if change else None
    if change is None or setting is None:
        return reason
    before, after = (
        setting.kind.in_words(value, layout.language) for value in (change.before, change.after)
    )
    moved = with_arrow(before, after, layout.language)
    return with_colon(layout.translate(setting.title), moved, layout.language)
