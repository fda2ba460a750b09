"""What clients read on single pages where their safety may hang on it, besides the fixed texts."""

from __future__ import annotations

from ..languages import N_

CALL_FIRST = N_(
    "Please call us before you come. If you feel very unwell, call for medical help now."
)
"""To somebody at home, in place of telling the desk."""
SPEAK_FIRST = N_("Please speak with your therapist before you leave.")
"""After a session, where an answer should not be taken home."""
TELL_NOW = N_("Please tell your therapist about this now.")
"""The same some days later."""
NEVER_HELD = N_(
    "Each card as you read it. You can take any of them back at any time, and nobody "
    "holds it against you. What was done before stays as it was."
)
"""Above what a client agreed to."""

SAFETY_WORDS = (CALL_FIRST, SPEAK_FIRST, TELL_NOW, NEVER_HELD)
"""All of them, as the review sheet has them."""
