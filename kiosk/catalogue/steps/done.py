"""Thank you: the tablet goes back and forgets."""

from ..questions import Step

DONE = Step(
    "done",
    "Thank you",
    "Please hand the tablet back. Your therapist reads this before you start. "
    "You can still change your mind about anything.",
    (),
)
