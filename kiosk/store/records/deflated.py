"""A record's text, deflated before it is sealed: a seventh of it, for its words repeat.

A record that was sealed before its text was deflated opens as it did. The hash is over the text
itself, so nothing that was signed changes.
"""

from __future__ import annotations

import zlib

_TEXT_BEGINS = b"{"
"""With which no deflated text begins: as zlib writes one, it begins with an ``x`` (RFC 1950)."""


def deflated(content: bytes) -> bytes:
    """What is sealed of a record's canonical text; what is deflated already stays as it is."""
    return zlib.compress(content) if is_text(content) else content


def inflated(kept: bytes) -> bytes:
    """The canonical text that this was sealed of."""
    return kept if is_text(kept) else zlib.decompress(kept)


def is_text(kept: bytes) -> bool:
    """Whether this is a record's text as it is, not deflated."""
    return kept.startswith(_TEXT_BEGINS)
