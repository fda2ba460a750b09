"""What the clinic asks, says and watches for. Everything else is worked out from this."""

import hashlib

from .after import REFLECT, SESSION_NOTE
from .agreements import SENSITIVE_INTRO
from .body import REGIONS
from .catalogue import NOTHING, Catalogue, standing
from .flags import RULES
from .home_care import HANDOUT, HANDOUT_LIST, IDEAS
from .regions import FEELS, MARKS, SINCE
from .steps import AGAIN, STEPS
from .words import TEXTS

__all__ = ["CATALOGUE", "NOTHING", "Catalogue", "standing"]


def _version() -> str:
    content = (STEPS, REFLECT, SESSION_NOTE, SENSITIVE_INTRO, RULES, REGIONS, MARKS, FEELS, SINCE)
    words = (IDEAS, HANDOUT, HANDOUT_LIST, TEXTS)
    return hashlib.sha256(repr((content, words)).encode()).hexdigest()[:12]


CATALOGUE = Catalogue(STEPS, AGAIN, _version())
