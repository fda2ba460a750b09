"""Loaded once by the process that forks the press's workers, so that each starts warm."""

import contextlib

with contextlib.suppress(ImportError, OSError):  # OSError: Pango is not installed
    import weasyprint  # noqa: F401

from . import drawing  # noqa: F401
