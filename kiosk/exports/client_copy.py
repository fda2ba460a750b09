"""The client's copy: what they said and signed, in their own words and language.

It holds everything the client said and nothing that anybody made of it: no flag, no severity.
What they wish to say in private is on no paper; every copy says so, whoever it is of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from ..catalogue import CATALOGUE
from ..frozen import dataclass
from ..intake.record import Agreement, Line, Record, Section
from ..intake.shown_cards import in_words
from ..intake.wording import labels, line_in_words, marks_in_words
from ..languages import (
    N_,
    direction,
    format_day,
    format_time,
    marks_between,
    translate,
    with_colon,
    with_commas,
    with_dots,
)
from .drawing import printed
from .drawn import Drawn
from .faces import in_serif
from .foot import Foot, foot, unreviewed
from .paper.body_map import Figure, figures
from .paper.html import environment
from .paper.marks import letters
from .paper.private_talk import printable
from .paper.signature import Drawn as Ink
from .paper.signature import drawn
from .right_since import gone_since, right_since

SHEET = "handed-out.css"

METHODS = {
    "drawn": N_("Signed by %(name)s, drawn"),
    "typed": N_("Signed by %(name)s, typed"),
    "on_paper": N_("Signed by %(name)s, on paper"),
}

Said = tuple[str, str]
"""What was asked, and the answer in words."""


@dataclass(frozen=True)
class Part:
    """One step's questions with their answers."""

    title: str
    lines: tuple[Said, ...]
    figures: tuple[Figure, ...]
    """Front and back as they were marked; none where nothing was."""
    letters: tuple[str, ...]
    """What the letters on them mean."""


@dataclass(frozen=True)
class Card:
    """An agreement as it was shown, and what was said to it."""

    title: str
    text: str
    answer: str
    about: str
    """Version and time."""


@dataclass(frozen=True)
class Copy:
    """Everything on the copy, in the client's language."""

    language: str
    direction: str
    title: str
    who: str
    serif: bool
    """The serif has all letters of the name."""
    visit: str
    parts: tuple[Part, ...]
    cards: tuple[Card, ...]
    signed: tuple[str, ...]
    ink: Ink | None
    unreviewed: str
    """That no native reader had read these words; empty where one had."""
    foot: Foot


def draw_copy(record: Record, size: str = "A4", watermark: str = "") -> Drawn:
    """The copy as a tagged PDF. Runs in the press."""
    return printed(SHEET, copy_html(record, size=size, watermark=watermark))


def copy_html(
    record: Record,
    *,
    size: str = "A4",
    watermark: str = "",
    styles: tuple[str, ...] = (),
) -> str:
    """The copy as one HTML page; with ``styles`` it is one for the screen."""
    copy = copy_of(record)
    return (
        environment()
        .get_template("paper/copy.html")
        .render(
            copy=copy,
            _=lambda words: translate(words, copy.language),
            **marks_between(copy.language),
            size=size.lower(),
            watermark=watermark,
            styles=styles,
        )
    )


def copy_of(record: Record) -> Copy:
    """What of a record is the client's."""
    language = record.language
    day = format_day(record.visit_day, language)
    who = str(record.says.get("full_name") or record.says.get("preferred_name") or "")
    return Copy(
        language,
        direction(language),
        translate("Your copy of what you said and signed", language),
        who,
        in_serif(who),
        with_dots((record.place, record.reached, day), language),
        tuple(_parts(record)),
        tuple(_card(said, record) for said in record.agreements),
        tuple(_signed(record)),
        drawn(record.signature),
        unreviewed(language) if record.unreviewed else "",
        foot(language, _proof(record)),
    )


def _parts(record: Record) -> Iterator[Part]:
    """The questions with their answers; agreements stand further down, with their words."""
    in_full = {said.key for said in record.agreements}
    in_full |= {key.removeprefix("consent_") for key in in_full}
    for section in printable(record.said.sections):
        shown = tuple(_shown(section, in_full, record))
        if shown:
            is_map = any(line.kind == "bodymarks" for line in shown)
            said = tuple(_said(line, record) for line in shown)
            yield Part(section.title, said, *(_marked(record) if is_map else ((), ())))
    if gone := tuple(gone_since(record)):
        yield Part(translate("No longer answered", record.language), gone, (), ())


def _marked(record: Record) -> tuple[tuple[Figure, ...], tuple[str, ...]]:
    marks = record.said.marks
    used = {mark.mark for mark in marks}
    return (figures(marks, record.language) if marks else ()), letters(used, record.language)


def _shown(section: Section, in_full: set[str], record: Record) -> Iterator[Line]:
    for line in section.lines:
        is_said = line.answer is not None or not line.more or right_since(record, line.key)
        if is_said and line.key not in in_full:
            yield line


def _said(line: Line, record: Record) -> Said:
    if line.kind == "bodymarks" and record.said.marks:
        return line.prompt, marks_in_words(record.said.marks, record.language)
    words, since = line_in_words(line, record.language), right_since(record, line.key)
    return line.prompt, f"{words} ({since})" if since else words


def _card(said: Agreement, record: Record) -> Card:
    version = translate("Version %(number)d", record.language) % {"number": said.version}
    return Card(
        said.title,
        said.text,
        said.answer_label,
        " · ".join((version, *_when(said, record), *_since(said, record))),
    )


def _when(said: Agreement, record: Record) -> Iterator[str]:
    """When it was answered, and how it was shown, where that was noted."""
    yield _moment(said.answered_at, record)
    if shown := record.shown.get(_question(said), {}):
        yield in_words(shown, record.time_zone, record.language)


def _since(said: Agreement, record: Record) -> Iterator[str]:
    """What was said anew and signed before the session; from when on it counts no more."""
    card = _question(said)
    for right in record.put_right:
        if right.question == card:
            words = "".join(labels(CATALOGUE.question(card), right.now, record.language))
            told = with_commas((words, _moment(right.at, record)), record.language)
            yield with_colon(translate("signed anew", record.language), told, record.language)
    for back in record.withdrawn:
        if back.card == card:
            gone = translate("taken back", record.language)
            yield with_colon(gone, _moment(back.at, record), record.language)


def _question(said: Agreement) -> str:
    """The card's own id: a private area's statement is named after it."""
    return said.key.removeprefix("consent_") if said.kind == "private" else said.key


def _signed(record: Record) -> Iterator[str]:
    if record.signature:
        words = translate(METHODS[record.signature["method"]], record.language)
        who = record.signature.get("name") or record.says.get(_signer(record)) or ""
        signed = (words % {"name": who}, _moment(record.signed_at, record))
        yield with_commas(signed, record.language)
    witness = (record.signature or {}).get("witness", "")
    beside = {
        "Witness": witness,
        "Helper": record.signature_helper,
        "Filled in together with": record.assisted_by,
    }
    said = record.language
    yield from (with_colon(translate(what, said), who, said) for what, who in beside.items() if who)


def _signer(record: Record) -> str:
    return "guardian_name" if record.signer == "guardian" else "full_name"


def _moment(iso: str, record: Record) -> str:
    """The day and the time of a UTC moment, on the clinic's clock."""
    moment = datetime.fromisoformat(iso)
    day = moment.astimezone(ZoneInfo(record.time_zone)).date()
    time = format_time(moment, record.time_zone, record.language)
    return with_commas((format_day(day, record.language), time), record.language)


def _proof(record: Record) -> str:
    number = translate("Record %(id)s", record.language) % {"id": record.id}
    answers = translate("signed answers %(fingerprint)s", record.language)
    spaced = " ".join(record.fingerprint[at : at + 4] for at in range(0, 16, 4))
    return f"{number} · {answers % {'fingerprint': spaced}}"
