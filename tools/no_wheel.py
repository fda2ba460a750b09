"""What pip meets when it is asked for a wheel: the kiosk runs from its checkout, and says so."""

import sys
from typing import NoReturn

WORDS = "The kiosk runs from its checkout, not from a wheel: type `make setup`, then `make run`."


def build_wheel(*_: object, **__: object) -> NoReturn:
    """One line instead of a wheel that lacks templates and typefaces."""
    sys.exit(WORDS)


prepare_metadata_for_build_wheel = get_requires_for_build_wheel = build_wheel
build_sdist = build_editable = build_wheel
