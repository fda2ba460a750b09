"""What a therapist offers: set for each of them, in the same way as the clinic's own settings."""

from datetime import date

from ..catalogue import CATALOGUE
from ..catalogue.questions import PickOne
from ..intake.wording import choice_label
from ..languages import LANGUAGES, N_
from .about import PAPER
from .care import TOUCH_PAGE
from .kinds import Day, Line, SomeOf, Value
from .setting import Group, Setting, Values

PLANNING = N_("Where visits are planned")
SINCE_FIRST = N_("Write first from which day they are trained.")
NOT_BEFORE = N_("Choose a day that is not before the first.")


def pressures(language: str) -> list[tuple[str, str]]:
    """The pressures a client may ask for, without "not sure"."""
    asked = CATALOGUE.question("pressure")
    firm = [c for c in asked.choices if not c.soft] if isinstance(asked, PickOne) else []
    words = ((one.key, choice_label(asked, one, language)) for one in firm)
    return [(key, label.partition(":")[0]) for key, label in words]


def languages(language: str) -> list[tuple[str, str]]:
    """The languages of the kiosk, each named in itself."""
    return list(LANGUAGES.items())


def ends_after(value: Value, others: Values) -> str:
    """A training does not end before it began."""
    if not value:
        return ""
    since = str(others["release_since"])
    if not since:
        return SINCE_FIRST
    return NOT_BEFORE if date.fromisoformat(str(value)) < date.fromisoformat(since) else ""


def begins_before(value: Value, others: Values) -> str:
    """The same, where the beginning is changed."""
    until = str(others["release_until"])
    if not until:
        return ""
    if not value:
        return N_("Take the last day away first.")
    return NOT_BEFORE if date.fromisoformat(until) < date.fromisoformat(str(value)) else ""


OFFERS = Group(
    "offers",
    N_("What they offer"),
    N_("Their name on paper, what they do, and what they are trained for."),
    (
        Setting(
            "working_name",
            N_("Name on paper"),
            N_("What they are called at work. Where nothing is written, the name of the account."),
            (PAPER,),
            kind=Line(60),
        ),
        Setting(
            "pressures",
            N_("Pressure they work with"),
            N_("Whoever plans a visit sees it beside the name."),
            (PLANNING,),
            kind=SomeOf(pressures, N_("Choose among these."), none=True),
        ),
        Setting(
            "trained_for",
            N_("Trained for"),
            N_("Such as massage in pregnancy. Whoever plans a visit sees it beside the name."),
            (PLANNING,),
            kind=Line(120),
        ),
        Setting(
            "speaks",
            N_("Languages they speak"),
            N_("Whoever plans a visit sees it beside the name."),
            (PLANNING,),
            kind=SomeOf(languages, N_("Choose among these."), none=True),
        ),
        Setting(
            "release_since",
            N_("Trained for slow, listening touch since"),
            N_("The day of the training. While it counts, clients may wish for such touch."),
            (TOUCH_PAGE,),
            kind=Day(),
            needs=begins_before,
        ),
        Setting(
            "release_until",
            N_("Trained for slow, listening touch until"),
            N_("The last day on which the training counts, if it passes."),
            (TOUCH_PAGE,),
            kind=Day(),
            needs=ends_after,
        ),
    ),
)
