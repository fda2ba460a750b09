"""Records for machines: JSON Lines, one record a line, exactly as answered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..intake.record import Record
from ..intake.record_json import as_json
from .tabular import Kept

AGREEMENT = ("key", "version", "language", "kind", "answer", "answered_at", "text_hash")


def json_rows(records: Iterable[Kept]) -> Iterator[bytes]:
    """One UTF-8 line a record as it stands, in the order given; takes one record at a time.

    Each row carries ``id``, ``signed_at``, ``language``, ``catalogue_version``, ``answers`` (by
    question id; asked but unanswered is null, not asked is absent; dates are ISO), ``flags``
    (rule ids in print order) and ``agreements``; on a return visit also ``carried`` (by question
    id what stood from earlier visits: ``said``, and ``on`` which ISO date), and where staff put
    answers right ``corrections``, the oldest first, by ``question`` id: what was said ``before``,
    what holds ``now``, the ``reason``, ``at`` which ISO time, ``by`` whose id; and where agreements
    were taken back ``withdrawals``, by ``card``: what was ``said``, who ``asked_by``, ``how``,
    ``at``, ``by``. ``agreements`` are told as they were given. A record that cannot be read is
    a row with its id, ``"unreadable": true`` and no answers.
    """
    for record in records:
        kept = as_json(record) if isinstance(record, Record) else record
        yield json.dumps(_row(kept), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _row(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": kept["id"],
        "signed_at": kept["signed_at"],
        "language": kept["language"],
        "catalogue_version": kept["catalogue_version"],
        "answers": kept["answers"],
        **({"carried": kept["carried"]} if kept.get("carried") else {}),
        **({"corrections": kept["put_right"]} if kept.get("put_right") else {}),
        **({"withdrawals": kept["withdrawn"]} if kept.get("withdrawn") else {}),
        "flags": [flag["key"] for flag in kept["flags"]],
        **({"unreadable": True} if kept.get("unreadable") else {}),
        "agreements": [{name: said[name] for name in AGREEMENT} for said in kept["agreements"]],
    }
