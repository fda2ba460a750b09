"""The page of an export, as its template draws it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from ...catalogue.flags import RULES
from ...exports.cells import STATES
from ...exports.formats import FORMATS
from ...exports.groups import groups, in_words
from ...frozen import dataclass
from ...languages import LANGUAGES, N_, quoted, translate, with_commas
from ...store import Transaction, audit, sites
from ...store.access import staff
from ...store.audit import Entry
from ...store.engine.torn import each
from ...usecases.export_records import LOOK, Counted, Looked
from ...usecases.read_audit import AUDIT, who_acts
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, day_in_words, show
from ..http.page_parts import Choice, choices
from ..http.viewer import Viewer
from .audit_words import actor_words
from .export_form import ExportForm

EARLIER = 10
"""Exports of before that the page shows."""

ANY = N_("Any")
PRIVATE = N_("With what is private to you")
WHAT_IS_PRIVATE = N_(
    "Your sessions' notes, what clients let only you read, and answers for a private talk."
)


@dataclass(frozen=True)
class EarlierExport:
    """An export of before: its day, and in words who took what, and why."""

    day: str
    words: str


@dataclass(frozen=True)
class Offered:
    """What can be chosen."""

    formats: tuple[Choice, ...]
    therapists: tuple[Choice, ...]
    sites: tuple[Choice, ...]
    """Nothing where the clinic has one alone."""
    states: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    flags: tuple[Choice, ...]
    columns: tuple[Choice, ...]
    private: tuple[Choice, ...]
    """Nothing for whoever may not ask for it."""


@dataclass(frozen=True, kw_only=True)
class ExportPage(FormPage):
    """The form, the count, the first rows, and what was exported before."""

    values: dict[str, str]
    flags: tuple[str, ...]
    columns: tuple[str, ...]
    private: tuple[str, ...]
    narrowed: bool
    """Whether not every visit of the days is meant."""
    offered: Offered
    before: tuple[EarlierExport, ...]
    counted: str = ""
    """How many there are; empty until the days are known."""
    looked: Looked | None = None
    more_columns: str = ""


def export_page(
    tx: Transaction,
    who: Viewer,
    form: ExportForm,
    *,
    wrong: dict[str, str] | None = None,
    counted: Counted | None = None,
    looked: Looked | None = None,
) -> str:
    """The page, with this in its form."""
    layout, said = who.layout, form.said
    entries = audit.latest(tx, "export", EARLIER)
    narrows = ("therapist", "site", "state", "spoken", "since")
    page = ExportPage(
        title=layout.translate("Export"),
        values=said,
        flags=form.flags,
        columns=form.groups,
        private=("yes",) if form.private else (),
        narrowed=bool(form.flags) or any(said[name] for name in narrows),
        offered=_offered(tx, who),
        before=tuple(each(entries, partial(_before, who, who_acts(tx)), partial(_torn, who))),
        form_errors=form_errors(layout, wrong or {}),
        counted=_counted(counted, layout) if counted else "",
        looked=looked,
        more_columns=_more(looked, layout) if looked else "",
    )
    return show("admin/export.html", layout, page=page)


def _offered(tx: Transaction, who: Viewer) -> Offered:
    layout = who.layout
    words_of, language = layout.translate, layout.language
    therapists = [(p.id, p.name) for p in staff.everyone(tx) if "therapist" in p.roles]
    places = sites.names(tx).items()
    states = [(key, words_of(words)) for key, words in STATES.items() if key != "unreadable"]
    flags = [(rule.key, translate(rule.flag, language, f"flag.{rule.key}")) for rule in RULES]
    return Offered(
        tuple(Choice(f.key, words_of(f.title), words_of(f.about)) for f in FORMATS.values()),
        _or_any(therapists, layout),
        _or_any(places, layout) if len(places) > 1 else (),
        _or_any(states, layout),
        _or_any(LANGUAGES.items(), layout),
        choices(sorted(flags, key=lambda flag: flag[1])),
        choices((group, in_words(group, language)) for group in groups()),
        (Choice("yes", words_of(PRIVATE), words_of(WHAT_IS_PRIVATE)),) if who.reads else (),
    )


def _or_any(pairs: Iterable[tuple[str, str]], layout: Layout) -> tuple[Choice, ...]:
    return choices([("", layout.translate(ANY)), *pairs])


def _counted(counted: Counted, layout: Layout) -> str:
    if not counted.number:
        return layout.translate("No visit was signed in these days.")
    if not counted.exact:
        return layout.translate_count(
            "At most one visit. Which are meant is seen as each is opened.",
            "At most %(count)d visits. Which are meant is seen as each is opened.",
            counted.number,
        )
    return layout.translate_count(
        "One visit was signed in these days.",
        "%(count)d visits were signed in these days.",
        counted.number,
    )


def _more(looked: Looked, layout: Layout) -> str:
    if not looked.more_columns:
        return ""
    return layout.translate_count(
        "One more column has something to say.",
        "%(count)d more columns have something to say.",
        looked.more_columns,
    )


def _torn(who: Viewer, entry: Entry) -> EarlierExport:
    return EarlierExport("", who.layout.translate("Cannot be read"))


def _before(who: Viewer, known: Mapping[str, str], entry: Entry) -> EarlierExport:
    day = day_in_words(who.layout, who.clinic.day(entry.at))
    why = quoted(entry.reason, who.layout.language)
    by = actor_words(entry.actor, known, who)
    return EarlierExport(day, f"{_what(who.layout, entry.subject)} · {by} · {why}")


def _what(layout: Layout, subject: str) -> str:
    """Visits of some days, the audit's rows of some, or all there is of one client."""
    parts = subject.split("/")
    if len(parts) < 3:
        return layout.translate("One client's record")
    if parts[0] == AUDIT:
        what, days = layout.translate("Audit"), parts[1:3]
    else:
        what, days = _kind(layout, parts[2]), parts[:2]
    between = " – ".join(day_in_words(layout, each) for each in days)
    return with_commas((what, between), layout.language)


def _kind(layout: Layout, kind: str) -> str:
    if kind == LOOK:
        return layout.translate("The first ten rows, looked at")
    return layout.translate(FORMATS[kind].title) if kind in FORMATS else kind.upper()
