"""A record's text, deflated before it is sealed: a seventh of it, for its words repeat.

It lies in two parts under one seal. What was said comes first: the text without the lines of its
wordings. The lines come behind, so that whoever counts, lists or exports answers inflates and reads
a fifth. Neither is a copy of the other: together they are the text that was signed, and the hash is
over that.

A record that was sealed before, as one deflated text or as text, opens as it did.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from struct import Struct
from typing import Any

_TEXT_BEGINS = b"{"
"""With which no deflated text begins: as zlib writes one, it begins with an ``x`` (RFC 1950)."""

_IN_PARTS = b"2"
_HEAD = Struct(">1s32sIB")
"""The mark, the hash of the text, the bytes of what was said, how many stretches were cut."""
_CUT = Struct(">II")
"""Where in what was said a stretch belongs, and its bytes."""

WORDINGS = ("said", "told")
_JSON = json.JSONDecoder()
_LINES, _END = ',"sections":[', "]}"
"""Between what the lines of a wording stand: sections are the last that it has."""


def in_parts(kept: bytes) -> bytes:
    """What is sealed of a record's canonical text; what is in parts already stays as it is."""
    if is_in_parts(kept):
        return kept
    text = inflated(kept)
    light, cut = _parted(text)
    head = _HEAD.pack(_IN_PARTS, hashlib.sha256(text).digest(), len(light), len(cut))
    cuts = b"".join(_CUT.pack(at, len(lines)) for at, lines in cut)
    lines = (each for _, each in cut)
    return head + cuts + zlib.compress(b"".join((light, *lines)))


def inflated(kept: bytes) -> bytes:
    """The canonical text that this was sealed of."""
    if kept.startswith(_TEXT_BEGINS):
        return kept
    if not is_in_parts(kept):
        return zlib.decompress(kept)
    _, _, light, many = _HEAD.unpack_from(kept)
    ends = _HEAD.size + many * _CUT.size
    whole = zlib.decompress(memoryview(kept)[ends:])
    cuts = list(_CUT.iter_unpack(memoryview(kept)[_HEAD.size : ends]))
    said = [whole[a:b] for a, b in pairwise((0, *(at for at, _ in cuts), light))]
    lines = accumulate((length for _, length in cuts), initial=light)
    words = [whole[a:b] for a, b in pairwise(lines)]
    return b"".join(part for both in zip(said, (*words, b""), strict=True) for part in both)


def light(kept: bytes) -> bytes:
    """The canonical text without the lines of its wordings; the whole of it in one of before."""
    if not is_in_parts(kept):
        return inflated(kept)
    _, _, length, many = _HEAD.unpack_from(kept)
    begins = _HEAD.size + many * _CUT.size
    return zlib.decompressobj().decompress(memoryview(kept)[begins:], length)


def hash_of(kept: bytes) -> bytes:
    """The SHA-256 of the canonical text, as it was when it was sealed."""
    if is_in_parts(kept):
        return bytes(_HEAD.unpack_from(kept)[1])
    return hashlib.sha256(inflated(kept)).digest()


def is_in_parts(kept: bytes) -> bool:
    """Whether this is a record's text in parts."""
    return kept.startswith(_IN_PARTS)


def without_lines(record: Mapping[str, Any]) -> dict[str, Any]:
    """What the first part of a record says, of the whole of it."""
    worded = {key: record[key] for key in WORDINGS if _is_wording(record.get(key))}
    return {**record, **{key: {**said, "sections": []} for key, said in worded.items()}}


def _is_wording(said: object) -> bool:
    return isinstance(said, dict) and isinstance(said.get("sections"), list)


def _parted(content: bytes) -> tuple[bytes, list[tuple[int, bytes]]]:
    """What was said, and each stretch that was cut out of it, with its place there.

    A text of another shape than a record's is not cut.
    """
    text, kept, cut, at = content.decode(), "", list[tuple[int, bytes]](), 0
    whole = dict[str, Any]()
    for key, value, begins, ends in _members(text):
        whole[key] = value
        found = text.find(_LINES, begins, ends) if key in WORDINGS else -1
        if found >= 0 and text.endswith(_END, begins, ends):
            first = found + len(_LINES)
            kept += text[at:first]
            at = ends - len(_END)
            cut.append((len(kept.encode()), text[first:at].encode()))
    kept += text[at:]
    return (kept.encode(), cut) if _says(kept, without_lines(whole)) else (content, [])


def _says(text: str, record: Mapping[str, Any]) -> bool:
    try:
        return bool(json.loads(text) == record)
    except ValueError:
        return False


def _members(text: str) -> Iterator[tuple[str, Any, int, int]]:
    """Each part of a canonical object, with where it begins and ends."""
    at = 1
    while at < len(text) - 1:
        key, colon = _JSON.raw_decode(text, at)
        value, ends = _JSON.raw_decode(text, colon + 1)
        yield key, value, colon + 1, ends
        at = ends + 1
