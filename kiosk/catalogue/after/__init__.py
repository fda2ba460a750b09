"""What is asked after the session, away from the walk."""

from .reflect import REFLECT
from .session_note import SESSION_NOTE

__all__ = ["REFLECT", "SESSION_NOTE"]
