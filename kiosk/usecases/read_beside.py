"""Beside an intake: how the audit says what was read of a client that is no intake of theirs."""

from __future__ import annotations

AGREEMENTS = "agreements"
AS_THERAPIST, AS_MANAGER = "reflection", "reflection, as manager"
"""Of whoever reads how it was, and as whom."""

BESIDE = (AGREEMENTS, AS_THERAPIST, AS_MANAGER)
"""Whoever reads no more than that has not opened the intake."""
