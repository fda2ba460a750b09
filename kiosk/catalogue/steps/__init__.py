"""The steps of a visit, in the order they are walked."""

from .about_you import ABOUT_YOU
from .agree import AGREE
from .body_map import BODY_MAP
from .changes import CHANGES
from .comfort import COMFORT
from .done import DONE
from .draping import DRAPING
from .experience import EXPERIENCE
from .feelings import FEELINGS
from .guardian import GUARDIAN
from .health import HEALTH
from .hello_again import HELLO_AGAIN
from .life import LIFE
from .medicines import MEDICINES
from .reason import REASON
from .review import REVIEW
from .self_care import SELF_CARE
from .sensitive import SENSITIVE
from .sign import SIGN
from .still_true import STILL_TRUE
from .story import STORY
from .today import TODAY
from .today_check import TODAY_CHECK
from .touch import TOUCH
from .welcome import WELCOME

__all__ = ["AGAIN", "STEPS"]

_GREETING = (WELCOME, HELLO_AGAIN, CHANGES, ABOUT_YOU, GUARDIAN)
_PROBLEM = (REASON, BODY_MAP, STORY, LIFE)
_NOW = (TODAY, TODAY_CHECK)
_HEALTH = (HEALTH, MEDICINES)
_WISHES = (EXPERIENCE, DRAPING, TOUCH, COMFORT, FEELINGS, SELF_CARE)
_AGREEING = (SENSITIVE, AGREE, REVIEW, STILL_TRUE, SIGN, DONE)

STEPS = (*_GREETING, *_PROBLEM, *_NOW, *_HEALTH, *_WISHES, *_AGREEING)

# On a return visit what has changed comes first, and today after it.
AGAIN = (*_GREETING, *_PROBLEM, *_HEALTH, *_WISHES, *_NOW, *_AGREEING)
