"""What seals a file carries, found as bytes: nothing in it is followed, unpacked or run.

The file may be anybody's. It is looked at in the press, which has limits and no key.
"""

from __future__ import annotations

import re
from hashlib import sha256

from ..frozen import dataclass

LARGEST = 400 * 1024
"""Bytes of a file that is looked at: four times the heaviest paper."""

MOST = 20
"""Seals that are looked at in one file; ours have one."""

_RANGE = re.compile(rb"/ByteRange ?\[ ?0 (\d{1,7}) (\d{1,7}) (\d{1,7}) *\]")
_HEX = re.compile(rb"<([0-9a-f]{2,8192})>")
"""As we write it: in capitals it would say the same, and be another file."""


@dataclass(frozen=True)
class Carried:
    """A seal in a file, and what it lies over."""

    seal: bytes
    digest: bytes
    """SHA-256 of what it says it is over, as that is now."""
    whole: bool
    """Whether that is all of the file but the seal itself."""


@dataclass(frozen=True)
class LookedAt:
    """What there is to know of a file without knowing whose it is."""

    is_pdf: bool
    seals: tuple[Carried, ...] = ()
    bears: bool = False
    """Part of our certificate stands in it, though perhaps of no seal that still reads."""


def look_at(of: tuple[bytes, bytes], size: str = "", watermark: str = "") -> LookedAt:
    """What a file is, beside the clinic's certificate. Runs in the press, like all that draws."""
    pdf, certificate = of
    if b"%PDF-" not in pdf[:1024]:
        return LookedAt(is_pdf=False)
    ranges = list(_RANGE.finditer(pdf))[:MOST]
    found = (_carried(pdf, *(int(number) for number in each.groups())) for each in ranges)
    middle = len(certificate) // 2
    halves = (certificate[:middle].hex(), certificate[middle:].hex())
    bears = any(half and half.encode() in pdf for half in halves)
    return LookedAt(True, tuple(seal for seal in found if seal), bears)


def _carried(pdf: bytes, start: int, end: int, rest: int) -> Carried | None:
    held = _HEX.fullmatch(pdf[start:end])
    if held is None or len(held[1]) % 2:
        return None
    over = pdf[:start] + pdf[end : end + rest]
    return Carried(bytes.fromhex(held[1].decode()), sha256(over).digest(), end + rest == len(pdf))
