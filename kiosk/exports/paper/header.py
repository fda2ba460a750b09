"""Who is coming: the head of page 1."""

from __future__ import annotations

from collections.abc import Iterator

from ...frozen import dataclass
from ...languages import N_, language_name
from ..faces import in_serif
from .again import visit
from .text import Words, joined, line, name, plain, small, strong
from .told import Told
from .written import in_short

IN_THE_ROOM = (
    ("see_poorly", N_("LOW VISION: GUIDE")),
    ("face_me", N_("FACE ME")),
    ("hands_shake", N_("HANDS SHAKE")),
    ("walking_aid", N_("WALKING AID")),
    ("on_off_table", N_("HELP ON AND OFF THE TABLE")),
    ("plain_steps", N_("SIMPLE WORDS")),
)

LARGE = 30
"""Letters of a name that fit beside the day of the visit."""

OPEN = (
    ("access_needs", N_("what would make it easier")),
    ("preferred_name", N_("what to call them")),
    ("room_help", N_("help in the room")),
    ("pregnancy", N_("pregnancy")),
    ("pregnancy_weeks", N_("weeks of pregnancy")),
)


@dataclass(frozen=True)
class Header:
    """The lines of the head and its badges."""

    name: str
    long: bool
    """Too long to be set as large as a name should be."""
    serif: bool
    """The serif has all its letters."""
    when: tuple[str, str]
    """Who works, and the day of the visit."""
    lines: tuple[Words, ...]
    badges: tuple[Words, ...]
    after: tuple[Words, ...]


def header(told: Told) -> Header:
    """Everything on who this is and what they need from the first moment."""
    record = told.record
    therapist = record.therapist or told.translate("not assigned")
    full = str(told.answer("full_name") or "")
    called = str(told.answer("preferred_name") or full or told.translate("not answered"))
    return Header(
        called,
        len(called) > LARGE,
        in_serif(called),
        (told.colon(told.translate("Therapist"), therapist), told.day(record.visit_day)),
        _who(told, full),
        tuple(_badges(told)),
        (*line(*_guardian(told)), *line(told.open_list(_short(told))), *in_short(told)),
    )


def _who(told: Told, full: str) -> tuple[Words, ...]:
    born = told.answer("birth_date")
    age = told.record.age
    parts = (
        name(full) if told.answer("preferred_name") else (),
        told.labels("pronouns"),
        plain(told.translate("age %(n)d", n=age)) if age is not None else (),
        small(told.translate("born %(day)s", day=told.day(born))) if born else (),
        told.or_open("birth_date", ()),
    )
    if told.record.visit_kind == "returning":
        return joined(parts, " · "), visit(told)
    return (joined((*parts, visit(told)), " · "),)


def _badges(told: Told) -> Iterator[Words]:
    if told.record.is_minor:
        yield plain(told.translate("MINOR"))
    yield from _birth(told)
    yield from _help(told)
    if told.record.language != told.record.clinic_language:
        spoken = language_name(told.record.language)
        yield plain(told.translate("LANGUAGE: %(language)s", language=spoken.upper()))
    for choice, words in IN_THE_ROOM:
        if told.has("room_help", choice):
            yield plain(told.translate(words))
    if told.has("devices", "hearing_aid"):
        yield plain(told.translate("HEARING AID"))
    if told.flag("r_first_time"):
        yield plain(told.translate("FIRST MASSAGE"))
    if told.flag("r_therapist_choice"):
        who = told.label("therapist_choice").upper()
        yield plain(told.translate("WISHES FOR: %(who)s", who=who))


def _birth(told: Told) -> Iterator[Words]:
    if told.has("pregnancy", "yes"):
        weeks = told.label("pregnancy_weeks").upper()
        words = told.translate("PREGNANT, WEEKS: %(weeks)s", weeks=weeks)
        yield plain(words if weeks else told.translate("PREGNANT"))
    if told.has("pregnancy", "maybe"):
        yield plain(told.translate("MAYBE PREGNANT"))
    if told.has("pregnancy", "after_birth"):
        yield plain(told.translate("GAVE BIRTH, LAST 3 MONTHS"))


def _help(told: Told) -> Iterator[Words]:
    helper = told.record.signature_helper
    if helper:
        yield (*plain(f"{told.translate('HELPED BY')} "), *name(helper))
    elif told.has("filling_for", "helped") or told.has("access_needs", "someone_to_help"):
        yield plain(told.translate("HELPED"))
    if told.has("access_needs", "interpreter"):
        yield plain(told.translate("INTERPRETER"))
    if told.has("access_needs", "big_text", "high_contrast"):
        yield plain(told.translate("LARGE, CLEAR PRINT"))


def _guardian(told: Told) -> Iterator[Words]:
    if told.line("guardian_name"):
        parts = (
            told.or_open("guardian_name", told.name("guardian_name")),
            told.or_open("guardian_relation", told.labels("guardian_relation")),
        )
        yield told.says(told.translate("Guardian"), joined(parts, told.comma))
        there = told.or_open("guardian_presence", told.labels("guardian_presence"))
        yield told.says(told.translate("Where"), there)
        said = told.or_open("own_say", strong(told.label("own_say")))
        yield told.says(told.translate("Own say"), said)


def _short(told: Told) -> Iterator[tuple[str, str]]:
    return ((key, told.translate(words)) for key, words in OPEN)
