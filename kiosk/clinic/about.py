"""The clinic itself: its name, where it is, and how it is reached."""

from functools import cache
from zoneinfo import available_timezones

from ..languages import LANGUAGES, N_, REVIEWED, countries, translate
from .kinds import Line, OneOf, SomeOf, Value
from .setting import Group, Setting, Values

WELCOME = N_("Welcome on the tablet")
PAPER = N_("The therapist's paper")
HANDOUT = N_("What clients take home")
STAFF_PAGES = N_("The pages of staff")
BLANK = N_("The form on paper")

ONE_LANGUAGE = N_("Choose at least one language.")
OWN_LANGUAGE = N_("Leave the clinic's own language among them.")
NOT_OFFERED = N_("Offer this language to clients first.")
UNREVIEWED = N_(
    "No native reader has read it yet, nor its agreements and safety texts. "
    "Every record that is signed in it says so."
)
"""What is said beside a language before it is turned on."""


def has_own(value: Value, others: Values) -> str:
    """The languages offered have the clinic's own among them."""
    if value == "-":
        return ONE_LANGUAGE
    return "" if others["language"] in _offered(value) else OWN_LANGUAGE


def is_offered(value: Value, others: Values) -> str:
    """The clinic's own language is one of those offered."""
    return "" if value in _offered(others["languages"]) else NOT_OFFERED


def _offered(languages: Value) -> tuple[str, ...]:
    return tuple(str(languages).split(",")) if languages else tuple(REVIEWED)


def unreviewed(language: str) -> dict[str, str]:
    """What is said beside each language that no native reader has read."""
    words = translate(UNREVIEWED, language)
    return {code: words for code in LANGUAGES if code not in REVIEWED}


def by_name(language: str) -> list[tuple[str, str]]:
    """Each language, named in itself."""
    return list(LANGUAGES.items())


@cache
def zones(language: str) -> tuple[tuple[str, str], ...]:
    """Every time zone by its name, which is the same in all languages."""
    named = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
    return tuple((zone, zone) for zone in named)


def sheets(language: str) -> list[tuple[str, str]]:
    """The sizes of paper."""
    return [("A4", "A4"), ("Letter", translate(N_("US Letter"), language))]


ABOUT = Group(
    "about",
    N_("The clinic"),
    N_("Its name, address, phone, languages and country."),
    (
        Setting(
            "name",
            N_("Name of the clinic"),
            N_("It stands at the top of every page and paper."),
            (WELCOME, STAFF_PAGES, PAPER, HANDOUT, BLANK),
            kind=Line(80, lacks=N_("Write the clinic's name.")),
            preview="door",
        ),
        Setting(
            "address",
            N_("Address of the clinic"),
            N_("It stands on what clients take home."),
            (HANDOUT,),
            kind=Line(160),
            preview="handout",
        ),
        Setting(
            "phone",
            N_("Phone of the clinic"),
            N_("It stands on what clients take home."),
            (HANDOUT,),
            kind=Line(40, digits=N_("Write the number of the phone, with digits.")),
            preview="handout",
        ),
        Setting(
            "languages",
            N_("Languages offered"),
            N_("Clients choose among them on Welcome, and at any time later."),
            (WELCOME, N_("Every page of a client")),
            kind=SomeOf(
                by_name,
                ONE_LANGUAGE,
                usual=lambda: tuple(REVIEWED),
                usual_words="",
                notes=unreviewed,
            ),
            preview="door",
            needs=has_own,
        ),
        Setting(
            "language",
            N_("The clinic's own language"),
            N_("Staff pages and the front of each paper are in it; other languages print a badge."),
            (STAFF_PAGES, PAPER),
            kind=OneOf(by_name),
            needs=is_offered,
        ),
        Setting(
            "country",
            N_("Country"),
            N_("It says in which order day, month and year are asked and written."),
            (N_("Every date"),),
            kind=OneOf(countries, empty=N_("Not said yet")),
            preview="day",
        ),
        Setting(
            "time_zone",
            N_("Time zone"),
            N_("Today, ages and the days of lists and exports run by it."),
            (N_("Today"), N_("Every date")),
            kind=OneOf(zones),
        ),
        Setting(
            "paper_size",
            N_("Size of the paper"),
            N_("All that is printed fits it."),
            (PAPER, HANDOUT, BLANK),
            kind=OneOf(sheets),
        ),
    ),
)
