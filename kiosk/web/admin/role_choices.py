"""What somebody may do here, in words."""

from __future__ import annotations

from collections.abc import Collection

from ..http.layout import Frame, tell

ROLES = (
    ("desk", "Reception", "Starts visits and hands out tablets. Reads no answers."),
    ("therapist", "Therapist", "Reads intakes and takes visits."),
    ("admin", "Admin", "Runs the clinic: staff, tablets, exports, erasing."),
)


def roles(frame: Frame) -> tuple[tuple[str, str, str], ...]:
    """Every role with its name and what it means."""
    return tuple((role, tell(frame, name), tell(frame, note)) for role, name, note in ROLES)


def role_names(held: Collection[str], frame: Frame) -> str:
    """The names of these roles, on one line."""
    return " · ".join(tell(frame, name) for role, name, _ in ROLES if role in held)
