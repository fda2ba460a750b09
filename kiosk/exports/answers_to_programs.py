"""What a program is told that is not given what it asked for; loaded with every start."""

from __future__ import annotations

from collections.abc import Mapping

NOT: Mapping[str, str] = {
    "400": "Something was asked for that is not there to be asked",
    "401": "No token, or one that is over",
    "403": "A token for something else, or without https",
    "404": "There is nothing here",
    "405": "Reading alone: nothing can be sent",
    "429": "Too many tries",
    "503": "Another file is being sent; try again",
}
"""By status."""
