"""What stands in the row of a visit: by column, as plain values. Each format is written over it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, cast, get_args
from zoneinfo import ZoneInfo

from ..catalogue import CATALOGUE
from ..catalogue.agreements import OWN
from ..catalogue.questions import PickMany, Question
from ..intake.record import what_stands
from ..intake.record_json import told_in
from .columns import MISSING, SAID_BY_THE_RECORD, Column, moved
from .exported import Exported, Kept, Written
from .own_columns import Part

Values = Mapping[str, Any]
"""By column: text, whole numbers, ISO dates and times, lists of ids, marks. Absent: an empty cell.
"""

_OWN = frozenset(card.key for card in OWN)

NOT_ANSWERED, NOT_ASKED, UNREADABLE = "not_answered", "not_asked", "unreadable"
PRIVATE = "private"
"""Why there is no answer, in a column of its own: so a column of numbers holds numbers alone."""


def values(one: Exported, parts: Collection[Part] = get_args(Part)) -> Values:
    """The row of a visit, by the ids of ``columns()``: the whole of it, or at least these parts."""
    stands, found = says(one), _visit(one)
    if "missing" in parts:
        found |= _missing(one, stands)
    if one.is_readable:
        found |= _told(one) | _other_answers(stands)
        found |= _answers(stands) if "answers" in parts else {}
        found |= _session(one) if "session" in parts else {}
    for written, facts in ((one.note, _note), (one.reflection, _reflection)):
        if written:
            found |= {**written.answers, **facts(written)}
    return {key: value for key, value in found.items() if value is not None}


def value(column: Column, row: Values) -> Any:
    """What stands in one cell; None where it is empty."""
    if not column.choice:
        return row.get(column.key)
    whole = row.get(column.key.rpartition(".")[0])
    if whole is None:
        return None
    if column.kind == "yes":
        return int(column.choice in whole)
    return next((mark for mark in whole if mark["region"] == column.choice), None)


def says(one: Exported) -> dict[str, Any]:
    """Every answer that stands by question id, carried ones as well, under the ids of today."""
    stands = what_stands(one.kept.get("carried"), one.kept.get("answers"))
    return {moved().get(key, key): answer for key, answer in stands.items()}


def carried_of(kept: Kept) -> dict[str, dict[str, Any]]:
    """By question id what stands from earlier visits: ``said``, and ``on`` which ISO date.

    Of one that was put right or taken back, ``since`` is the ISO date of that.
    """
    found = dict(kept.get("carried") or {})
    moved_at = _last(kept, "put_right", "question") | _last(kept, "withdrawn", "card")
    for key in found.keys() & moved_at.keys():
        found[key] = {**found[key], "since": _clock(kept)(moved_at[key]).date().isoformat()}
    return found


@cache
def _questions() -> Mapping[str, Question]:
    every = (*CATALOGUE.questions, *OWN)
    return {q.key: q for q in every if q.key not in SAID_BY_THE_RECORD}


@cache
def _offered() -> Mapping[str, frozenset[str]]:
    """By question that takes many, what can be picked."""
    return {key: frozenset(q.offered) for key, q in _questions().items() if isinstance(q, PickMany)}


def _visit(one: Exported) -> dict[str, Any]:
    return {
        "id": one.kept["id"],
        "signed_at": one.kept["signed_at"],
        "language": one.kept["language"] or None,
        "catalogue_version": one.kept["catalogue_version"] or None,
        "client": one.client or None,
        "visit_number": one.visit_number,
        "clinic": one.clinic or None,
        "site": one.site or None,
        "therapist": one.therapist or None,
        "therapist_id": one.therapist_id or None,
        "state": one.session.state if one.is_readable else UNREADABLE,
    }


def _answers(stands: Values) -> dict[str, Any]:
    known = _questions()
    return {key: answer for key, answer in stands.items() if key in known}


def _other_answers(stands: Values) -> dict[str, Any]:
    others = dict(_others(stands))
    return {"other_answers": json.dumps(others, ensure_ascii=False)} if others else {}


def _others(stands: Values) -> Iterator[tuple[str, Any]]:
    """What has no column any more: answers to retired questions, and retired choices."""
    known, many = _questions(), _offered()
    for key, answer in stands.items():
        if answer is None:
            continue
        if key not in known and key not in SAID_BY_THE_RECORD:
            yield key, answer
        elif key in many and not many[key].issuperset(answer):
            yield key, [each for each in answer if each not in many[key]]


def _missing(one: Exported, stands: Values) -> dict[str, Any]:
    if not one.is_readable:
        return {key + MISSING: UNREADABLE for key in _questions()}
    lacking = (key for key in _questions() if stands.get(key) is None)
    return {
        **{key + MISSING: NOT_ANSWERED if key in stands else NOT_ASKED for key in lacking},
        **{key + MISSING: PRIVATE for key in one.withheld},
    }


def _told(one: Exported) -> dict[str, Any]:
    kept, on = one.kept, _clock(one.kept)
    helped = (part for part in (kept.get("assisted_by"), kept.get("signature_helper")) if part)
    return {
        "visit_day": kept["visit_day"],
        "visit_time": _hour(kept, on),
        "signed_by": kept["signer"],
        "helped_by": ", ".join(helped) or None,
        "age": kept["age"],
        "is_minor": int(kept["is_minor"]),
        "unreviewed": int(bool(kept.get("unreviewed"))),
        "changes": _some(each["key"] for each in told_in(kept).get("changes", ())),
        "carried": _some(f"{k}:{v['on']}" for k, v in (kept.get("carried") or {}).items()),
        "corrected": _some(
            f"{key}:{on(at).date()}" for key, at in _last(kept, "put_right", "question").items()
        ),
        "withdrawn": _some(
            f"{key}:{on(at).date()}" for key, at in _last(kept, "withdrawn", "card").items()
        ),
        "consents": _some(
            f"{said['key']}:{said['version']}:{said['answer']}:{said['answered_at']}"
            for said in kept["agreements"]
        ),
        "flags": _some(flag["key"] for flag in kept["flags"]),
        "own_agreements": _some(
            f"{said['key']}:{said['title']}" for said in kept["agreements"] if said["key"] in _OWN
        ),
        "cards_shown": _some(_shown(kept)),
    }


def _hour(kept: Kept, on: Callable[[str], datetime]) -> str:
    """When they began; where that was on a day before, at home or before midnight, when they
    signed: day and hour are one moment's."""
    began = on(kept["started_at"])
    is_that_day = began.date().isoformat() == kept["visit_day"]
    return (began if is_that_day else on(kept["signed_at"])).strftime("%H:%M")


def _shown(kept: Kept) -> Iterator[str]:
    """Each card that was shown: ``card:version:language:seconds:helped:read:at``."""
    for said in kept["agreements"]:
        if how := shown_of(kept, said):
            by = (how.get("helped_by", ""), how.get("read_by", ""))
            parts = (said["key"], said["version"], said["language"], how["seconds"], *by, how["at"])
            yield ":".join(map(str, parts))


def shown_of(kept: Kept, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """When an agreement was shown, for how long and with whom; nothing where nobody noted it."""
    key = said["key"]
    card = key.removeprefix("consent_") if said["kind"] == "private" else key
    found: Mapping[str, Any] = (kept.get("shown") or {}).get(card, {})
    return found


def _some(found: Iterator[str]) -> list[str] | None:
    return list(found) or None


def _last(kept: Kept, what: str, name: str) -> dict[str, str]:
    """By question or card, when it was last put right or taken back."""
    return {each[name]: each["at"] for each in kept.get(what, ())}


def _clock(kept: Kept) -> Callable[[str], datetime]:
    """Reads an ISO time as the clinic's clock showed it."""
    zone = ZoneInfo(kept["time_zone"])
    return lambda at: datetime.fromisoformat(at).astimezone(zone)


def _session(one: Exported) -> dict[str, Any]:
    held = one.session
    lasted = held.start is not None and held.end is not None
    minutes = round((cast(int, held.end) - cast(int, held.start)) / 60_000_000) if lasted else None
    return {
        "session_started_at": held.started_at or None,
        "session_ended_at": held.ended_at or None,
        "session_minutes": minutes,
        "session_talked": _some(f"{flag}:{came.outcome}" for flag, came in held.talked.items()),
        "session_lines": list(held.lines) or None,
        "session_understood": held.understood or None,
        "session_signed_again": _some(
            f"{area}:{said}" for again in held.signings for area, said in again.areas.items()
        ),
        "session_answers": _some(f"{s.area}:{s.answer}:{s.whose}" for s in held.answers),
        "session_taps": _some(f"{each.tap}:{each.at}" for each in held.taps),
    }


def _note(note: Written) -> dict[str, Any]:
    return {"note_signed_at": note.at, "note_by": note.by, "note_added": list(note.added) or None}


def _reflection(said: Written) -> dict[str, Any]:
    return {"reflected_at": said.at}
