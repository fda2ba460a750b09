"""The agreement cards, one for each statement."""

from ..agreements import AGREEMENTS
from ..conditions import Is
from ..questions import Step

AGREE = Step(
    "agree",
    "Your agreement",
    "Read each card. Choose what is true for you. You can ask for a talk first.",
    AGREEMENTS,
    when=Is("visit_kind", "new") | Is("agree_due", "yes"),
)
