"""Keeping a mark: a file is cleaned in the press, and what is left of it becomes the clinic's."""

from __future__ import annotations

from collections.abc import Callable

from ..languages import N_
from ..store import Refused, Store
from ..store.records import marks
from .change_setting import change_in, held
from .overtaken import not_overtaken

Cleans = Callable[[bytes], tuple[str, bytes]]
"""Cleans a picture, away from here: its kind and its bytes, both empty where it is refused."""

LARGEST = 400 * 1024
NO_MARK = N_("We cannot use this file. Choose an SVG or PNG that only draws, without a DOCTYPE.")


def keep_mark(store: Store, file: bytes, cleans: Cleans, by: str, was: str = "") -> None:
    """The picture is the clinic's mark from now on. Raises Refused, or as the press does.

    ``was`` is the sign of the mark that was looked at. Raises Overtaken.
    """
    kind, content = cleans(file)
    if kind not in marks.KINDS or not 0 < len(content) <= LARGEST:
        raise Refused("mark", NO_MARK)
    with store.writing() as tx:
        mine = held(tx)
        name = marks.keep(tx, mine.id, kind, content)
        not_overtaken("mark", mine.values["mark"], name, was)
        change_in(tx, mine, "mark", name, by)
