"""Loaded once by the process that forks the press's workers, so that each starts warm."""

import contextlib

from . import drawing  # noqa: F401
from .drawn import NoEngine
from .engine import load_engine

with contextlib.suppress(NoEngine):
    load_engine()
