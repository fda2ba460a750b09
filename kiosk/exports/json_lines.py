"""Records for machines: JSON Lines, one visit a line, exactly as answered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from ..intake.treatment import Treatment
from .exported import Exported, Written
from .values import Values, carried_of, shown_of, values

AGREEMENT = ("key", "title", "version", "language", "kind", "answer", "answered_at", "text_hash")

ALSO = (
    *("client", "visit_number", "visit_day", "visit_time", "clinic", "site", "therapist"),
    *("therapist_id", "state", "signed_by", "helped_by"),
)
"""Of the columns, what a row says besides the answers; absent where there is nothing to say."""


def json_rows(visits: Iterable[Exported]) -> Iterator[bytes]:
    """One UTF-8 line a visit as it stands, in the order given; takes one visit at a time.

    Each row carries ``id``, ``signed_at``, ``language`` (and ``unreviewed`` where no native reader
    had read that language), ``catalogue_version``, ``answers`` (by question id; asked but
    unanswered is null, not asked is absent; dates are ISO), ``flags`` (rule ids in print order) and
    ``agreements``, and of the columns those of ``ALSO``; on a return visit also ``carried`` (by
    question id what stood from earlier visits: ``said``, ``on`` which ISO date, and ``since``
    which where it was put right or taken back after that), and where
    staff put answers right ``corrections``, the oldest first, by ``question`` id: what was said
    ``before``, what holds ``now``, the ``reason``, ``at`` which ISO time, ``by`` whose id; and
    where agreements were taken back ``withdrawals``, by ``card``: what was ``said``, who
    ``asked_by``, ``how``, ``at``, ``by``. ``agreements`` are told as they were given, each with how
    it was ``shown``: ``at`` which ISO time first, for how many ``seconds``, and who of the staff
    ``helped_by`` or ``read_by``, where that was noted. What came
    after the signature is ``session``, ``note`` and ``reflection``, each only where there is one
    that may be read; ``withheld`` names the questions whose answer, or a part of it, is for the
    therapist alone. A record that cannot be read is a row with its id, ``"unreadable": true`` and
    no answers.
    """
    for one in visits:
        row = {**_row(one.kept), **_also(values(one, {"visit"})), **_after(one)}
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _row(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": kept["id"],
        "signed_at": kept["signed_at"],
        "language": kept["language"],
        **({"unreviewed": True} if kept.get("unreviewed") else {}),
        "catalogue_version": kept["catalogue_version"],
        "answers": kept["answers"],
        **({"carried": carried_of(kept)} if kept.get("carried") else {}),
        **({"corrections": kept["put_right"]} if kept.get("put_right") else {}),
        **({"withdrawals": kept["withdrawn"]} if kept.get("withdrawn") else {}),
        "flags": [flag["key"] for flag in kept["flags"]],
        **({"unreadable": True} if kept.get("unreadable") else {}),
        "agreements": [_agreement(kept, said) for said in kept["agreements"]],
    }


def _agreement(kept: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    how = shown_of(kept, said)
    return {**{name: said[name] for name in AGREEMENT}, **({"shown": dict(how)} if how else {})}


def _also(row: Values) -> dict[str, Any]:
    return {name: row[name] for name in ALSO if name in row}


def _after(one: Exported) -> dict[str, Any]:
    found = {
        "session": _session(one.session),
        "note": _written(one.note),
        "reflection": _written(one.reflection),
    }
    held = {"withheld": sorted(one.withheld)} if one.withheld else {}
    return held | {name: said for name, said in found.items() if said}


def _session(session: Treatment) -> dict[str, Any]:
    """All that was noted in the room; nothing where it has not begun."""
    noted = asdict(session)
    return {name: noted[name] for name in noted if name != "is_read" and noted[name]}


def _written(said: Written | None) -> dict[str, Any]:
    return {name: part for name, part in asdict(said).items() if part} if said else {}
