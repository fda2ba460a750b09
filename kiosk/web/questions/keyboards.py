"""Keyboards: what a tablet is asked to bring up, and to leave alone, for what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ...catalogue.questions import Holds
from ...frozen import dataclass


@dataclass(frozen=True)
class Keyboard:
    """What a field says of itself to an on-screen keyboard."""

    inputmode: Literal["text", "tel", "numeric", "email"] = "text"
    autocapitalize: Literal["sentences", "words", "none"] = "none"
    corrects: bool = False
    """Whether spelling is looked at: a name or a medicine would be made another one."""


KEYBOARDS: Mapping[Holds, Keyboard] = {
    "words": Keyboard(autocapitalize="sentences", corrects=True),
    "name": Keyboard(autocapitalize="words"),
    "phone": Keyboard("tel"),
    "number": Keyboard("numeric"),
    "email": Keyboard("email"),
    "medicine": Keyboard(),
}
