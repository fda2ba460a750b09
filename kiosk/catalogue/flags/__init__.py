"""The screening rules, in the order they print within a severity."""

from .consent import CONSENT
from .feeling import FEELING
from .good_to_know import GOOD_TO_KNOW
from .heart_and_bones import HEART_AND_BONES
from .inside import INSIDE
from .nerves_and_skin import NERVES_AND_SKIN
from .recent import RECENT
from .rule import SEVERITIES, Rule, Severity
from .urgent import URGENT

__all__ = ["RULES", "SEVERITIES", "Rule", "Severity"]

RULES: tuple[Rule, ...] = (
    *CONSENT,
    *URGENT,
    *RECENT,
    *HEART_AND_BONES,
    *NERVES_AND_SKIN,
    *INSIDE,
    *FEELING,
    *GOOD_TO_KNOW,
)
