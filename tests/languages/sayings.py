"""All that a language says, as its folder has it, whether it is whole or not."""

from __future__ import annotations

from kiosk.languages.folders import HOME
from kiosk.languages.po_file import read


def sayings(code: str) -> list[str]:
    """Its words for each text, plural forms one by one."""
    messages = read(HOME / code / "kiosk.po")
    return [words for message in messages for words in message.said if message.english]
