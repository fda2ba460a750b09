"""A reflection: what follows from how it was, and for whose eyes it is (intake-content, 8.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from ..frozen import dataclass
from .history import REAL, better_by

Share = Literal["both", "therapist", "manager"]
Reach = Literal["whole", "exists", "nothing"]
"""How much of it somebody may know: all of it, that it is there, or nothing at all."""

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Reader:
    """Somebody who asks for a reflection: who they are to the client whose it is."""

    treated: bool
    """Whether it is their session that it tells of."""
    manages: bool
    manager_knows: bool = False
    """Whether a manager has opened it before."""


def shared_with(said: Answers) -> Share:
    """Whom the client lets read it; where they did not say, the manager only."""
    share = said.get("reflect_share")
    return share if share in ("both", "therapist") else "manager"


def is_grave(said: Answers) -> bool:
    """Whether it says that somebody was not heard, or that it did not feel safe to speak up."""
    return "no" in (said.get("safe_to_speak"), said.get("listened"))


def reach_of(said: Answers, who: Reader) -> Reach:
    """How much of it this reader may know.

    What is grave never reaches the therapist first, unless the client has chosen them alone; and
    the manager always learns that such an answer is there.
    """
    share = shared_with(said)
    if who.manages and share != "therapist":
        return "whole"
    if who.treated and share == "therapist":
        return "whole"
    if who.treated and share == "both" and (who.manager_knows or not is_grave(said)):
        return "whole"
    return "exists" if who.manages and is_grave(said) else "nothing"


def pain_before(says: Answers) -> int | None:
    """The pain as it was said on the day of the session; None where it was not said."""
    return next(iter(_pains(says)), None)


def pain_better_by(said: Answers, says: Answers) -> int | None:
    """How many points lower it is than before, below 0 where higher, 0 for less than is real."""
    before, now = pain_before(says), said.get("pain_after")
    return better_by(before, now) if before is not None and isinstance(now, int) else None


def asks_to_speak(said: Answers, says: Answers) -> bool:
    """Whether the client is asked to speak with the therapist before they leave."""
    now = said.get("pain_after")
    worse = isinstance(now, int) and any(now - before >= REAL for before in _pains(says))
    return worse or "dizzy" in (said.get("feel_now") or ())


def _pains(says: Answers) -> list[int]:
    """What was said of pain beforehand: today's first, of whoever comes again."""
    said = (says.get("today_pain"), says.get("pain_now"))
    return [pain for pain in said if isinstance(pain, int)]


def may_be_asked(says: Answers) -> bool:
    """Whether the client has agreed to be asked how it was when they have gone."""
    return says.get("consent_follow_up") == "yes"


def wants_support(said: Answers) -> bool:
    """Whether feelings came and the client would like more support."""
    return said.get("feelings_came") == "yes_more"
