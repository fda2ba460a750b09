"""The recovery sheet: the master keys as groups that a person can type, each with its check.

A key is fourteen groups of five signs. The fifth sign of a group checks the other four in their
place, so that a slip is found where it was made; two bytes at the end check the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ..errors import Refused
from .keys import Keys

GROUPS = 14
SIGNS = 5
_DATA = SIGNS - 1
_KEY = 32
_WHOLE = GROUPS * SIGNS
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are read for others."""
_READ_AS = str.maketrans("ILO", "110", " -\n\r\t.")


def groups_of(keys: Keys) -> dict[int, tuple[str, ...]]:
    """By the id of each key, its groups."""
    return {number: _groups(number, key) for number, key in sorted(keys.masters.items())}


def read(typed: str) -> Keys:
    """The keys of a sheet as somebody typed it. Raises Refused, naming the group that is wrong."""
    signs = typed.upper().translate(_READ_AS)
    if not signs or len(signs) % _WHOLE:
        raise Refused(
            "sheet",
            f"{len(signs)} signs were typed; each key of the sheet has {_WHOLE}, "
            f"in {GROUPS} groups of {SIGNS}.",
        )
    return Keys(dict(_key(signs[at : at + _WHOLE]) for at in range(0, len(signs), _WHOLE)))


def is_group(keys: Keys, number: int, typed: str) -> bool:
    """Whether this is that group (from 1) of the sheet's newest key."""
    return typed.upper().translate(_READ_AS) == groups_of(keys)[keys.current][number - 1]


def _groups(number: int, key: bytes) -> tuple[str, ...]:
    plain = bytes((number,)) + key
    whole = int.from_bytes(plain + _sum(plain), "big")
    signs = [_ALPHABET[whole >> 5 * at & 31] for at in reversed(range(GROUPS * _DATA))]
    data = ["".join(signs[at : at + _DATA]) for at in range(0, len(signs), _DATA)]
    return tuple(f"{group}{_check(at, group)}" for at, group in enumerate(data))


def _key(signs: str) -> tuple[int, bytes]:
    data = "".join(_checked(signs))
    whole = 0
    for sign in data:
        whole = whole << 5 | _ALPHABET.index(sign)
    read = whole.to_bytes(GROUPS * _DATA * 5 // 8, "big")
    number, key, last = read[0], read[1 : 1 + _KEY], read[1 + _KEY :]
    if _sum(read[: 1 + _KEY]) != last:
        raise Refused("sheet", "These groups belong to different sheets: type all of one.")
    return number, key


def _checked(signs: str) -> Iterator[str]:
    for at in range(GROUPS):
        group = signs[at * SIGNS : (at + 1) * SIGNS]
        if not set(group) <= set(_ALPHABET) or _check(at, group[:_DATA]) != group[_DATA]:
            raise Refused("sheet", f"Group {at + 1} ({group}) is mistyped: look at it again.")
        yield group[:_DATA]


def _check(at: int, group: str) -> str:
    return _ALPHABET[hashlib.sha256(f"{at} {group}".encode()).digest()[0] & 31]


def _sum(plain: bytes) -> bytes:
    return hashlib.sha256(b"intake kiosk recovery sheet" + plain).digest()[:2]
