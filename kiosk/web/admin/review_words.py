"""Who has read the rules, agreements and safety texts, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from ...languages import N_, with_arrow, with_colon, with_commas, with_semicolons
from ...store.clinics import Clinic
from ...usecases.review_texts import Reviewed
from ..http.layout import Layout, day_in_words
from ..http.viewer import Viewer
from .setting_changes import change_rows

NOBODY = N_("Not yet reviewed by a clinician")
REVIEWED = N_("Reviewed by %(name)s on %(day)s, version %(version)s")
OLD = N_("Reviewed by %(name)s on %(day)s. The texts have changed since: it is to be read again.")
WHICH = N_("Changed since: %(parts)s.")


def review_in_words(clinic: Clinic, layout: Layout, last: Reviewed | None) -> str:
    """Who has read the texts, in one line."""
    if last is None:
        return layout.translate(NOBODY)
    values = {"name": last.name, "version": last.version}
    values["day"] = day_in_words(layout, clinic.day(last.at))
    return layout.translate(REVIEWED if last.is_of_now else OLD, values)


def parts_in_words(layout: Layout, last: Reviewed | None) -> str:
    """Which parts have changed since; empty where none has."""
    parts = with_commas((part.title for part in last.changed), layout.language) if last else ""
    return layout.translate(WHICH, {"parts": parts}) if parts else ""


def changes_in_words(last: Reviewed, who: Viewer) -> Iterator[str]:
    """What has changed since, part by part, then setting by setting with who changed it."""
    if last.changed:
        yield parts_in_words(who.layout, last)
    for row in change_rows(last.settings, who):
        by = with_commas((row.who, row.when), who.layout.language)
        moved = _other(row.before, row.after, who.layout.language)
        yield with_colon(row.what, f"{moved} ({by})", who.layout.language)


def _other(before: str, after: str, language: str) -> str:
    """What went, and what came: of many lines only those that are not in both."""
    was, is_now = before.splitlines(), after.splitlines()
    gone = with_semicolons((line for line in was if line not in is_now), language)
    new = with_semicolons((line for line in is_now if line not in was), language)
    if gone and new:
        return with_arrow(gone, new, language)
    return f"+ {new}" if new else f"− {gone}"
