"""What somebody may do here, in words."""

from __future__ import annotations

from collections.abc import Collection

from ...languages import N_
from ..http.layout import Layout
from ..http.page_parts import Choice

ROLES = (
    ("desk", N_("Reception"), N_("Starts visits and hands out tablets. Reads no answers.")),
    ("therapist", "Therapist", N_("Reads intakes and takes visits.")),
    ("admin", N_("Admin"), N_("Runs the clinic: staff, tablets, exports, erasing.")),
)


def roles(layout: Layout) -> tuple[Choice, ...]:
    """Every role with its name and what it means."""
    return tuple(
        Choice(role, layout.translate(name), layout.translate(note)) for role, name, note in ROLES
    )


def role_names(held: Collection[str], layout: Layout) -> str:
    """The names of these roles, on one line."""
    return " · ".join(layout.translate(name) for role, name, _ in ROLES if role in held)
