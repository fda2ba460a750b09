"""The clinic itself: its name, where it is, and how it is reached."""

from functools import cache
from zoneinfo import available_timezones

from ..languages import LANGUAGES, N_, countries, translate
from .kinds import Line, OneOf, SomeOf, Value
from .setting import Group, Setting, Values

WELCOME = N_("Welcome on the tablet")
PAPER = N_("The therapist's paper")
HANDOUT = N_("What clients take home")
STAFF_PAGES = N_("The pages of staff")
BLANK = N_("The form on paper")

OWN_LANGUAGE = N_("Leave the clinic's own language among them.")
NOT_OFFERED = N_("Offer this language to clients first.")


def has_own(value: Value, others: Values) -> str:
    """The languages offered have the clinic's own among them."""
    offered = str(value).split(",") if value else list(LANGUAGES)
    return "" if others["language"] in offered else OWN_LANGUAGE


def is_offered(value: Value, others: Values) -> str:
    """The clinic's own language is one of those offered."""
    offered = str(others["languages"])
    return "" if not offered or value in offered.split(",") else NOT_OFFERED


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
            kind=SomeOf(by_name, N_("Choose at least one language.")),
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
