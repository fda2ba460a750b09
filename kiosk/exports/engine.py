"""The engine that lays out papers, loaded without a search for its libraries."""

from __future__ import annotations

import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from .drawn import NoEngine


def load_engine() -> None:
    """Have WeasyPrint in this process. Raises NoEngine where it, or Pango, is not installed.

    It asks for each library by the names of several systems. For a name that this one lacks, ctypes
    would ask the compiler, the linker and the loader's cache, a third of the whole import; the name
    by which the loader knows the library comes after it. Where one is not found so, all is asked.
    """
    try:
        with suppress(OSError), _by_name_alone():
            import weasyprint
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as missing:
        raise NoEngine(str(missing)) from None


@contextmanager
def _by_name_alone() -> Iterator[None]:
    """Libraries are found by the names that the loader knows."""
    search = ctypes.util.find_library
    ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _nowhere(name: str) -> str | None:
    return None
