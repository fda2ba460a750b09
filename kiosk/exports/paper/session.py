"""The session behind the intake: talked about, confirmed, once more yes, noted, and written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...catalogue.after import SESSION_NOTE
from ...catalogue.regions import REGION
from ...frozen import dataclass
from ...intake.plan_kept import differences
from ...intake.record import Mark
from ...intake.session_said import SessionSaid, WrittenBy
from ...intake.treatment import TAPS, Noted
from ...intake.wording import answer_in_words, prompt
from ...languages import N_, translate, translate_count
from .before_touch import SecondYes, areas_signed, by_whom, lines_shown, second_yes, talked_about
from .body_map import Figure, figures
from .details import Block, Pair
from .marks import LETTER
from .signature import Drawn
from .text import Words, line, plain, strong
from .told import Told

REGIONS = "note_regions"
PLAN = "feelings_first"
WORKED = {"work": N_("Worked"), "avoid": N_("Left out")}
MINUTE = 60_000_000
"""In microseconds, as the steady clock counts."""


@dataclass(frozen=True)
class Session:
    """What stands behind the intake of a finished visit."""

    title: str
    talked: Block
    shown: Block
    areas: tuple[SecondYes, ...]
    signed_again: Block
    signatures: tuple[Drawn, ...]
    """Those drawn under the areas that were chosen anew."""
    room: Block
    note: Block
    figures: tuple[Figure, ...]
    plan: Block
    added: Block


def session(told: Told, said: SessionSaid) -> Session:
    """All of it, in the clinic's language."""
    again, signatures = areas_signed(told, said)
    return Session(
        told.translate("The session"),
        talked_about(told, said),
        lines_shown(told, said),
        second_yes(told, said),
        again,
        signatures,
        _room(told, said),
        _note(told, said),
        _figures(told, said),
        _plan(told, said),
        _added(told, said),
    )


def _room(told: Told, said: SessionSaid) -> Block:
    pairs = tuple(_happened(told, said))
    after = () if pairs else line(plain(told.translate("It never began.")))
    return Block("s_room", told.translate("In the room"), pairs, after)


def _happened(told: Told, said: SessionSaid) -> Iterator[Pair]:
    words = {"start": N_("Begun"), "end": N_("Over")}
    for each in said.noted:
        if each.what in words:
            yield Pair(
                f"{told.clock(each.at)}", plain(_with(told, said, words[each.what], each)), ""
            )
        elif each.what == "tap":
            yield Pair(
                told.clock(each.at), plain(_with(told, said, TAPS[each.said["tap"]], each)), ""
            )
    now = said.treatment
    if now.start is not None and now.end is not None:
        minutes = max(0, now.end - now.start) // MINUTE
        lasted = translate_count("%(count)d minute", "%(count)d minutes", minutes, told.language)
        yield Pair(told.translate("In all"), plain(lasted % {"count": minutes}), "")


def _with(told: Told, said: SessionSaid, words: str, one: Noted) -> str:
    return f"{told.translate(words)} ({by_whom(said, one.by)})"


def _note(told: Told, said: SessionSaid) -> Block:
    title = told.translate("The session's note")
    if said.signed is None:
        return Block("s_note", title, (), line(strong(told.translate("Not signed yet."))))
    asked = (q for q in SESSION_NOTE.questions if q.key != REGIONS and q.key in said.answers)
    pairs = (
        Pair(prompt(q, told.language), _answer(told, q.key, said), "")
        for q in asked
        if said.answers[q.key] not in (None, "", [])
    )
    signed = told.says(told.translate("Signed"), plain(_by(told, said, said.signed)))
    return Block("s_note", title, (*_regions(told, said), *pairs), line(signed))


def _answer(told: Told, key: str, said: SessionSaid) -> Words:
    question = next(each for each in SESSION_NOTE.questions if each.key == key)
    answer = said.answers[key]
    words = answer_in_words(question, answer, told.language)
    return told.written(words) if words == answer else plain(words)


def _regions(told: Told, said: SessionSaid) -> Iterator[Pair]:
    for mark, words in WORKED.items():
        places = told.semicolon.join(
            each.region_label for each in _marks(told, said) if each.mark == mark
        )
        if places:
            yield Pair(f"{told.translate(words)} ({LETTER[mark]})", plain(places), "")


def _marks(told: Told, said: SessionSaid) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            each["region"],
            translate(REGION[each["region"]].label, told.language, f"region.{each['region']}"),
            REGION[each["region"]].figure,
            each["mark"],
            told.translate(WORKED[each["mark"]]),
        )
        for each in said.answers.get(REGIONS) or ()
        if each["mark"] in WORKED
    )


def _figures(told: Told, said: SessionSaid) -> tuple[Figure, ...]:
    marks = _marks(told, said)
    drawn = figures(marks, told.language) if marks else ()
    # Each pattern is found by its name, and page 1 has a pair of its own.
    return tuple(replace(figure, key=f"worked-{figure.key}") for figure in drawn)


def _plan(told: Told, said: SessionSaid) -> Block:
    title = told.translate("As it was asked for?")
    if said.signed is None:
        return Block("s_plan", title, (), ())
    wish = told.line(PLAN)
    pairs = (Pair(wish.prompt, told.labels(PLAN), ""),) if wish and wish.labels else ()
    record, language = told.record, told.language
    found = differences(record.says, said.treatment, said.answers, language, is_minor=said.is_minor)
    none = plain(told.translate("Nothing was done otherwise than it was asked for."))
    return Block("s_plan", title, pairs, tuple(map(strong, found)) or (none,))


def _added(told: Told, said: SessionSaid) -> Block:
    added = ((_by(told, said, each), told.written(each.words)) for each in said.additions)
    pairs = tuple(Pair(by, words, "") for by, words in added)
    return Block("s_added", told.translate("Added since"), pairs, ())


def _by(told: Told, said: SessionSaid, one: WrittenBy) -> str:
    """Who wrote it, on which day and when: an addition may be of another day."""
    return told.listed(by_whom(said, one.by), told.local_day(one.at), told.clock(one.at))
