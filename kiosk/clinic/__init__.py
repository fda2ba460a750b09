"""The clinic's own settings: each declared once, with what it does, its check, and where it shows.

Pages, checks, the audit and undoing follow from what is declared here.
"""

from .about import ABOUT
from .care import AGREEMENTS, ASKED, PEOPLE, TIMES
from .setting import Group, Setting

__all__ = ["GROUPS", "SETTINGS", "Group", "Setting"]

GROUPS = (ABOUT, ASKED, AGREEMENTS, PEOPLE, TIMES)
"""In the order in which they are seen."""

SETTINGS = {setting.key: setting for group in GROUPS for setting in group.settings}
"""Every setting, by key."""
