"""How the clinic looks: its accent colour, and its mark."""

from ..languages import N_
from .about import HANDOUT, PAPER, STAFF_PAGES, WELCOME
from .look_kinds import Colour, Picture
from .setting import Group, Setting

LOOK = Group(
    "look",
    N_("Look"),
    N_("The colour of buttons and links, and the clinic's mark."),
    (
        Setting(
            "accent",
            N_("Accent colour"),
            N_(
                "Buttons, links and what is chosen are in it; in the dark a lighter one of its hue."
            ),
            (WELCOME, N_("Every page of a client"), STAFF_PAGES),
            kind=Colour(),
            preview="colour",
        ),
        Setting(
            "mark",
            N_("The clinic's mark"),
            N_("A small picture beside the clinic's name: SVG or PNG, 400 KB at most."),
            (WELCOME, STAFF_PAGES, PAPER, HANDOUT),
            kind=Picture(),
        ),
    ),
)
