"""Finished visits for tests: of every written-down person, a session with all there can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from kiosk.catalogue.home_care import IDEAS
from kiosk.demo.personas import personas
from kiosk.intake.areas_again import areas_step, as_shown
from kiosk.intake.home_care import hidden_ideas
from kiosk.intake.issue import Issue
from kiosk.intake.record import Record
from kiosk.intake.session_said import SessionSaid, WrittenBy
from kiosk.intake.treatment import (
    AREAS,
    MOVEMENT,
    WIDTH,
    Noted,
    What,
    may_agree,
    outcomes_of,
    treatment_of,
)
from kiosk.intake.treatment_lines import lines_to_choose
from tests.builders.records import DRAWN, a_return, signed, the_record

PEOPLE = {person.key: person for person in personas()}
NAMES = {"mei": "Mei Tanaka", "theo": "Theo Hands"}
BEGUN = datetime(2026, 3, 10, 10, 20, tzinfo=UTC)
PRINTED = Issue(0, "2026-03-10T12:30:00+00:00", "", of_whole_visit=True)
TAPPED = ("lighter", "right", "paused", "tears_go_on")
MINUTE = 60_000_000


def record_of(key: str, clinic_language: str = "en") -> Record:
    """What this person signed."""
    person = PEOPLE[key]
    if person.path == "returning":
        return a_return(person, clinic_language)
    return the_record(signed(person.answers), clinic_language, day=person.visit_day)


def said_of(record: Record) -> SessionSaid:
    """What was noted of their session, and written after it."""
    noted = tuple(_noted(record))
    answers = note_of(record)
    written = WrittenBy("mei", "2026-03-10T11:40:00+00:00")
    added = WrittenBy("theo", "2026-03-12T09:05:00+00:00", "Called: sore for a day, well since.")
    treatment = treatment_of(noted, is_read=True)
    return SessionSaid(noted, treatment, record.is_minor, NAMES, answers, written, (added,))


def note_of(record: Record) -> dict[str, Any]:
    """A note that went otherwise than asked in all there is: the first places marked are spared."""
    marked = [mark["region"] for mark in record.says.get("body_marks") or ()]
    hidden = {idea.key for idea in hidden_ideas({**record.says, **record.facts})}
    return {
        "note_minutes": "m60",
        "note_read": ["read_summary", "talked_flags", "confirmed_consent"],
        "note_flag_outcome": "adapted",
        "note_techniques": ["swedish", "myofascial"],
        "note_regions": [
            {"region": each, "mark": "work" if number else "avoid"}
            for number, each in enumerate(dict.fromkeys((*marked, "neck_back", "abdomen")))
        ],
        "note_pressure": "p4",
        "note_response": ["feelings", "softened", "range_better"],
        "note_feelings_signs": ["tears", "breath"],
        "note_feelings_done": ["few_words", "asked_on"],
        "note_consent_change": "Left the belly out after ten minutes.",
        "note_text": "Right shoulder softer, turns the head further. Begin there next time.",
        "note_baseline": "Says “letting go”; slow work at the neck helped most.",
        "note_closing": ["slow_rise", "water"],
        "note_home_care": [idea.key for idea in IDEAS if idea.key not in hidden][:3],
        "note_next": "w2",
    }


def _noted(record: Record) -> Iterator[Noted]:
    moments = (BEGUN + timedelta(minutes=3 * number) for number in count())

    def noted(what: What, by: str = "mei", **said: Any) -> Noted:
        return Noted(what, said, next(moments).isoformat(), by)

    for flag in (each.key for each in record.flags if each.severity == "stop_and_ask"):
        agreed = may_agree(flag, is_minor=record.is_minor)[0]
        outcome = outcomes_of(flag)[0]
        by = agreed if outcome == "agreed_now" else ""
        if outcome != "agreed_now":
            yield noted("talked", flag=flag, outcome="postponed", reason="", agreed_by="")
        yield noted(
            "talked", flag=flag, outcome=outcome, reason="Their doctor knows.", agreed_by=by
        )
    yield from _confirmed(record, noted)
    yield from _once_more(record, noted)
    yield noted("start", mark=0)
    yield from (noted("tap", tap=tap, id=tap) for tap in TAPPED)
    yield noted("second_yes", area=AREAS[1], answer="no", whose="client")
    yield noted("end", mark=57 * MINUTE)


def _confirmed(record: Record, noted: Any) -> Iterator[Noted]:
    offered = [line.key for line in lines_to_choose(record)]
    for lines, answer in ((offered[-3:], "not_quite"), (offered[:5], "yes")):
        yield noted("lines", lines=lines)
        yield noted("understood", answer=answer)


def _once_more(record: Record, noted: Any) -> Iterator[Noted]:
    so_far = treatment_of((), is_read=True)
    areas: Mapping[str, str] = {AREAS[0]: "yes", AREAS[1]: "over_cover"}
    step = areas_step(so_far, {**record.says, **record.facts})
    cards = as_shown(step, areas, record.language)
    signer = "guardian" if record.is_minor else record.signer
    yield noted("signed_again", areas=areas, cards=cards, signature=DRAWN, signer=signer)
    for area in (AREAS[0], AREAS[1], MOVEMENT):
        first = areas.get(area) or so_far.first(area, record.says)
        if WIDTH[first]:  # type: ignore[index]
            answer = first if first != "ask" else "yes"
            yield noted("second_yes", area=area, answer=answer, whose="client")
