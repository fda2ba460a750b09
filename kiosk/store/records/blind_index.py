"""Blind indexes: short keyed pieces, by which a client's card is found without opening the others.

A piece is cut so short that many names share its value: it only narrows down which cards are
opened, and the cards decide. docs/threats.md says what a stolen database tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...intake.names import folded, is_unspaced
from ...intake.record import what_stands
from ...languages.digits import plain_digits
from ..engine.keys import Keys

Piece = frozenset[int]
"""What is looked for: one value, or a few while a key is turned."""

_BEGINNINGS = (5, 3, 2)
"""How many letters from the beginning of a word make a piece, the most telling first."""

_INSIDE = (2, 1)
"""The same from anywhere in a word, in scripts that write names without spaces."""

_BEGIN, _WITHIN, _BORN, _PHONE = 0, 8, 14, 15
"""The kinds of pieces; a length is added to the first two."""

_NAME_BITS, _NUMBER_BITS = 8, 12
_AT_MOST = 12
"""Pieces of one search: more of them leave out nobody who would be left in."""


def pieces_of_name(keys: Keys, name: str) -> set[int]:
    """All by which somebody of this name is found."""
    cuts = (cut for word in folded(name).split() for cut in _cut(word))
    return {_piece(keys, kind, part, _NAME_BITS) for kind, part in cuts}


def pieces_of_search(keys: Keys, wanted: str) -> list[Piece]:
    """What the cards looked for (already folded) have in common, the most telling first.

    Nothing where one letter is all there is: then every card has to be looked at.
    """
    found = {(kind, part): None for word in wanted.split() for kind, part in _told_by(word)}
    telling = sorted(found, key=lambda cut: -len(cut[1]))[:_AT_MOST]
    return [_any(keys, kind, part, _NAME_BITS) for kind, part in telling]


def starts_alike(keys: Keys, name: str) -> set[int]:
    """Pieces that everybody has whose name starts like this one; a few others have them too."""
    return {each for kind, part in starts_of(name) for each in _any(keys, kind, part, _NAME_BITS)}


def start_alike(one: str, other: str) -> bool:
    """Whether a word of each name begins alike; in scripts without spaces, a letter is enough."""
    return not starts_of(one).isdisjoint(starts_of(other))


def starts_of(name: str) -> set[tuple[int, str]]:
    """How the words of a name begin: two names that have none in common do not start alike."""
    words = [word for word in folded(name).split() if len(word) > 1]
    cuts = {(_BEGIN + 3, word[:3]) if len(word) > 2 else (_BEGIN + 2, word) for word in words}
    return cuts | {
        (_WITHIN + 1, c) for word in folded(name).split() if is_unspaced(word) for c in word
    }


def pieces_of_numbers(keys: Keys, birth_dates: Iterable[str], phones: Iterable[str]) -> set[int]:
    """All by which somebody of these ISO dates and phones is found."""
    ends = {end for phone in phones if (end := last_four(phone))}
    born = {_piece(keys, _BORN, day, _NUMBER_BITS) for day in birth_dates}
    return born | {_piece(keys, _PHONE, end, _NUMBER_BITS) for end in ends}


def piece_of_birth(keys: Keys, birth_date: str) -> Piece:
    """Of an ISO date that is looked for."""
    return _any(keys, _BORN, birth_date, _NUMBER_BITS)


def piece_of_phone(keys: Keys, phone: str) -> Piece | None:
    """Of the end of a phone number that is looked for; None where there is too little of one."""
    digits = last_four(phone)
    return _any(keys, _PHONE, digits, _NUMBER_BITS) if digits else None


def says(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record, as JSON has it, says by question id."""
    return what_stands(record.get("carried"), record.get("answers"))


def last_four(phone: str) -> str:
    """The last four digits of a phone number; empty where it has fewer."""
    digits = "".join(filter(str.isdecimal, plain_digits(phone)))
    return digits[-4:] if len(digits) >= 4 else ""


def _cut(word: str) -> Iterator[tuple[int, str]]:
    yield from _beginnings(word)
    if is_unspaced(word):
        yield from _inside(word, _INSIDE)


def _told_by(word: str) -> Iterable[tuple[int, str]]:
    if not is_unspaced(word):
        return _beginnings(word)
    return _inside(word, _INSIDE[:1] if len(word) > 1 else _INSIDE[1:])


def _beginnings(word: str) -> Iterator[tuple[int, str]]:
    return ((_BEGIN + many, word[:many]) for many in _BEGINNINGS if len(word) >= many)


def _inside(word: str, lengths: Iterable[int]) -> Iterator[tuple[int, str]]:
    for many in lengths:
        for at in range(len(word) - many + 1):
            yield _WITHIN + many, word[at : at + many]


def _piece(keys: Keys, kind: int, part: str, bits: int) -> int:
    return _by(keys, keys.current, kind, part, bits)


def _by(keys: Keys, number: int, kind: int, part: str, bits: int) -> int:
    value = int.from_bytes(keys.blind_by(number, "piece", str(kind), part)[:2])
    return kind << 12 | value & (1 << bits) - 1


def _any(keys: Keys, kind: int, part: str, bits: int) -> Piece:
    """By every key that may have made it: while a key is turned some cards are not yet anew."""
    return frozenset(_by(keys, number, kind, part, bits) for number in keys.masters)
