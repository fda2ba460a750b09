"""The clinic's own settings: each declared once, with what it does, its check, and where it shows.

Pages, checks, the audit and undoing follow from what is declared here.
"""

from .about import ABOUT
from .care import AGREEMENTS, ASKED, PEOPLE, TIMES
from .look import LOOK
from .setting import Group, Setting
from .site import SITE
from .therapist import OFFERS

__all__ = ["GROUPS", "OFFERED", "OFFERS", "OF_SITE", "SETTINGS", "SITE", "Group", "Setting"]

GROUPS = (ABOUT, ASKED, AGREEMENTS, PEOPLE, LOOK, TIMES)
"""In the order in which they are seen."""

SETTINGS = {setting.key: setting for group in GROUPS for setting in group.settings}
"""Every setting of the clinic, by key."""

OFFERED = {setting.key: setting for setting in OFFERS.settings}
"""What is set for each therapist, by key; none is a key of the clinic's."""

OF_SITE = {setting.key: setting for setting in SITE.settings}
"""What is set for each site, by key; none is a key of the others."""
