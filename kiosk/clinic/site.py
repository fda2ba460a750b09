"""A site of the clinic: what it is called, where it is, and whether anybody still comes there."""

from ..languages import N_
from .about import HANDOUT, PAPER, STAFF_PAGES, WELCOME
from .kinds import Line, OnOff
from .setting import Group, Setting

SITE = Group(
    "site",
    N_("Site"),
    N_("What this place is called, and how clients reach it."),
    (
        Setting(
            "site_name",
            N_("Name of the site"),
            N_("It stands beside the clinic's name. The first site may do without one."),
            (WELCOME, STAFF_PAGES, PAPER, HANDOUT),
            kind=Line(60),
        ),
        Setting(
            "site_address",
            N_("Address of the site"),
            N_("It stands on papers. Without one they have the clinic's."),
            (PAPER, HANDOUT),
            kind=Line(160),
        ),
        Setting(
            "site_phone",
            N_("Phone of the site"),
            N_("It stands on papers. Without one they have the clinic's."),
            (PAPER, HANDOUT),
            kind=Line(40, digits=N_("Write the number of the phone, with digits.")),
        ),
        Setting(
            "site_open",
            N_("Whether it is in use"),
            N_("A retired site takes no tablets, staff or visits; what was done there stays."),
            (N_("Today"), N_("Visits"), N_("Tablets")),
            kind=OnOff(N_("In use"), N_("No longer in use")),
        ),
    ),
)
