"""Endings: what a file's name says that it is, held against its first bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

_MARK = b"\xef\xbb\xbf"
"""What some programs put before a text."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""And before one in which each sign has two bytes, so that zeros are nothing strange."""
_LOOKED_AT = 1024
"""Bytes; readers of PDF look as far for its beginning."""

_CALENDAR, _PDF, _PNG, _ZIP = b"BEGIN:VCALENDAR", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"


def begins_as(name: str, content: bytes, endings: Sequence[str]) -> bool:
    """Whether a file's name has one of these endings, and its content begins as that one does."""
    ending = PurePath(name).suffix.lower()
    return ending in endings and _begins(ending, content[:_LOOKED_AT])


def _begins(ending: str, head: bytes) -> bool:
    said = head.removeprefix(_MARK).lstrip()
    match ending:
        case ".pdf":
            return _PDF in head
        case ".png":
            return head.startswith(_PNG)
        case ".svg":
            return said.startswith(b"<")
        case ".ics":
            return said[: len(_CALENDAR)].upper() == _CALENDAR
    return _is_table(head, said)


def _is_table(head: bytes, said: bytes) -> bool:
    another = said.startswith((_PDF, _PNG, _ZIP)) or said[: len(_CALENDAR)].upper() == _CALENDAR
    return not another and (head.startswith(_WIDE) or b"\0" not in head)
