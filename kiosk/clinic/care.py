"""What is offered and asked, how long agreements hold, who helps, and how long a tablet waits."""

from ..languages import N_, Counted
from .about import BLANK, HANDOUT, PAPER, WELCOME
from .kinds import AllBut, Lines, Number, OnOff, SomeOf
from .optional import costs, labels, usual
from .setting import Group, Setting
from .severities import Severities

MONTHS = Counted("%(count)d month", "%(count)d months")
YEARS = Counted("%(count)d year", "%(count)d years")
MINUTES = Counted("%(count)d minute", "%(count)d minutes")
SECONDS = Counted("%(count)d second", "%(count)d seconds")

TABLET = N_("The client's tablet")
TOUCH_PAGE = N_("Touch and pressure")
GROWN_UP = N_("The page of whoever agrees for a client")

ASKED = Group(
    "asked",
    N_("What is asked"),
    N_("Work that law and training must allow."),
    (
        Setting(
            "breast_work",
            N_("Breast massage"),
            N_("Only where law and training allow it: adults are then asked about it by itself."),
            (N_("Private areas: your choice"), BLANK),
            kind=OnOff(),
        ),
        Setting(
            "gentle_release",
            N_("Slow, listening touch"),
            N_("Clients may wish for it while somebody here is trained for it."),
            (TOUCH_PAGE, BLANK),
            kind=OnOff(),
        ),
        Setting(
            "guardian_room_rule",
            N_("Rule about who is in the room"),
            N_("What law and your clinic say about a grown-up in the room with a minor."),
            (GROWN_UP, BLANK),
            kind=Lines(400),
            preview="guardian",
        ),
        Setting(
            "severities",
            N_("How urgent rules are"),
            N_("A rule may be made more urgent; less only where that is safe, with a reason."),
            (PAPER, N_("Today")),
            kind=Severities(),
        ),
        Setting(
            "questions_off",
            N_("Optional questions"),
            N_("What is not ticked is asked of nobody. Safety and agreements are always asked."),
            (TABLET, BLANK),
            kind=AllBut(labels, costs),
            preview="cost",
        ),
        Setting(
            "questions_folded",
            N_('Behind "Add more"'),
            N_("What is ticked stands behind one button, for whoever wants to say more."),
            (TABLET,),
            kind=SomeOf(labels, N_("Choose among these."), usual=usual, notes=costs),
            preview="cost",
        ),
    ),
)

AGREEMENTS = Group(
    "agreements",
    N_("Agreements and ages"),
    N_("How long agreements hold, and from which age somebody agrees for themselves."),
    (
        Setting(
            "majority_age",
            N_("Age of majority"),
            N_("Whoever is younger needs a grown-up who agrees, and is marked as a minor."),
            (GROWN_UP, PAPER, BLANK),
            kind=Number(YEARS, (18, 19, 20, 21)),
        ),
        Setting(
            "valid_months",
            N_("How long an agreement holds"),
            N_("After that time the card is shown again at the next visit."),
            (N_("Your agreement"),),
            kind=Number(MONTHS, (1, 2, 3, 6, 9, 12)),
        ),
    ),
)

PEOPLE = Group(
    "people",
    N_("People"),
    N_("Whom clients ask for help, and whom they can talk to."),
    (
        Setting(
            "desk_person",
            N_("Whom clients ask for help"),
            N_(
                "So clients are told whom to ask; where nothing is written, the person at the desk."
            ),
            (WELCOME, TABLET),
            kind=Lines(60),
            preview="person",
        ),
        Setting(
            "support_list_text",
            N_("People to talk to"),
            N_(
                "Local helplines and counsellors. While something stands here, clients are asked "
                "if they want this list, and the therapist hands it over."
            ),
            (N_("If feelings come up"), HANDOUT),
            kind=Lines(1000),
            preview="people",
        ),
    ),
)

TIMES = Group(
    "times",
    N_("Times"),
    N_("How long a tablet waits, and how long answers that are put aside are kept."),
    (
        Setting(
            "idle_seconds",
            N_("A tablet nobody touches"),
            N_("After so long clients are asked if they are still there; then answers are hidden."),
            (TABLET,),
            kind=Number(SECONDS, (60, 90, 120, 180, 240, 300)),
        ),
        Setting(
            "parked_minutes",
            N_("Answers that are put aside"),
            N_("So long staff can give them back to the client; then they are erased."),
            (TABLET, N_("Today")),
            kind=Number(MINUTES, (10, 15, 20, 30, 45, 60)),
        ),
    ),
)
