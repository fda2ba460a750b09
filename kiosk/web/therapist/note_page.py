"""The session's note as its page draws it: a form until it is signed, then what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ...catalogue.after import SESSION_NOTE
from ...frozen import dataclass
from ...intake.draft import Typed
from ...intake.home_care import HiddenIdea, hidden_ideas, hidden_in_words
from ...intake.plan_kept import differences
from ...intake.wording import IDEAS_GIVEN, answer_in_words, fixed, prompt
from ...languages import N_, with_colon, with_semicolons
from ...store.records.notes import Note
from ...usecases.write_note import OpenNote
from ..http import current
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, day_in_words
from ..http.page_parts import Choice, choices
from ..http.short_sign import sign_of
from ..http.viewer import names
from ..questions.after_form import MarkedPlace, after_views, marked_places
from ..questions.field_views import FieldView
from .treatment_page import at_the_clock

REGIONS = "note_regions"
WORKED = (("work", N_("Worked")), ("avoid", N_("Left out")), ("", N_("Neither")))
FIGURES = ("front", "back")


@dataclass(frozen=True)
class Side:
    """One side of the body with its places."""

    title: str
    places: tuple[MarkedPlace, ...]


@dataclass(frozen=True)
class NoteForm:
    """The questions of a note that is not signed."""

    core: tuple[FieldView, ...]
    more: tuple[FieldView, ...]
    sides: tuple[Side, ...]
    marked: str
    """The areas worked and left out so far, on one line."""
    worked: tuple[Choice, ...]
    hidden: tuple[HiddenIdea, ...]
    """The ideas for home that are not offered to this client."""


@dataclass(frozen=True)
class NoteLine:
    """What was asked, or who added it when; and what it says."""

    about: str
    words: str


@dataclass(frozen=True)
class SignedNote:
    """A note that stays as it is."""

    by: str
    """Who signed it and when."""
    lines: tuple[NoteLine, ...]
    added: tuple[NoteLine, ...]
    differences: tuple[str, ...]
    """Everything in which the session went otherwise than the client asked."""


@dataclass(frozen=True, kw_only=True)
class NotePage(FormPage):
    """The note."""

    id: str
    sign: str
    rev: int
    lost: str
    """That what was written before does not open, where that is so."""
    plan: str
    """The client's own plan for feelings; empty where there is none."""
    form: NoteForm | None
    signed: SignedNote | None


LOST = N_("What was written here before cannot be opened. The note begins anew.")


def note_page(
    note: OpenNote, typed: Typed, rev: int, layout: Layout, wrong: Mapping[str, str]
) -> NotePage:
    """The page of a note, with what was typed and what is to be put right."""
    return NotePage(
        title=layout.translate("The session's note"),
        form_errors=form_errors(layout, wrong),
        id=note.treated.stands.id,
        sign=sign_of(note.treated.stands.id),
        rev=rev,
        lost=layout.translate(LOST) if note.draft.is_torn and not note.signed else "",
        plan=_plan(note, layout.language),
        form=None if note.signed else _form(note, typed, layout, wrong),
        signed=_signed(note.signed, note, layout) if note.signed else None,
    )


def _form(note: OpenNote, typed: Typed, layout: Layout, wrong: Mapping[str, str]) -> NoteForm:
    said = {key: layout.translate(words) for key, words in wrong.items()}
    known = note.treated.known
    hidden = {idea.key for idea in hidden_ideas(known)}
    core = after_views(SESSION_NOTE, typed, layout.language, said, more=False)
    return NoteForm(
        tuple(_without(view, hidden) if view.key == IDEAS_GIVEN else view for view in core),
        after_views(SESSION_NOTE, typed, layout.language, said, more=True),
        tuple(_sides(typed, layout.language)),
        _marked_so_far(typed, layout),
        choices((key, layout.translate(words)) for key, words in WORKED),
        hidden_in_words(known, layout.language),
    )


def _without(view: FieldView, hidden: set[str]) -> FieldView:
    return replace(view, choices=tuple(c for c in view.choices if c.value not in hidden))


def _sides(typed: Typed, language: str) -> Iterator[Side]:
    every = marked_places(REGIONS, typed, language)
    for figure in FIGURES:
        places = tuple(each for each in every if each.figure == figure)
        yield Side(fixed(f"map_{figure}", language), places)


def _marked_so_far(typed: Typed, layout: Layout) -> str:
    worked = dict(WORKED)
    every = marked_places(REGIONS, typed, layout.language)
    marked = (each for each in every if each.mark in worked and each.mark)
    return " · ".join(
        with_colon(each.label, layout.translate(worked[each.mark]), layout.language)
        for each in marked
    )


def _plan(note: OpenNote, language: str) -> str:
    line = note.treated.stands.in_full.told.line("feelings_first")
    if not (line and line.labels):
        return ""
    return f"{line.prompt} {with_semicolons(line.labels, language)}"


def _signed(signed: Note, note: OpenNote, layout: Layout) -> SignedNote:
    with current.store().reading() as tx:
        named = names(tx)

    def who(by: str, at: datetime) -> str:
        clinic = current.clinic()
        day = day_in_words(layout, clinic.day(at)) if clinic else ""
        return f"{named.get(by, by)} · {day} · {at_the_clock(at.isoformat(), layout)}"

    return SignedNote(
        who(signed.made_by, signed.made_at),
        tuple(_lines(signed.answers, layout)),
        tuple(NoteLine(who(each.made_by, each.made_at), each.words) for each in signed.additions),
        differences(
            note.treated.stands.says,
            note.treated.treatment,
            signed.answers,
            layout.language,
            is_minor=note.treated.is_minor,
        ),
    )


def _lines(answers: Mapping[str, Any], layout: Layout) -> Iterator[NoteLine]:
    for question in SESSION_NOTE.questions:
        said = answers.get(question.key)
        if said is None:
            continue
        words = (
            _regions_in_words(said, layout)
            if question.key == REGIONS
            else answer_in_words(question, said, layout.language)
        )
        yield NoteLine(prompt(question, layout.language), words)


def _regions_in_words(marks: Any, layout: Layout) -> str:
    worked = dict(WORKED)
    named = {each.name: each.label for each in marked_places(REGIONS, {}, layout.language)}
    places = ((named[f"{REGIONS}-{mark['region']}"], worked[mark["mark"]]) for mark in marks)
    worded = (with_colon(at, layout.translate(what), layout.language) for at, what in places)
    return with_semicolons(worded, layout.language)
