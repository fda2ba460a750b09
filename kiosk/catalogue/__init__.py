"""What the clinic asks, says and watches for. Everything else is worked out from this."""

import hashlib
from pathlib import Path

from ..compiled import compiled
from ..languages import LANGUAGES
from .after import REFLECT, SESSION_NOTE
from .agreements import OWN, SENSITIVE_INTRO
from .body import REGIONS
from .catalogue import NOTHING, Catalogue
from .flags import RULES
from .home_care import HANDOUT, HANDOUT_LIST, IDEAS
from .pages import paged
from .questions import Step
from .regions import FEELS, MARKS, SINCE
from .steps import AGAIN, STEPS
from .words import TEXTS

__all__ = ["CATALOGUE", "NOTHING", "Catalogue", "page"]


def _version() -> str:
    content = (STEPS, REFLECT, SESSION_NOTE, SENSITIVE_INTRO, RULES, REGIONS, MARKS, FEELS, SINCE)
    words = (IDEAS, HANDOUT, HANDOUT_LIST, TEXTS)
    return hashlib.sha256(repr((content, words)).encode()).hexdigest()[:12]


def _kept_version() -> str:
    """The same, which takes a hundred times what all of these files do to be looked at."""
    here = Path(__file__)
    code, spoken = sorted(here.parent.rglob("*.py")), tuple(LANGUAGES.items())
    version: str = compiled(here, code, [_version], 0, spoken)
    return version


CATALOGUE = Catalogue(
    STEPS, AGAIN, _kept_version(), left_out=frozenset(card.key for card in OWN), beside=OWN
)

_PAGES = paged(CATALOGUE)
_OWN_PAGE = {step.key for step in _PAGES.steps}


def page(step: str) -> Step:
    """The page of a step with all that may ever be asked on it; KeyError where there is none."""
    here = (_PAGES if step in _OWN_PAGE else CATALOGUE).step(step)
    return here.only((*here.questions, *OWN)) if step == "agree" else here
