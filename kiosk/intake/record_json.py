"""The record as plain JSON values, and back again without loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from .record import (
    Agreement,
    Change,
    Flag,
    Line,
    Mark,
    PutRight,
    Record,
    Section,
    Withdrawn,
    Wording,
)

Part = TypeVar("Part")

NOT_IN_ALL = ("put_right", "withdrawn", "shown", "unreviewed", "site")
"""Parts that no record has as it was signed, or that those from before have not."""


def as_json(record: Record) -> dict[str, Any]:
    """The record as dicts, lists, text, whole numbers, booleans and None.

    ``from_json`` makes an equal record of it, also after a way through ``json``. What was written
    since has a place only in a record that something was written about. Where client and clinic
    share a language there is no ``told``: the one wording is ``said``.
    """
    once = ("told",) if record.is_worded_once else ()
    kept = {name: _plain(getattr(record, name)) for name in _names(Record) if name not in once}
    return {name: part for name, part in kept.items() if part or name not in NOT_IN_ALL}


def from_json(kept: Mapping[str, Any]) -> Record:
    """The record that ``as_json`` was given. KeyError or TypeError where parts are missing."""
    said = _wording(kept["said"])
    return Record(
        **{
            **kept,
            "said": said,
            # Before it was kept once it was kept twice, and stays as it was signed.
            "told": _wording(kept["told"]) if "told" in kept else said,
            "flags": _each(Flag, kept["flags"]),
            "agreements": _each(Agreement, kept["agreements"]),
            "put_right": _each(PutRight, kept.get("put_right", ())),
            "withdrawn": _each(Withdrawn, kept.get("withdrawn", ())),
        }
    )


def told_in(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The wording in the clinic's language, of a record as JSON."""
    found: dict[str, Any] = kept["told"] if "told" in kept else kept["said"]
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _wording(kept: Mapping[str, Any]) -> Wording:
    return Wording(
        kept["language"],
        tuple(_section(section) for section in kept["sections"]),
        _each(Mark, kept["marks"]),
        _each(Change, kept.get("changes", ())),
        tuple(_line(line) for line in kept.get("last", ())),
    )


def _section(kept: Mapping[str, Any]) -> Section:
    return Section(kept["key"], kept["title"], tuple(_line(line) for line in kept["lines"]))


def _line(kept: Mapping[str, Any]) -> Line:
    return Line(**{**kept, "labels": tuple(kept["labels"]), "prints": tuple(kept["prints"])})


def _each(kind: type[Part], kept: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(kind(**part) for part in kept)
